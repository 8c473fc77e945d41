import type { z } from 'zod'
import { parseCondition } from '../form/condition.ts'
import type { fieldSchema } from '../form/form.schema.ts'
import { OPINION_FACTS } from './condition-context.ts'
import type { ProcedureDefinition } from './definition.ts'

type Field = z.infer<typeof fieldSchema>

/** The values of a name that can make a difference; exact when no other value could make another. */
export interface Values {
  values: readonly unknown[]
  isExact: boolean
}

const DAY = 86_400_000
const day = (date: string, days: number) => new Date(Date.parse(date) + days * DAY).toISOString().slice(0, 10)
const unique = (values: readonly unknown[]) => [...new Map(values.map((value) => [JSON.stringify(value), value])).values()]

/** What the expressions compare with: texts, numbers, dates, and spans in days. */
interface Literals {
  texts: string[]
  numbers: number[]
  dates: string[]
  spans: number[]
}

const DAYS_OF: Readonly<Record<string, number>> = { D: 1, W: 7, M: 30, Y: 365 }

function literalsOf(expressions: readonly string[]): Literals {
  const found: Literals = { texts: [], numbers: [], dates: [], spans: [] }
  for (const expression of expressions) {
    for (const [, text = ''] of expression.matchAll(/"([^"]*)"/g)) {
      const span = /^P(\d+)([DWMY])$/.exec(text)
      if (span) found.spans.push(Number(span[1]) * (DAYS_OF[span[2] ?? 'D'] ?? 1))
      else if (/^\d{4}-\d{2}-\d{2}$/.test(text)) found.dates.push(text)
      else found.texts.push(text)
    }
    for (const [number] of expression.replaceAll(/"[^"]*"/g, '').matchAll(/(?<![a-zA-Z0-9])\d+(?:\.\d+)?/g))
      found.numbers.push(Number(number))
  }
  return found
}

/** Below, at and above every boundary: between two of them nothing changes. */
const around = (numbers: readonly number[], step: number) =>
  [0, ...numbers].flatMap((number) => [number - step, number, number + step])

function datesOf({ dates, spans }: Literals): string[] {
  const anchors = dates.length > 0 ? dates : ['2026-01-05']
  const shifts = [0, ...spans.flatMap((span) => [span, -span])].flatMap((shift) => [shift - 1, shift, shift + 1])
  return anchors.flatMap((date) => shifts.map((shift) => day(date, shift)))
}

function ofField(field: Field, literals: Literals): Values {
  switch (field.type) {
    case 'choice':
      return { values: field.options.map(({ value }) => value), isExact: true }
    case 'yesNo':
      return { values: [true, false], isExact: true }
    case 'number':
    case 'money': {
      const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = field
      const step = field.type === 'number' && field.decimals > 0 ? 0.5 : 1
      const bounds = [...literals.numbers, ...[min, max].filter(Number.isFinite)]
      return { values: around(bounds, step).filter((value) => value >= min && value <= max), isExact: true }
    }
    case 'date':
      return { values: datesOf(literals), isExact: true }
    case 'repeat': {
      const rows = field.fields.reduce<Record<string, unknown>[]>(
        (made, inner) =>
          made
            .flatMap((row) =>
              ofField(inner, literals)
                .values.slice(0, 4)
                .map((value) => ({ ...row, [inner.id]: value })),
            )
            .slice(0, 32),
        [{}],
      )
      return { values: [[], ...rows.map((row) => [row])], isExact: false }
    }
    case 'computed':
      return { values: [...literals.texts, ...literals.numbers, 'x'], isExact: false }
    default:
      return { values: [...literals.texts, 'x'], isExact: true }
  }
}

/** Sums, filters and other calls put values together in ways that boundaries alone do not tell apart. */
function isPlain(expression: string): boolean {
  const bare = expression
    .replaceAll(/"[^"]*"/g, '""')
    .replaceAll(/\[(\s*""\s*,?)*\]/g, '""')
    .replaceAll(/\b(list contains|date|duration|not|and|or|in|if|then|else)\s*\(/g, '(')
  return !/[[*/]|[a-zA-Z]\s*\(/.test(bare)
}

/** What each name that these expressions read can be. A required field of the form, asked of everybody, is never empty; everything else may be. */
export function valuesOf(definition: ProcedureDefinition, expressions: readonly string[]): Map<string, Values> {
  const names = [...new Set(expressions.flatMap((expression) => parseCondition(expression).names))]
  const literals = literalsOf(expressions)
  const isPlainAll = expressions.every(isPlain)
  const asked = definition.form.pages.flatMap(({ fields, showIf }) =>
    fields.map((field) => ({ field, isSure: showIf === undefined })),
  )
  const written = definition.steps.flatMap(({ data }) => (data ?? []).map((field) => ({ field, isSure: false })))
  const known = [...asked, ...written]
  const ofName = (name: string): Values => {
    if (name === 'case') return { values: definition.cases.map(({ code }) => code), isExact: true }
    if (name === 'receivedOn' || name === 'today') return { values: datesOf(literals), isExact: true }
    if (OPINION_FACTS.some((fact) => fact === name)) return { values: [0, 1, 2, 3, ...literals.numbers], isExact: false }
    const fields = known.filter(({ field }) => field.id === name)
    if (fields.length === 0) return { values: [null, ...literals.texts, 'x'], isExact: name !== 'applicant' }
    const each = fields.map(({ field }) => ofField(field, literals))
    const isNeverEmpty = fields.every(({ field, isSure }) => isSure && field.required && field.showIf === undefined)
    return {
      values: unique([...(isNeverEmpty ? [] : [null]), ...each.flatMap(({ values }) => values)]),
      isExact: each.every(({ isExact }) => isExact),
    }
  }
  return new Map(
    names.map((name) => {
      const { values, isExact } = ofName(name)
      return [name, { values: unique(values), isExact: isExact && isPlainAll }]
    }),
  )
}
