import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { BackLink } from '#app/_ui/crumbs.tsx'
import { ForCitizens } from '../../../../_components/for-citizens.tsx'
import { isCitizen } from '../../../../_lib/citizen.ts'
import { readDraft } from '../../../../apply/_lib/read-draft.ts'
import { NoDossier } from '../../../_components/no-dossier.tsx'
import { People } from '../../../_components/people/people.tsx'
import { readInvitations } from '../../../_components/people/read-invitations.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('my.people'))('draftTitle') }
}

/** Who helps to fill in a filing that is not handed in yet, and who is to go on with it; helpers go on helping with the dossier. */
export default async function DraftPeoplePage({ params }: PageProps<'/my/drafts/[id]/people'>) {
  const { id } = await params
  if (!(await isCitizen(`/my/drafts/${id}/people`))) return <ForCitizens />
  const [invitations, draft] = await Promise.all([readInvitations({ draftId: id }), readDraft(id)])
  if (!invitations || !draft) return <NoDossier />
  const t = await getTranslations('my.people')
  return (
    <div className="read">
      <BackLink href={`/apply/draft/${id}`}>{t('backDraft')}</BackLink>
      <h1>{t('draftTitle')}</h1>
      <People about={{ draftId: id }} invitations={invitations} isOver={false} forAnother={draft.owner?.fullName ?? null} />
    </div>
  )
}
