import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { BackLink } from '#app/_ui/crumbs.tsx'
import { NotYours } from '../../_components/not-yours.tsx'
import { staffAt } from '../../_lib/staff.ts'
import { NewDossier } from './_components/new-dossier.tsx'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('desk'))('newPage.title') }
}

export default async function NewDossierPage() {
  const me = await staffAt('/desk/new')
  if (!me) return null
  const desks = me.roles.filter(({ role }) => role === 'desk')
  if (desks.length === 0) return <NotYours />
  const t = await getTranslations('desk')
  return (
    <div className="wrap">
      <BackLink href="/desk">{t('title')}</BackLink>
      <h1>{t('newPage.title')}</h1>
      <NewDossier agencies={desks.map(({ agencyId, agencyNameVi }) => ({ value: agencyId, label: agencyNameVi }))} />
    </div>
  )
}
