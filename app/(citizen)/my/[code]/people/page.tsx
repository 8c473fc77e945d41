import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { BackLink } from '#app/_ui/crumbs.tsx'
import { ForCitizens } from '../../../_components/for-citizens.tsx'
import { isCitizen } from '../../../_lib/citizen.ts'
import { NoDossier } from '../../_components/no-dossier.tsx'
import { People } from '../../_components/people/people.tsx'
import { readInvitations } from '../../_components/people/read-invitations.ts'
import { ended, readDossier } from '../../_lib/read-dossier.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('my.people'))('title') }
}

/** Who else may look at this dossier, and who is to go on with it. */
export default async function DossierPeoplePage({ params }: PageProps<'/my/[code]/people'>) {
  const code = decodeURIComponent((await params).code)
  if (!(await isCitizen(`/my/${code}/people`))) return <ForCitizens />
  const [invitations, dossier] = await Promise.all([readInvitations({ code }), readDossier(code)])
  if (!invitations || !dossier || dossier === 'SET_ASIDE') return <NoDossier />
  const t = await getTranslations('my.people')
  return (
    <div className="read">
      <BackLink href={`/my/${code}`}>{t('back')}</BackLink>
      <h1>{t('title')}</h1>
      <People about={{ code }} invitations={invitations} isOver={ended.has(dossier.shellState)} />
    </div>
  )
}
