import { createHash } from 'node:crypto'
import type { Field, Form, SimpleField } from '#workflows/form/form.schema.ts'
import { type Answers, type FormFacts, validate } from '#workflows/form/validate.ts'

// Right answers to any form, found from the form itself: tries what its conditions speak of until the form takes them.

const DAY = 86_400_000
const PLACE = { province: '31', commune: '11407', detail: 'Số 12 đường Lạch Tray' }

/** The same numbers in every run. */
function dice(seed: string): () => number {
  let block = createHash('sha256').update(seed).digest()
  let at = 0
  return () => {
    if (at + 4 > block.length) {
      block = createHash('sha256').update(block).digest()
      at = 0
    }
    at += 4
    return block.readUInt32BE(at - 4) / 2 ** 32
  }
}

/** Every text of the definition that could be a condition: their constants are the values that make a difference. */
function expressions(value: unknown, found: string[] = []): string[] {
  if (Array.isArray(value)) for (const each of value) expressions(each, found)
  else if (typeof value === 'object' && value !== null)
    for (const [key, each] of Object.entries(value)) {
      if (typeof each === 'string' && ['when', 'showIf', 'appliesIf', 'requiredIf', 'value', 'quantity'].includes(key))
        found.push(each)
      else expressions(each, found)
    }
  return found
}

interface Pool {
  numbers: number[]
  dates: string[]
  text: string
}

