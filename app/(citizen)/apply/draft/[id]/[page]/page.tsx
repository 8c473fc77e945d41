import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import { inLanguage } from '#app/_lib/in-language.ts'
import { caller } from '#server/caller.ts'
import { validate } from '#workflows/form/validate.ts'
import { ForCitizens } from '../../../../_components/for-citizens.tsx'
import { isCitizen } from '../../../../_lib/citizen.ts'
import { DraftGone } from '../../../_components/draft-gone.tsx'
import { readDraft } from '../../../_lib/read-draft.ts'
import { sectionsOf } from '../../../_lib/sections.ts'
import { PageForm } from './_components/page-form.tsx'

type Props = PageProps<'/apply/draft/[id]/[page]'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { id, page: pageId } = await params
  const [draft, locale, t] = await Promise.all([readDraft(id), getLocale(), getTranslations('draft')])
  const page = draft?.form.pages.find((one) => one.id === pageId)
  return { title: page ? inLanguage(locale, page.titleVi, page.titleEn) : t('title') }
}

/** One page of the procedure's form. Answers of the other pages come along as facts, because conditions may read them. */
export default async function QuestionPage({ params }: Props) {
  const { id, page: pageId } = await params
  if (!(await isCitizen(`/apply/draft/${id}/${pageId}`))) return <ForCitizens />
  const draft = await readDraft(id)
  if (!draft) return <DraftGone id={id} />
  const sections = sectionsOf(draft)
  const index = sections.findIndex((section) => section.id === pageId && section.kind === 'page')
  const page = draft.form.pages.find((one) => one.id === pageId)
  if (index < 0 || !page) notFound()
  const own = new Set(page.fields.map((field) => field.id))
  const known = { ...draft.answers, ...validate(draft.form, draft.answers, draft.facts).answers }
  const others = Object.entries(known).filter(([field]) => !own.has(field))
  const before = sections[index - 1]
  const asked = new Set(page.fields.flatMap((field) => (field.type === 'file' ? [field.paper] : [])))
  const earlier = await (await caller()).draft.earlier({ id })
  return (
    <PageForm
      key={`${pageId}:${draft.revision}`}
      draft={{ id, revision: draft.revision, updatedAt: draft.updatedAt, viewerId: draft.viewerId }}
      page={page}
      answers={Object.fromEntries(Object.entries(draft.answers).filter(([field]) => own.has(field)))}
      facts={{ ...Object.fromEntries(others), ...draft.facts }}
      prefilled={Object.fromEntries(Object.entries(draft.prefilled).filter(([field]) => own.has(field)))}
      papers={draft.papers.filter(({ code }) => asked.has(code))}
      earlier={earlier.answers.filter(({ part }) => part === pageId)}
      parts={sections.map(({ id: part, kind, titleVi, titleEn }) => ({ id: part, kind, titleVi, titleEn }))}
      backHref={before?.href ?? `/apply/draft/${id}`}
    />
  )
}
