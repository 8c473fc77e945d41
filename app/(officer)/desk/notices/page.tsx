import type { Metadata } from 'next'
import Link from 'next/link'
import { getMessages, getTranslations } from 'next-intl/server'
import { domainErrorCodeOf } from '#app/_lib/domain-error-message.ts'
import { getFormat } from '#app/_lib/get-format.ts'
import { knownKey } from '#app/_lib/known-key.ts'
import { oneOf, withParams } from '#app/_lib/search-params.ts'
import { BackLink } from '#app/_ui/crumbs.tsx'
import { Pager } from '#app/_ui/pager.tsx'
import { caller } from '#server/caller.ts'
import { NotYours } from '../../_components/not-yours.tsx'
import { staffAt } from '../../_lib/staff.ts'
import styles from '../../petitions/petitions.module.css'
import { HandleForm } from './_components/handle-form.tsx'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('notices.desk'))('title') }
}

async function read(cursor: string) {
  try {
    return await (await caller()).notice.undeliverable(cursor === '' ? {} : { cursor })
  } catch (error) {
    if (domainErrorCodeOf(error) === 'NOT_PERMITTED') return null
    throw error
  }
}

/** Whom nothing reached, why, and what a person can do about it. */
export default async function UndeliverablePage({ searchParams }: PageProps<'/desk/notices'>) {
  if (!(await staffAt('/desk/notices'))) return null
  const [list, t, n, { notices: words }, format] = await Promise.all([
    read(oneOf((await searchParams).cursor)),
    getTranslations('notices.desk'),
    getTranslations('notices'),
    getMessages(),
    getFormat(),
  ])
  if (!list) return <NotYours />
  return (
    <div className={styles.page}>
      <BackLink href="/desk">{t('back')}</BackLink>
      <h1>{t('title')}</h1>
      <p className="lead">{t('lead')}</p>
      {list.items.length === 0 ? (
        <p className="soft">{t('empty')}</p>
      ) : (
        <div className={styles.scroll}>
          <table className="sheet">
            <thead>
              <tr>
                {(['who', 'what', 'todo', 'done'] as const).map((head) => (
                  <th key={head} scope="col">
                    {t(head)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {list.items.map((item) => (
                <tr key={item.id}>
                  <td>
                    <b>{item.name}</b>{' '}
                    {item.phone ? <a href={`tel:${item.phone}`}>{item.phone}</a> : <span className="soft">{t('noPhone')}</span>}
                    <span className="small soft"> {item.agencyNameVi}</span>
                  </td>
                  <td>
                    {n(`what.${knownKey(words.what, item.template) ?? 'other'}`)}{' '}
                    {item.code === null ? (
                      item.about && <span className="nowrap">{n(`about.${item.about}`)}</span>
                    ) : (
                      <Link className="nowrap" href={item.isPetition ? `/petitions/${item.code}` : `/dossiers/${item.code}`}>
                        {item.code}
                      </Link>
                    )}{' '}
                    <span className="small soft">{t('since', { at: format.dateTime(item.since) })}</span>
                  </td>
                  <td>
                    {t(`todos.${item.todo}`)} <span className="small soft">{t('code', { reason: item.reason })}</span>
                  </td>
                  <td>
                    <HandleForm id={item.id} who={item.name} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <Pager nextHref={list.nextCursor ? withParams('/desk/notices', { cursor: list.nextCursor }) : null} />
    </div>
  )
}
