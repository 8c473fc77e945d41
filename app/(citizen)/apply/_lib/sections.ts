import type { Api } from '#app/_lib/api-types.ts'
import type { TaskState } from '#app/_ui/task-row.tsx'
import { isEmpty } from '#workflows/form/read-field.ts'
import { shown } from '#workflows/form/validate.ts'

export type Draft = Api['draft']['get']
export type Earlier = Api['draft']['earlier']

export interface Section {
  id: string
  href: string
  /** Null for the sections that every filing has: papers, and the check at the end. */
  titleVi: string | null
  titleEn?: string
  kind: 'page' | 'papers' | 'check'
  state: TaskState
  isOptional: boolean
}

type Page = Draft['form']['pages'][number]

function pageState(draft: Draft, page: Page): Pick<Section, 'state' | 'isOptional'> {
  const ids = new Set(page.fields.map(({ id }) => id))
  const hasIssue = draft.issues.some(({ path }) => ids.has(path.split('.')[0] ?? ''))
  const isTyped = page.fields.some(({ id }) => !isEmpty(draft.answers[id]) && draft.prefilled[id] === undefined)
  const state = hasIssue ? (isTyped ? 'doing' : 'todo') : 'done'
  const isUntouched = state === 'done' && !isTyped && page.fields.every(({ required }) => !required)
  return { state: isUntouched ? 'todo' : state, isOptional: isUntouched }
}

export const missingPapers = (draft: Draft) =>
  draft.papers.filter(({ upload, required, files }) => upload && required && files.length === 0)

function papersState(draft: Draft): Pick<Section, 'state' | 'isOptional'> {
  const sent = draft.papers.some(({ files }) => files.length > 0)
  if (missingPapers(draft).length > 0) return { state: sent ? 'doing' : 'todo', isOptional: false }
  const isAsked = draft.papers.some(({ upload, required }) => upload && required)
  return { state: sent || isAsked ? 'done' : 'todo', isOptional: !isAsked && !sent }
}

/** The parts of a filing in order, each with its state as it follows from what was answered and sent so far. */
export function sectionsOf(draft: Draft): Section[] {
  const base = `/apply/draft/${draft.id}`
  const visible = new Set(shown(draft.form, draft.answers, draft.facts).map(({ page }) => page))
  const pages = draft.form.pages
    .filter(({ id }) => visible.has(id))
    .map((page): Section => {
      const { id, titleVi, titleEn } = page
      return { id, href: `${base}/${id}`, titleVi, titleEn, kind: 'page', ...pageState(draft, page) }
    })
  const hasPapers = draft.papers.some(({ upload }) => upload)
  const parts: Section[] = hasPapers
    ? [...pages, { id: 'papers', href: `${base}/papers`, titleVi: null, kind: 'papers', ...papersState(draft) }]
    : pages
  const isCurrent = draft.renewal === null || draft.renewal.is === 'renewed'
  const isComplete = draft.issues.length === 0 && missingPapers(draft).length === 0 && isCurrent
  return [
    ...parts,
    {
      id: 'check',
      href: `${base}/check`,
      titleVi: null,
      kind: 'check',
      state: isComplete ? 'todo' : 'blocked',
      isOptional: false,
    },
  ]
}

/** The first part that has something left to do; parts that may be left out do not hold anybody up. */
export const nextToDo = (sections: readonly Section[]): Section | undefined =>
  sections.find(({ state, isOptional }) => (state === 'todo' || state === 'doing') && !isOptional)

/** The page on which each field is asked. */
export const hrefsOfFields = ({ id, form }: Draft): Record<string, string> =>
  Object.fromEntries(form.pages.flatMap((page) => page.fields.map((field) => [field.id, `/apply/draft/${id}/${page.id}`])))
