import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { caller } from '#server/caller.ts'
import { ForCitizens } from '../../../../_components/for-citizens.tsx'
import { isCitizen } from '../../../../_lib/citizen.ts'
import { DraftGone } from '../../../_components/draft-gone.tsx'
import { readDraft } from '../../../_lib/read-draft.ts'
import { sectionsOf } from '../../../_lib/sections.ts'
import { PapersForm } from './_components/papers-form.tsx'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('draft'))('papers') }
}

/** The papers that these answers ask for, each with its files. */
export default async function PapersPage({ params }: PageProps<'/apply/draft/[id]/papers'>) {
  const { id } = await params
  if (!(await isCitizen(`/apply/draft/${id}/papers`))) return <ForCitizens />
  const draft = await readDraft(id)
  if (!draft) return <DraftGone id={id} />
  const sections = sectionsOf(draft)
  const index = sections.findIndex(({ kind }) => kind === 'papers')
  if (index < 0) redirect(`/apply/draft/${id}`)
  const before = sections[index - 1]
  const earlier = await (await caller()).draft.earlier({ id })
  return (
    <PapersForm
      draftId={id}
      papers={draft.papers}
      parts={sections.map(({ id: part, kind, titleVi, titleEn }) => ({ id: part, kind, titleVi, titleEn }))}
      backHref={before?.href ?? `/apply/draft/${id}`}
      earlier={earlier.papers}
    />
  )
}
