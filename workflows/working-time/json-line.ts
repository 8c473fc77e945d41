import type { z } from 'zod'
import { DomainError, type DomainErrorCode } from '../domain-error.ts'
import { add, elapsed, normalise } from './count.ts'
import { type Due, due, explain } from './due.ts'
import type { ExplanationLine } from './explanation.ts'
import { addInput, dueInput, elapsedInput, normaliseInput } from './working-time.schema.ts'

/** One line of JSON in, the answer out; a fault is the typed error with the dotted path of what is wrong in the line. */
export function dueOfLine(line: unknown): Due {
  const { start, limit, calendar, pauses } = parseLine(dueInput, line)
  return due(start, limit, calendar, pauses)
}

export function explainOfLine(line: unknown): ExplanationLine[] {
  const { start, limit, calendar, pauses } = parseLine(dueInput, line)
  return explain(start, limit, calendar, pauses)
}

export function addOfLine(line: unknown): string | null {
  const { start, minutes, calendar, pauses, days } = parseLine(addInput, line)
  return add(start, minutes, calendar, pauses, { days })
}

export function normaliseOfLine(line: unknown): string {
  const { at, calendar, pauses, days } = parseLine(normaliseInput, line)
  return normalise(at, calendar, pauses, { days })
}

export function elapsedOfLine(line: unknown): number {
  const { from, to, calendar, pauses, days } = parseLine(elapsedInput, line)
  return elapsed(from, to, calendar, pauses, { days })
}

const CODES: Readonly<Record<string, DomainErrorCode>> = {
  start: 'TIME_INVALID',
  from: 'TIME_INVALID',
  to: 'TIME_INVALID',
  at: 'TIME_INVALID',
  minutes: 'LIMIT_INVALID',
  pauses: 'TIME_INVALID',
  limit: 'LIMIT_INVALID',
  calendar: 'CALENDAR_INVALID',
}

function parseLine<Schema extends z.ZodType>(schema: Schema, line: unknown): z.output<Schema> {
  const parsed = schema.safeParse(line)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const path = (issue?.path ?? []).map(String).join('.')
  const code = CODES[String(issue?.path[0])] ?? 'INPUT_INVALID'
  throw new DomainError(code, `${path}: ${issue?.message ?? 'unreadable'}`, { path, reason: issue?.message })
}
