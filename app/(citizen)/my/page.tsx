import { Plus } from 'lucide-react'
import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { oneOf, withParams } from '#app/_lib/search-params.ts'
import { LinkButton } from '#app/_ui/button.tsx'
import { Empty } from '#app/_ui/empty.tsx'
import { Pager } from '#app/_ui/pager.tsx'
import { caller } from '#server/caller.ts'
import { ForCitizens } from '../_components/for-citizens.tsx'
import { isCitizen } from '../_lib/citizen.ts'
import { Drafts } from './_components/drafts.tsx'
import { MineList } from './_components/mine-list.tsx'
import { Helping, OpenInvitations } from './_components/people/invitations.tsx'
import { WaitsForMe } from './_components/waits-for-me.tsx'
import { ended } from './_lib/read-dossier.ts'
import styles from './my.module.css'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('my'))('title') }
}

/** What waits for the person first, then what runs, what is half written, and what is over. */
export default async function MyPage({ searchParams }: PageProps<'/my'>) {
  if (!(await isCitizen('/my'))) return <ForCitizens />
  const cursor = oneOf((await searchParams).cursor)
  const api = await caller()
  const [{ items, nextCursor }, allDrafts, invitations, t] = await Promise.all([
    api.dossier.mine(cursor === '' ? {} : { cursor }),
    cursor === '' ? api.draft.list() : [],
    cursor === '' ? api.invitation.mine() : { open: [], helping: [] },
    getTranslations('my'),
  ])
  const drafts = allDrafts.filter(({ source }) => source === 'ONLINE')
  const waiting = items.filter(({ waitsForMe, shellState }) => waitsForMe !== null && !ended.has(shellState))
  const running = items.filter(({ shellState }) => !ended.has(shellState))
  const finished = items.filter(({ shellState }) => ended.has(shellState))
  const isInvited = invitations.open.length + invitations.helping.length > 0
  const isEmpty = items.length === 0 && drafts.length === 0 && cursor === '' && !isInvited
  return (
    <div className="wrap">
      <div className={styles.head}>
        <h1>{t('title')}</h1>
        {!isEmpty && (
          <LinkButton kind="outlined" href="/procedures" icon={<Plus />}>
            {t('another')}
          </LinkButton>
        )}
      </div>
      {isEmpty && (
        <Empty title={t('emptyTitle')} action={<LinkButton href="/procedures">{t('emptyBegin')}</LinkButton>}>
          {t('empty')}
        </Empty>
      )}
      <OpenInvitations invitations={invitations.open} />
      <WaitsForMe items={waiting} />
      <MineList title={t('running')} items={running} />
      <Drafts drafts={drafts} />
      <Helping helping={invitations.helping} />
      <MineList title={t('finished')} items={finished} />
      <Pager nextHref={nextCursor ? withParams('/my', { cursor: nextCursor }) : null} />
    </div>
  )
}
