import type { Field, SimpleField } from '#workflows/form/form.schema.ts'
import { type Answers, type FormFacts, validate } from '#workflows/form/validate.ts'
import type { ProcedureDefinition } from '#workflows/procedure/definition.ts'
import { numberOf, sampleValues } from './sample-words.ts'

const DAY_MS = 86_400_000
/** Days from the day of the sheet that rules of forms speak of, the most ordinary first. */
const SHIFTS = [-10, 0, -1, -20, -40, -61, -90, -400, -3_000, -7_000, -12_000, -20_000, -26_000, 1, 10, 30, 60, 200, 400]
const ORDINARY = [1, 2, 100, 50_000_000]
/** Forms take an answer after a few tries; one that takes none for so long is shown with what it takes. */
const TRIES = 400

interface About {
  titleVi: string
  dates: string[]
  numbers: number[]
}

/** The same numbers for the same sheet: mulberry32. */
function dice(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let word = Math.imul(state ^ (state >>> 15), 1 | state)
    word = (word + Math.imul(word ^ (word >>> 7), 61 | word)) ^ word
    return ((word ^ (word >>> 14)) >>> 0) / 4_294_967_296
  }
}

const simpleFieldsOf = (field: Field): readonly SimpleField[] =>
  field.type === 'repeat' ? field.fields : field.type === 'file' ? [] : [field]

/** One answer to a question; `pick` chooses among those that may be given. */
function answer(field: Field, about: About, pick: (values: readonly unknown[]) => unknown): unknown {
  if (field.type === 'file') return undefined
  if (field.type === 'repeat') {
    const row = Object.fromEntries(field.fields.map((inner) => [inner.id, pick(sampleValues(inner, about))]))
    return Array.from({ length: Math.max(1, field.min) }, () => row)
  }
  return pick(sampleValues(field, about))
}

/** The facts of somebody who files online on the day from which the version is in force: a sheet is the same whenever it is asked for. */
export const sampleFacts = ({ effectiveFrom }: Pick<ProcedureDefinition, 'effectiveFrom'>): FormFacts => ({
  today: effectiveFrom,
  receivedOn: effectiveFrom,
  channel: 'online',
  place: '31',
  applicant: null,
})

/** Answers that the form of a version takes, found from the form itself: what it refuses is answered in another way. */
export function sampleAnswers(definition: ProcedureDefinition): Answers {
  const facts = sampleFacts(definition)
  const { pages } = definition.form
  const constants = [...JSON.stringify(definition.form).matchAll(/(?<![\w".-])\d{1,6}(?![\w".-])/g)].map(([number]) =>
    Number(number),
  )
  const numbers = [...new Set([...ORDINARY, ...constants.flatMap((n) => [n, n + 1, Math.max(0, n - 1)])])]
  const dates = SHIFTS.map((days) => new Date(Date.parse(facts.today) + days * DAY_MS).toISOString().slice(0, 10))
  const fields = pages.flatMap((page) =>
    page.fields.map((field) => ({ field, about: { titleVi: page.titleVi, dates, numbers } })),
  )
  const roll = dice(definition.form.version)
  let given: Answers = Object.fromEntries(
    fields.map(({ field, about }) => [field.id, answer(field, about, (values) => values[0])]),
  )
  let least = Number.POSITIVE_INFINITY
  let best: Answers = {}
  for (let tries = 0; tries < TRIES; tries += 1) {
    given = agreeing(fields, given)
    const { answers, issues } = validate(definition.form, given, facts)
    if (issues.length < least) {
      least = issues.length
      best = answers
    }
    if (issues.length === 0) break
    const faulty = new Set(issues.map(({ path }) => path.split('.')[0] ?? ''))
    // what a refused answer has to agree with may as well be the one to change
    const beside = new Set(fields.flatMap(({ field }) => (faulty.has(field.id) ? namedBy(field) : [])))
    const changed = fields.filter(({ field }) => (faulty.has(field.id) ? roll() < 0.9 : beside.has(field.id) && roll() < 0.3))
    const pick = (values: readonly unknown[]) => values[Math.floor(roll() * values.length)]
    given = { ...given, ...Object.fromEntries(changed.map(({ field, about }) => [field.id, answer(field, about, pick)])) }
  }
  return best
}

/** Personal numbers say year of birth and sex: they follow what is answered beside them. */
function agreeing(fields: readonly { field: Field }[], given: Answers): Answers {
  const numbers = fields.flatMap(({ field }) => {
    if (field.type !== 'personalNumber' || !field.agrees) return []
    const { birthDate, birthYear, sex } = field.agrees
    const typed = birthDate ? given[birthDate] : birthYear ? given[birthYear] : undefined
    const year = typeof typed === 'string' ? Number(typed.slice(0, 4)) : typeof typed === 'number' ? typed : 1990
    return [
      [field.id, numberOf(year, sex === undefined ? sexOf(given[field.id]) : given[sex] === 'male' ? 'male' : 'female')] as const,
    ]
  })
  return { ...given, ...Object.fromEntries(numbers) }
}

/** As the number had it: four even, odd. */
const sexOf = (number: unknown) => (typeof number === 'string' && Number(number.at(3)) % 2 === 0 ? 'male' : 'female')

const namedBy = (field: Field): string[] => [
  ...(field.rules ?? []).flatMap(({ when }) => when.match(/[a-z][a-zA-Z0-9]*/g) ?? []),
  ...simpleFieldsOf(field).flatMap((inner) =>
    inner.type === 'personalNumber' ? Object.values(inner.agrees ?? {}).filter((name) => name !== undefined) : [],
  ),
]
