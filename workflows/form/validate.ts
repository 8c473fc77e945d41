import { z } from 'zod'
import { evaluate, holds } from './condition.ts'
import { type Field, FORM_FACTS, type Form, type RepeatField, type SimpleField } from './form.schema.ts'
import { disagreement } from './personal-number.ts'
import { type Fault, isEmpty, isRecord, readField } from './read-field.ts'

export interface FormIssue {
  /** Dotted, as forms name their inputs: `children.0.name`. */
  path: string
  messageKey: string
  params: Record<string, string | number>
  /** A rule of the form itself brings its own sentence. */
  messageVi?: string
  messageEn?: string
}

export interface FormFacts {
  /** Civil date in the agency's zone. */
  today: string
  [fact: string]: unknown
}

export type Answers = Record<string, unknown>

export interface Validated {
  /** Tidied answers of the shown fields only; computed values are in it. */
  answers: Answers
  issues: FormIssue[]
}

/** The one check of answers, for the browser and the server. Takes a whole form, or bare fields (what a step writes down). */
export function validate(form: Form | readonly Field[], answers: unknown, facts: FormFacts): Validated {
  const check = new Check(facts)
  const pages = isForm(form) ? form.pages : [{ fields: form, showIf: undefined }]
  const given = isRecord(answers) ? answers : {}
  if (!isRecord(answers)) check.issue('', { messageKey: 'form.unreadable' })
  const kept: Answers = {}
  // Every name exists from the start, so that a condition about a hidden field reads null.
  const scope: Answers = Object.fromEntries(pages.flatMap(({ fields }) => fields.map(({ id }) => [id, null])))
  const shown: Field[] = []
  for (const page of pages) {
    if (page.showIf !== undefined && !holds(page.showIf, { ...facts, ...scope })) continue
    shown.push(...check.read(page.fields, given, scope, kept, ''))
  }
  check.rules(shown, scope, '')
  return { answers: kept, issues: check.issues }
}

/** One page of a form: the issues of that page, judged with everything answered so far. */
export function validatePage(form: Form, pageId: string, answers: unknown, facts: FormFacts): Validated {
  const whole = validate(form, answers, facts)
  const ids = new Set(form.pages.find(({ id }) => id === pageId)?.fields.map(({ id }) => id))
  return { ...whole, issues: whole.issues.filter(({ path }) => ids.has(path.split('.')[0] ?? '')) }
}

/** The same check as a zod schema, for form libraries: its output are the tidied answers, its messages are keys. */
export function answersSchema(form: Form | readonly Field[], facts: FormFacts) {
  return z.unknown().transform((raw, context): Answers => {
    const { answers, issues } = validate(form, raw, facts)
    for (const { path, messageKey, params, messageVi, messageEn } of issues)
      context.addIssue({
        code: 'custom',
        path: path.split('.').map((part) => (/^\d+$/.test(part) ? Number(part) : part)),
        message: messageKey,
        params: { ...params, messageVi, messageEn },
      })
    return answers
  })
}

/** What is to be shown for these answers: pages in order, each with the ids of its shown fields. */
export function shown(form: Form, answers: unknown, facts: FormFacts): { page: string; fields: string[] }[] {
  const names = form.pages.flatMap(({ fields }) => fields.map(({ id }) => [id, null]))
  const scope = { ...facts, ...Object.fromEntries(names), ...validate(form, answers, facts).answers }
  const isShown = ({ showIf }: { showIf?: string }) => showIf === undefined || holds(showIf, scope)
  return form.pages
    .filter(isShown)
    .map(({ id, fields }) => ({ page: id, fields: fields.filter(isShown).map((field) => field.id) }))
}

const isForm = (form: Form | readonly Field[]): form is Form => !Array.isArray(form)

class Check {
  readonly issues: FormIssue[] = []
  private readonly facts: FormFacts

  constructor(facts: FormFacts) {
    this.facts = { ...Object.fromEntries(FORM_FACTS.map((fact) => [fact, null])), ...facts }
  }

