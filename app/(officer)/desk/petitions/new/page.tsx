import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { BackLink } from '#app/_ui/crumbs.tsx'
import { caller } from '#server/caller.ts'
import { NotYours } from '../../../_components/not-yours.tsx'
import { staffAt } from '../../../_lib/staff.ts'
import { EnterForm } from './_components/enter-form.tsx'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('voice.desk'))('title') }
}

/** What somebody without an account wants to say, written down by whoever stands at the counter. */
export default async function EnterPetitionPage() {
  const me = await staffAt('/desk/petitions/new')
  if (!me) return null
  const desk = me.roles.find(({ role }) => role === 'desk')
  if (!desk) return <NotYours />
  const [agencies, t, d] = await Promise.all([
    (await caller()).petition.agencies(),
    getTranslations('voice.desk'),
    getTranslations('desk'),
  ])
  return (
    <div className="read">
      <BackLink href="/desk">{d('title')}</BackLink>
      <h1>{t('title')}</h1>
      <p className="lead">{t('lead')}</p>
      <EnterForm agencies={agencies.map(({ id, nameVi }) => ({ value: id, label: nameVi }))} ownAgencyId={desk.agencyId} />
    </div>
  )
}
