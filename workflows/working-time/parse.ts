import type { z } from 'zod'
import { DomainError, type DomainErrorCode } from '../domain-error.ts'
import { instantSchema, type LimitInput, limitSchema, pausesSchema } from './working-time.schema.ts'

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

export function parseInstant(value: unknown, root: string): number {
  return Date.parse(parseOr(instantSchema, value, 'TIME_INVALID', root))
}

export function parseLimit(limit: LimitInput) {
  return parseOr(limitSchema, limit, 'LIMIT_INVALID', 'limit')
}

/** Sorted and merged: overlaps count once, touching pauses are one, empty ones vanish. Parts before `notBefore` are cut off. */
export function mergePauses(pauses: unknown, notBefore: number): Span[] {
  const parsed = parseOr(pausesSchema, pauses, 'TIME_INVALID', 'pauses')
  const spans = parsed
    .map(({ from, to }) => ({
      from: Math.max(Date.parse(from), notBefore),
      to: to === null ? Number.POSITIVE_INFINITY : Date.parse(to),
    }))
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