function poolOf(definition: unknown, today: string): Pool {
  const text = expressions(definition).join('\n')
  const numbers = [...text.matchAll(/(?<![\w"-])\d+(?:\.\d+)?/g)].map(([number]) => Number(number)).filter((n) => n < 1_000_000)
  const shifts = [
    0, -1, -5, -14, -20, -40, -61, -90, -400, -3_000, -5_500, -7_000, -12_000, -20_000, 1, 5, 10, 14, 30, 60, 200, 400,
  ]
  const dates = shifts.map((days) => new Date(Date.parse(today) + days * DAY).toISOString().slice(0, 10))
  return { numbers: [...new Set([1, 2, 5, 10, 100, ...numbers.flatMap((n) => [n, n + 1, Math.max(0, n - 1)])])], dates, text }
}

const within = (numbers: number[], min = 0, max = Number.MAX_SAFE_INTEGER) => {
  const fitting = numbers.filter((n) => n >= min && n <= max)
  return fitting.length > 0 ? fitting : [min]
}

/** What may be tried for one field, the most ordinary answer first. */
function candidates(field: SimpleField, pool: Pool, index: number): unknown[] {
  switch (field.type) {
    case 'text': {
      if (field.format === 'personName') return ['Nguyễn Văn An', 'Trần Thị Bình']
      const plain = ['Số liệu thử nghiệm', '12345678', 'HP-01/2026']
      return plain.map((text) => text.slice(0, field.maxLength).padEnd(field.minLength ?? 1, '0'))
    }
    case 'longText':
      return ['Nội dung khai để thử nghiệm hệ thống.'.slice(0, field.maxLength)]
    case 'personalNumber':
      return [`03109000${String(index + 10).padStart(4, '0')}`, `03119000${String(index + 60).padStart(4, '0')}`]
    case 'phone':
      return ['0901000999']
    case 'email':
      return ['nguoi-dan@cong-dan.demo']
    case 'date':
      return field.notPast ? pool.dates.toReversed() : pool.dates
    case 'place':
      return [PLACE]
    case 'money':
      return within([50_000_000, ...pool.numbers, 1_000_000], field.min, field.max)
    case 'number':
      return within(pool.numbers, field.min, field.max)
    case 'choice':
      return field.options.map(({ value }) => value)
    case 'yesNo':
      return [true, false]
    case 'computed':
      return [undefined]
  }
}

interface Search {
  pool: Pool
  roll: () => number
  facts: FormFacts
}

/** An answer to one field: the first candidate at the first try, any later. */
function answer(field: Field, { pool, roll }: Search, isFirst: boolean, index: number): unknown {
  if (field.type === 'repeat') {
    const least = Math.max(field.min, field.required ? 1 : 0)
    const rows = isFirst ? Math.max(least, 1) : Math.min(field.max, least + Math.floor(roll() * 3))
    return Array.from({ length: rows }, (_, row) =>
      Object.fromEntries(
        field.fields.map((inner, at) => [
          inner.id,
          answer(inner, { pool, roll, facts: { today: '' } }, isFirst, index + row * 7 + at),
        ]),
      ),
    )
  }
  if (field.type === 'file') return undefined
  const tried = candidates(field, pool, index)
  return isFirst ? tried[0] : tried[Math.floor(roll() * tried.length)]
}

/** Numbers of persons that agree with what else is said of them. */
function agreeing(fields: readonly Field[], answers: Answers): Answers {
  const changed = { ...answers }
  for (const field of fields) {
    const rows = changed[field.id]
    if (field.type === 'repeat' && Array.isArray(rows)) changed[field.id] = rows.map((row) => agreeing(field.fields, row))
    const digits = changed[field.id]
    if (field.type !== 'personalNumber' || !field.agrees || typeof digits !== 'string') continue
    const { birthDate = '', birthYear = '', sex = '' } = field.agrees
    const year = Number(String(changed[birthDate] ?? changed[birthYear] ?? '1990').slice(0, 4))
    const digit = Math.floor((year - 1900) / 100) * 2 + (changed[sex] === 'female' ? 1 : 0)
    changed[field.id] = `031${digit}${String(year % 100).padStart(2, '0')}${digits.slice(6)}`
  }
  return changed
}

const fieldsOf = (form: Form | readonly Field[]): readonly Field[] =>
  'pages' in form ? form.pages.flatMap(({ fields }) => fields) : form

/**
 * Answers that the form takes and that `suits` accepts; throws when none are found, because then no citizen would find them either.
 * `given` are answers that have to stay.
 */
export function findAnswers(
  about: { name: string; form: Form | readonly Field[]; conditions: unknown; facts: FormFacts; given?: Answers; tries?: number },
  suits: (answers: Answers) => boolean = () => true,
): Answers {
  const { form, facts, given = {}, tries = 4_000 } = about
  const search: Search = { pool: poolOf(about.conditions, facts.today), roll: dice(about.name), facts }
  const fields = fieldsOf(form)
  const mentioned = fields.filter(({ id }) => new RegExp(`\\b${id}\\b`).test(search.pool.text))
  const fresh = (isFirst: boolean): Answers =>
    Object.fromEntries(fields.map((field, at) => [field.id, answer(field, search, isFirst, at)]))
  let best = { ...fresh(true), ...given }
  let seen = ''
  for (let attempt = 0; attempt < tries; attempt += 1) {
    best = { ...agreeing(fields, best), ...given }
    const { answers, issues } = validate(form, best, facts)
    if (issues.length === 0 && suits(answers)) return answers
    seen = issues.map(({ path, messageKey }) => `${path} ${messageKey}`).join(', ') || 'the form takes them, but they do not suit'
    const faulty = new Set(issues.map(({ path }) => path.split('.')[0]))
    // what is wrong is tried anew; when nothing is wrong, what conditions speak of
    const changed = fields.filter(
      ({ id }) => (faulty.has(id) && search.roll() < 0.8) || (mentioned.some((field) => field.id === id) && search.roll() < 0.3),
    )
    const base = attempt % 200 === 199 ? fresh(false) : best
    best = {
      ...base,
      ...Object.fromEntries(changed.map((field) => [field.id, answer(field, search, false, fields.indexOf(field))])),
      ...given,
    }
  }
  throw new Error(`no answers found for ${about.name}: ${seen}`)
}

/** Right answers that differ from these in one field: what another choice there would open. */
export function neighbours(
  about: { form: Form | readonly Field[]; conditions: unknown; facts: FormFacts },
  answers: Answers,
  names: ReadonlySet<string>,
): Answers[] {
  const pool = poolOf(about.conditions, about.facts.today)
  const fields = fieldsOf(about.form)
  const first = (path: string) => fields.find(({ id }) => id === path.split('.')[0])
  const search = { pool, roll: dice('neighbours'), facts: about.facts }
  /** What the changed answer asks for in addition is answered in the ordinary way. */
  const completed = (changed: Answers) => {
    const more = validate(about.form, changed, about.facts).issues.flatMap(({ path }) => {
      const field = first(path)
      return field === undefined || field.id in changed ? [] : [[field.id, answer(field, search, true, 0)] as const]
    })
    return validate(about.form, { ...changed, ...Object.fromEntries(more) }, about.facts)
  }
  return fields
    .filter(({ id }) => names.has(id))
    .flatMap((field, index) =>
      (field.type === 'repeat' || field.type === 'file' ? [] : candidates(field, pool, index))
        .map((value) => completed(agreeing(fields, { ...answers, [field.id]: value })))
        .filter(({ issues }) => issues.length === 0)
        .map((checked) => checked.answers),
    )
}
