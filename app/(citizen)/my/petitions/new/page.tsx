import type { Metadata } from 'next'
import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { oneOf } from '#app/_lib/search-params.ts'
import { Crumbs } from '#app/_ui/crumbs.tsx'
import { Note } from '#app/_ui/note.tsx'
import flow from '#app/_ui/petition.module.css'
import { caller } from '#server/caller.ts'
import { ForCitizens } from '../../../_components/for-citizens.tsx'
import { isCitizen } from '../../../_lib/citizen.ts'
import { PetitionForm } from './_components/petition-form.tsx'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('voice.form'))('title') }
}

/** Saying what was not good, or what should be changed; about a dossier or in general. */
export default async function NewPetitionPage({ searchParams }: PageProps<'/my/petitions/new'>) {
  const dossierCode = oneOf((await searchParams).dossier)
  if (!(await isCitizen('/my/petitions/new'))) return <ForCitizens />
  const [agencies, rule, t, list] = await Promise.all([
    (await caller()).petition.agencies(),
    (await caller()).petition.rule(),
    getTranslations('voice.form'),
    getTranslations('voice.list'),
  ])
  return (
    <div className={`read ${flow.flow}`}>
      <Crumbs trail={[{ href: '/my/petitions', label: list('title') }, { label: t('title') }]} />
      <h1>{t('title')}</h1>
      <p className="lead">{t('promise', { days: rule.workingDays })}</p>
      <Note family="info">
        {t('isComplaint')} <Link href="/voice">{t('isComplaintLink')}</Link>
      </Note>
      <PetitionForm agencies={agencies} dossierCode={dossierCode === '' ? null : dossierCode} />
    </div>
  )
}
