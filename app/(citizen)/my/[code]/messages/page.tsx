import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { oneOf, withParams } from '#app/_lib/search-params.ts'
import { BackLink } from '#app/_ui/crumbs.tsx'
import { Pager } from '#app/_ui/pager.tsx'
import { TalkForm } from '#app/_ui/talk/talk-form.tsx'
import { TalkList } from '#app/_ui/talk/talk-list.tsx'
import { caller } from '#server/caller.ts'
import { ForCitizens } from '../../../_components/for-citizens.tsx'
import { isCitizen } from '../../../_lib/citizen.ts'
import { NoDossier } from '../../_components/no-dossier.tsx'
import { SetAside } from '../../_components/set-aside.tsx'
import { readDossier } from '../../_lib/read-dossier.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('talk'))('title') }
}

/** Questions and answers about one dossier; newest first, so that the answer stands on top. */
export default async function MessagesPage({ params, searchParams }: PageProps<'/my/[code]/messages'>) {
  const code = decodeURIComponent((await params).code)
  if (!(await isCitizen(`/my/${code}/messages`))) return <ForCitizens />
  const dossier = await readDossier(code)
  if (!dossier) return <NoDossier />
  if (dossier === 'SET_ASIDE') return <SetAside code={code} />
  const cursor = oneOf((await searchParams).cursor)
  const [{ items, nextCursor, isOpen }, t] = await Promise.all([
    (await caller()).message.list(cursor === '' ? { code } : { code, cursor }),
    getTranslations('talk'),
  ])
  const path = `/my/${code}/messages`
  return (
    <div className="read">
      <BackLink href={`/my/${code}`}>{t('back')}</BackLink>
      <h1>{t('title')}</h1>
      <p className="lead">{t('lead')}</p>
      {cursor === '' && (
        <TalkForm isMain code={code} isOpen={isOpen} unreadId={items.find(({ isUnread }) => isUnread)?.id ?? null} />
      )}
      <TalkList messages={items} />
      <Pager nextHref={nextCursor ? withParams(path, { cursor: nextCursor }) : null} />
    </div>
  )
}