  issue(
    path: string,
    { messageKey, params = {}, path: inside }: Fault,
    words: Pick<FormIssue, 'messageVi' | 'messageEn'> = {},
  ): void {
    this.issues.push({ path: inside === undefined ? path : `${path}.${inside}`, messageKey, params, ...words })
  }

  /** Reads the fields from top to bottom; `scope` is what conditions see, `kept` what is stored. Returns the shown ones. */
  read(fields: readonly Field[], given: Answers, scope: Answers, kept: Answers, at: string): Field[] {
    return fields.filter((field) => {
      if (field.showIf !== undefined && !holds(field.showIf, { ...this.facts, ...scope })) return false
      const value = this.valueOf(field, given[field.id], scope, `${at}${field.id}`)
      if (value !== undefined) kept[field.id] = value
      scope[field.id] = value ?? null
      return true
    })
  }

  rules(fields: readonly Field[], scope: Answers, at: string): void {
    for (const field of fields) {
      const { id, rules = [] } = field
      const path = `${at}${id}`
      if (this.issues.some((issue) => issue.path === path || issue.path.startsWith(`${path}.`))) continue
      const disagrees = this.disagreement(field, scope)
      if (disagrees) {
        this.issue(path, { messageKey: disagrees })
        continue
      }
      const broken = rules.find(({ when }) => evaluate(when, { ...this.facts, ...scope }) === false)
      if (broken)
        this.issue(
          path,
          { messageKey: broken.messageKey ?? 'form.rule' },
          { messageVi: broken.messageVi, messageEn: broken.messageEn },
        )
    }
  }

  /** The other answer may stand on another page, which a page alone has as a fact. */
  private disagreement(field: Field, scope: Answers): string | null {
    if (field.type !== 'personalNumber' || !field.agrees) return null
    const digits = scope[field.id]
    const { birthDate, birthYear, sex } = field.agrees
    const known = (id: string | undefined) => (id === undefined ? undefined : (scope[id] ?? this.facts[id]))
    return typeof digits === 'string'
      ? disagreement(digits, { birthDate: known(birthDate), birthYear: known(birthYear), sex: known(sex) })
      : null
  }

  private valueOf(field: Field, raw: unknown, scope: Answers, path: string): unknown {
    if (field.type === 'computed') return computed(field, { ...this.facts, ...scope })
    if (field.type === 'repeat') return this.rows(field, raw, scope, path)
    // papers are counted where they lie
    if (field.type === 'file') return undefined
    if (isEmpty(raw)) {
      if (field.required) this.issue(path, { messageKey: 'form.required' })
      return undefined
    }
    const reading = readField(field, raw, this.facts.today)
    if ('value' in reading) return reading.value
    this.issue(path, reading.fault)
    return undefined
  }

  private rows(field: RepeatField, raw: unknown, scope: Answers, path: string): Answers[] | undefined {
    if (raw !== undefined && raw !== null && !Array.isArray(raw)) {
      this.issue(path, { messageKey: 'form.unreadable' })
      return undefined
    }
    const rows: unknown[] = Array.isArray(raw) ? raw : []
    const min = Math.max(field.min, field.required ? 1 : 0)
    if (rows.length < min)
      this.issue(path, rows.length === 0 ? { messageKey: 'form.required' } : { messageKey: 'form.tooFewRows', params: { min } })
    if (rows.length > field.max) {
      this.issue(path, { messageKey: 'form.tooManyRows', params: { max: field.max } })
      return undefined
    }
    const read = rows.map((row, index) => {
      const at = `${path}.${index}.`
      const kept: Answers = {}
      const inner: Answers = { ...scope, ...Object.fromEntries(field.fields.map(({ id }) => [id, null])) }
      this.rules(this.read(field.fields, isRecord(row) ? row : {}, inner, kept, at), inner, at)
      return kept
    })
    return read.length > 0 ? read : undefined
  }
}

function computed(field: Extract<SimpleField, { type: 'computed' }>, scope: Answers): string | number | undefined {
  const value = evaluate(field.value, scope)
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined
  if (typeof value === 'string') return value
  return value === null || value === undefined ? undefined : String(value)
}
