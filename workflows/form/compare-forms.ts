import type { Field, Form } from './form.schema.ts'
import { isRecord } from './read-field.ts'
import type { Answers } from './validate.ts'

/** What is different in a question that both versions have. */
export type ChangeOf = 'label' | 'kind' | 'required' | 'options' | 'limits'

export interface FormChange {
  kind: 'new' | 'gone' | 'changed'
  fieldId: string
  /** As the newer form calls it; of a question that is gone, as the older one did. */
  labelVi: string
  labelEn: string | null
  formerLabelVi: string | null
  required: boolean
  of: ChangeOf[]
}

const fieldsOf = (form: Form): Map<string, Field> =>
  new Map(form.pages.flatMap(({ fields }) => fields.map((field) => [field.id, field])))

/** Words and the place of the question apart, which are no limit of its answer. */
const WORDS = new Set([
  'id',
  'type',
  'labelVi',
  'labelEn',
  'hintVi',
  'hintEn',
  'required',
  'options',
  'prefill',
  'fixed',
  'personal',
])
const limitsOf = (field: Field): string =>
  JSON.stringify(
    Object.entries(field)
      .filter(([name, value]) => !WORDS.has(name) && value !== undefined)
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  )
const optionsOf = (field: Field): string =>
  field.type === 'choice' ? JSON.stringify(field.options.map(({ value }) => value)) : ''

function changesOf(before: Field, after: Field): ChangeOf[] {
  if (before.type !== after.type) return ['kind']
  const of: ChangeOf[] = []
  if (before.labelVi !== after.labelVi) of.push('label')
  if (!before.required && after.required) of.push('required')
  if (optionsOf(before) !== optionsOf(after)) of.push('options')
  if (limitsOf(before) !== limitsOf(after)) of.push('limits')
  return of
}

const saying = (field: Field) => ({
  fieldId: field.id,
  labelVi: field.labelVi,
  labelEn: field.labelEn ?? null,
  required: field.required,
})

/** What a person who filled in the older form has to know of the newer one, in the order of the newer, what is gone at the end. */
export function compareForms(before: Form, after: Form): FormChange[] {
  const [older, newer] = [fieldsOf(before), fieldsOf(after)]
  const changes = [...newer.values()].flatMap((field): FormChange[] => {
    const former = older.get(field.id)
    if (!former) return [{ kind: 'new', ...saying(field), formerLabelVi: null, of: [] }]
    const of = changesOf(former, field)
    const formerLabelVi = of.includes('label') ? former.labelVi : null
    return of.length > 0 ? [{ kind: 'changed', ...saying(field), formerLabelVi, of }] : []
  })
  const gone = [...older.values()].filter(({ id }) => !newer.has(id))
  return [...changes, ...gone.map((field): FormChange => ({ kind: 'gone', ...saying(field), formerLabelVi: null, of: [] }))]
}

/** Types whose raw answers read alike: text typed into one can stand in the other. */
const TEXTS: readonly string[] = ['text', 'longText']

function fits(former: Field, field: Field, answer: unknown): boolean {
  if (field.type === 'computed' || field.type === 'file') return false
  if (field.type === 'choice') return field.options.some(({ value }) => value === answer)
  return former.type === field.type || (TEXTS.includes(former.type) && TEXTS.includes(field.type))
}

/** The answers that the newer form has a place for, by the id of the question; right or wrong is judged afterwards as always. */
export function moveAnswers(before: Form, after: Form, answers: Answers): { kept: Answers; dropped: string[] } {
  const [older, newer] = [fieldsOf(before), fieldsOf(after)]
  const kept: Answers = {}
  const dropped: string[] = []
  for (const [id, answer] of Object.entries(answers)) {
    const [former, field] = [older.get(id), newer.get(id)]
    if (former && field && fits(former, field, answer)) kept[id] = rowsOf(former, field, answer)
    else dropped.push(id)
  }
  return { kept, dropped }
}

function rowsOf(former: Field, field: Field, answer: unknown): unknown {
  if (former.type !== 'repeat' || field.type !== 'repeat' || !Array.isArray(answer)) return answer
  const inner = (one: typeof field) => new Map<string, Field>(one.fields.map((each) => [each.id, each]))
  const [older, newer] = [inner(former), inner(field)]
  return answer.filter(isRecord).map((row) =>
    Object.fromEntries(
      Object.entries(row).filter(([id, value]) => {
        const [was, is] = [older.get(id), newer.get(id)]
        return was !== undefined && is !== undefined && fits(was, is, value)
      }),
    ),
  )
}
