import { CircleAlert, CircleCheck } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'
import { getLocale, getTranslations } from 'next-intl/server'
import { getFormat } from '#app/_lib/get-format.ts'
import { inLanguage } from '#app/_lib/in-language.ts'
import { oneOf, withParams } from '#app/_lib/search-params.ts'
import { LinkButton } from '#app/_ui/button.tsx'
import { BackLink } from '#app/_ui/crumbs.tsx'
import { GeneratedMark } from '#app/_ui/generated-mark.tsx'
import { Pager } from '#app/_ui/pager.tsx'
import { caller } from '#server/caller.ts'
import { NotYours } from '../../_components/not-yours.tsx'
import { placesOf, staffAt } from '../../_lib/staff.ts'
import { Filters } from './_components/filters.tsx'
import styles from './_components/procedures.module.css'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('versions'))('title') }
}

/** Every procedure: what kind of service it is, which way it goes, whether it was checked against its sources. */
export default async function ProceduresPage({ searchParams }: PageProps<'/admin/procedures'>) {
  const me = await staffAt('/admin/procedures')
  if (!me) return null
  if (!placesOf(me).admin) return <NotYours />
  const params = await searchParams
  const filter = {
    q: oneOf(params.q).slice(0, 200),
    level: oneOf(params.level),
    online: oneOf(params.online),
    route: oneOf(params.route),
    checked: oneOf(params.checked),
    kind: oneOf(params.kind),
  }
  const api = await caller()
  const [t, locale, format, { items, total, nextCursor, mayPublish }] = await Promise.all([
    getTranslations('versions'),
    getLocale(),
    getFormat(),
    api.procedure.list({ ...(filter as object), cursor: oneOf(params.cursor) || undefined }),
  ])
  return (
    <div className={styles.page}>
      <BackLink href="/admin">{t('back')}</BackLink>
      <div className={styles.head}>
        <h1>{t('title')}</h1>
        {mayPublish && (
          <LinkButton kind="outlined" href="/admin/procedures/import">
            {t('import.open')}
          </LinkButton>
        )}
      </div>
      <p className="soft">{t('lead')}</p>
      <Filters filter={filter} />
      <p className={styles.count}>{total === 0 ? t('none') : t('count', { n: total })}</p>
      {items.length > 0 && (
        <table className="sheet folds">
          <thead>
            <tr>
              {(['code', 'name', 'service', 'checked', 'version'] as const).map((head) => (
                <th key={head} scope="col">
                  {t(`head.${head}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {items.map((item) => (
              <tr key={item.code}>
                <td className="num nowrap">{item.code}</td>
                <td>
                  <Link href={`/admin/procedures/${item.code}/${item.version}`}>
                    {inLanguage(locale, item.nameVi, item.nameEn)}
                  </Link>
                  <span className="small soft">
                    {item.fieldVi}, {t(`level.${item.level}`)}
                  </span>
                  {item.generated && <GeneratedMark />}
                </td>
                <td>
                  {t(`online.${item.onlineLevel}`)}
                  <span className="small soft">{t(`route.${item.route}`)}</span>
                  {item.partialReasonVi && (
                    <span className="small soft" lang="vi">
                      {item.partialReasonVi}
                    </span>
                  )}
                </td>
                <td>
                  <span className={item.verified ? 'due done' : 'due soon'}>
                    {item.verified ? <CircleCheck /> : <CircleAlert />}
                    {t(`checked.${item.verified ? 'yes' : 'no'}`)}
                  </span>
                  <span className={`small soft ${styles.note}`} lang="vi">
                    {item.verifiedNoteVi}
                  </span>
                </td>
                <td>
                  {t('version', { n: item.version })}
                  <span className="small soft">
                    {t(`standing.${item.standing}`)} {t('from', { date: format.date(item.effectiveFrom) })}
                  </span>
                  {item.versions > 1 && <span className="small soft">{t('versions', { n: item.versions })}</span>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <Pager nextHref={nextCursor ? withParams('/admin/procedures', { ...filter, cursor: nextCursor }) : null} />
    </div>
  )
}
