import { Settings } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'
import { getMessages, getTranslations } from 'next-intl/server'
import { knownKey } from '#app/_lib/known-key.ts'
import { oneOf, withParams } from '#app/_lib/search-params.ts'
import { LinkButton } from '#app/_ui/button.tsx'
import { CodeText } from '#app/_ui/code-text.tsx'
import { Empty } from '#app/_ui/empty.tsx'
import { Pager } from '#app/_ui/pager.tsx'
import flow from '#app/_ui/petition.module.css'
import { When } from '#app/_ui/when.tsx'
import { caller } from '#server/caller.ts'
import { ForCitizens } from '../../_components/for-citizens.tsx'
import { isCitizen } from '../../_lib/citizen.ts'
import { MarkSeen } from './_components/mark-seen.tsx'
import styles from './notices.module.css'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('notices'))('title') }
}

function hrefOf({ code, isPetition, draftId }: { code: string | null; isPetition: boolean; draftId: string | null }) {
  if (draftId !== null) return `/apply/draft/${draftId}`
  // an invitation is answered on the page of one's own matters
  if (code === null) return '/my'
  return isPetition ? `/my/petitions/${code}` : `/my/${code}`
}

/** Everything that the person was told, the newest first; a row leads to what it is about. */
export default async function NoticesPage({ searchParams }: PageProps<'/my/notices'>) {
  if (!(await isCitizen('/my/notices'))) return <ForCitizens />
  const cursor = oneOf((await searchParams).cursor)
  const api = await caller()
  const [{ items, nextCursor }, t, { notices: words }] = await Promise.all([
    api.notice.mine(cursor === '' ? {} : { cursor }),
    getTranslations('notices'),
    getMessages(),
  ])
  return (
    <div className={`wrap ${flow.flow}`}>
      <div className={styles.head}>
        <h1>{t('title')}</h1>
        <LinkButton kind="outlined" href="/my/notices/settings" icon={<Settings />}>
          {t('settings')}
        </LinkButton>
      </div>
      {items.length === 0 && cursor === '' && <Empty title={t('empty')}>{t('emptyText')}</Empty>}
      {items.length > 0 && (
        <>
          <p className="lead">{t('lead')}</p>
          {items.some(({ isSeen }) => !isSeen) && <MarkSeen />}
          <ul className={styles.list}>
            {items.map(({ id, template, code, isPetition, about, draftId, at, isSeen }) => (
              <li key={id} data-seen={isSeen}>
                <Link href={hrefOf({ code, isPetition, draftId })}>{t(`what.${knownKey(words.what, template) ?? 'other'}`)}</Link>
                <span className={styles.meta}>
                  {!isSeen && <b>{t('unread')}</b>}
                  {code === null ? (
                    about && <span>{t(`about.${about}`)}</span>
                  ) : (
                    <span>
                      {t(isPetition ? 'petition' : 'dossier')} <CodeText code={code} isSoft />
                    </span>
                  )}
                  <When at={at} />
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
      <Pager nextHref={nextCursor ? withParams('/my/notices', { cursor: nextCursor }) : null} />
    </div>
  )
}
