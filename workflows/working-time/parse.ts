import type { z } from 'zod'
import { DomainError, type DomainErrorCode } from '../domain-error.ts'
import { instantSchema, type Limit, type LimitInput, limitSchema, MAX_PAUSES, pausesSchema } from './working-time.schema.ts'

/** Half-open span of instants in milliseconds; an open end is Infinity. */
export interface Span {
  from: number
  to: number
}

/** Throws the typed error with the dotted path of the first fault, so that a screen or a tool can point at it. */
export function parseOr<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  code: DomainErrorCode,
  root: string,
): z.output<Schema> {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const path = [root, ...(issue?.path ?? [])].map(String).join('.')
  throw new DomainError(code, `${path}: ${issue?.message ?? 'unreadable'}`, { path, reason: issue?.message })
}

const CANONICAL = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/

/** What is written exactly as we write instants needs no closer look, if its day exists; the schema judges everything else. */
function canonicalMs(value: unknown): number | null {
  if (typeof value !== 'string' || !CANONICAL.test(value)) return null
  const ms = Date.parse(value)
  // 30 February would be read as 2 March, and 24:00 as the next day
  return new Date(ms).getUTCDate() === Number(value.slice(8, 10)) ? ms : null
}

export function parseInstant(value: unknown, root: string): number {
  return canonicalMs(value) ?? Date.parse(parseOr(instantSchema, value, 'TIME_INVALID', root))
}

const limits = new WeakMap<object, Limit>()

/** A limit is a value like a calendar: parsed once per object, and whoever changes one makes a new object. */
export function parseLimit(limit: LimitInput): Limit {
  const known = limits.get(limit)
  if (known) return known
  const parsed = parseOr(limitSchema, limit, 'LIMIT_INVALID', 'limit')
  limits.set(limit, parsed)
  return parsed
}

function parsePauses(pauses: unknown): Span[] {
  const spans: Span[] = []
  for (const pause of Array.isArray(pauses) && pauses.length <= MAX_PAUSES ? pauses : [null]) {
    const from = canonicalMs(pause?.from)
    const to = pause?.to === null ? Number.POSITIVE_INFINITY : canonicalMs(pause?.to)
    if (from === null || to === null || to < from) return parsePausesClosely(pauses)
    spans.push({ from, to })
  }
  return spans
}

const parsePausesClosely = (pauses: unknown): Span[] =>
  parseOr(pausesSchema, pauses, 'TIME_INVALID', 'pauses').map(({ from, to }) => ({
    from: Date.parse(from),
    to: to === null ? Number.POSITIVE_INFINITY : Date.parse(to),
  }))

/** Sorted and merged: overlaps count once, touching pauses are one, empty ones vanish. Parts before `notBefore` are cut off. */
export function mergePauses(pauses: unknown, notBefore: number): Span[] {
  const given = parsePauses(pauses)
  if (given.length === 0) return given
  const spans = given
    .map(({ from, to }) => ({ from: Math.max(from, notBefore), to }))
    .filter(({ from, to }) => to > from)
    .sort((a, b) => a.from - b.from)
  const merged: Span[] = []
  for (const span of spans) {
    const last = merged.at(-1)
    if (last && span.from <= last.to) last.to = Math.max(last.to, span.to)
    else merged.push(span)
  }
  return merged
}

export const toInstant = (ms: number): string => new Date(ms).toISOString()
