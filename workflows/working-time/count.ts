import { DomainError } from '../domain-error.ts'
import { type Day, type WorkCalendar, workCalendar } from './calendar.ts'
import { mergePauses, parseInstant, type Span, toInstant } from './parse.ts'
import { sumsOf } from './tally.ts'
import type { Calendar, Pause } from './working-time.schema.ts'
import { MINUTE_MS } from './zone.ts'

/** `days`: only minutes on days that count as a working day (limits in working days). Otherwise every part counts. */
export interface Counting {
  days?: boolean
}

/** Hears what the walk passes: the explanation of a due date is made of it. */
export interface Walker {
  counted(from: number, to: number): void
  lost(pause: Span, from: number, to: number): void
  off(day: Day): void
}

interface Walk extends Counting {
  from: number
  /** Stop when so much is counted … */
  budgetMs: number
  /** … or at this instant, whichever comes first. */
  until?: number
  pauses: readonly Span[]
  walker?: Walker
}

/** `at` is the earliest instant at which the budget is used up; null when an open pause or `until` came first. */
export interface Walked {
  at: number | null
  usedMs: number
}

/**
 * When the budget is used up around the pauses, by sums: the cost follows the number of pauses, not the length of the span. Agrees with
 * `walk`, which tells every day that it passes; a property compares the two.
 */
export function spend(calendar: WorkCalendar, from: number, budgetMs: number, pauses: readonly Span[], days?: boolean): Walked {
  if (budgetMs === 0) return walk(calendar, { from, budgetMs, pauses, days })
  const sums = sumsOf(calendar, days)
  let cursor = from
  let usedMs = 0
  for (const pause of pauses) {
    const at = sums.after(cursor, budgetMs - usedMs)
    if (at !== null && at <= pause.from) return { at, usedMs: budgetMs }
    usedMs += sums.between(cursor, pause.from)
    if (pause.to === Number.POSITIVE_INFINITY) return { at: null, usedMs }
    cursor = pause.to
  }
  const at = sums.after(cursor, budgetMs - usedMs)
  if (at === null) return calendar.unknownEnd()
  return { at, usedMs: budgetMs }
}

/** Counts forward day by day through parts, around pauses, and tells the walker what it passes. */
export function walk(calendar: WorkCalendar, { from, budgetMs, until, pauses, days, walker }: Walk): Walked {
  const end = until ?? Number.POSITIVE_INFINITY
  let usedMs = 0
  let next = 0
  for (let epochDay = calendar.zone.epochDayAt(from); ; epochDay += 1) {
    const window = calendar.zone.day(epochDay)
    if (window.from >= end) return { at: null, usedMs }
    while ((pauses[next]?.to ?? Number.POSITIVE_INFINITY) <= window.from) next += 1
    const paused = pauses[next]
    if (paused && paused.to === Number.POSITIVE_INFINITY && paused.from <= window.from) return { at: null, usedMs }
    const day = calendar.day(epochDay)
    if (day.segments.length === 0 || (days && !day.counts)) {
      if (walker && !(paused && paused.from <= window.from && paused.to >= window.to)) walker.off(day)
      continue
    }
    for (const segment of day.segments) {
      const segmentEnd = Math.min(segment.to, end)
      let cursor = Math.max(segment.from, from)
      while (cursor < segmentEnd) {
        while ((pauses[next]?.to ?? Number.POSITIVE_INFINITY) <= cursor) next += 1
        const pause = pauses[next]
        if (pause && pause.from <= cursor) {
          if (pause.to === Number.POSITIVE_INFINITY) return { at: null, usedMs }
          const resumed = Math.min(pause.to, segmentEnd)
          walker?.lost(pause, cursor, resumed)
          cursor = resumed
          continue
        }
        const free = Math.min(segmentEnd, pause?.from ?? segmentEnd)
        const left = budgetMs - usedMs
        const stop = Math.min(free, cursor + left)
        if (stop > cursor) walker?.counted(cursor, stop)
        usedMs += stop - cursor
        if (usedMs === budgetMs) return { at: stop, usedMs }
        cursor = free
      }
    }
  }
}

export const floorMinutes = (ms: number): number => Math.floor(ms / MINUTE_MS)

/** Counted minutes between two instants, rounded down. */
export function elapsed(
  from: string,
  to: string,
  calendar: Calendar,
  pauses: readonly Pause[] = [],
  counting: Counting = {},
): number {
  const start = parseInstant(from, 'from')
  const until = parseInstant(to, 'to')
  if (until < start) throw new DomainError('TIME_INVALID', 'to lies before from', { path: 'to', reason: 'time.endBeforeStart' })
  return floorMinutes(elapsedMs(workCalendar(calendar), start, until, mergePauses(pauses, start), counting))
}

export function elapsedMs(
  calendar: WorkCalendar,
  from: number,
  until: number,
  pauses: readonly Span[],
  { days }: Counting,
): number {
  if (until <= from) return 0
  const sums = sumsOf(calendar, days)
  let end = until
  let pausedMs = 0
  for (const pause of pauses) {
    if (pause.from >= end) break
    if (pause.to >= end) end = pause.from
    else pausedMs += sums.between(pause.from, pause.to)
  }
  return end <= from ? 0 : sums.between(from, end) - pausedMs
}

/** The instant at which so many counted minutes are used up, or null when an open pause comes first. */
export function add(
  start: string,
  minutes: number,
  calendar: Calendar,
  pauses: readonly Pause[] = [],
  { days }: Counting = {},
): string | null {
  const from = parseInstant(start, 'start')
  if (!Number.isInteger(minutes) || minutes < 0)
    throw new DomainError('LIMIT_INVALID', `minutes ${minutes}`, { path: 'minutes', reason: 'limit.minutes' })
  const { at } = spend(workCalendar(calendar), from, minutes * MINUTE_MS, mergePauses(pauses, from), days)
  return at === null ? null : toInstant(at)
}

/** Where counting begins for something that arrives now: the same instant inside a counted part, else the next part's beginning. */
export function countingStart(
  start: string,
  calendar: Calendar,
  pauses: readonly Pause[] = [],
  counting: Counting = {},
): string | null {
  return add(start, 0, calendar, pauses, counting)
}

/** The earliest instant with the same count: itself inside a counted part or at its end, else the end of the part before. */
export function normalise(at: string, calendar: Calendar, pauses: readonly Pause[] = [], { days }: Counting = {}): string {
  const ms = parseInstant(at, 'at')
  const work = workCalendar(calendar)
  const merged = mergePauses(pauses, Number.NEGATIVE_INFINITY)
  for (let epochDay = work.zone.epochDayAt(ms); ; epochDay -= 1) {
    const day = work.day(epochDay)
    if (days && !day.counts) continue
    const last = day.segments
      .flatMap((segment) => without(segment, merged))
      .filter(({ from }) => from < ms)
      .at(-1)
    if (last) return toInstant(Math.min(ms, last.to))
  }
}

/** The latest instant from which so many counted minutes are left until `end`: when to remind somebody. Every part counts. */
export function subtract(end: string, minutes: number, calendar: Calendar): string {
  const to = parseInstant(end, 'end')
  const work = workCalendar(calendar)
  const sums = sumsOf(work)
  const budgetMs = minutes * MINUTE_MS
  let low = work.zone.day(work.knownFrom).from
  if (sums.between(low, to) < budgetMs) return work.unknownStart()
  let high = to
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (sums.between(middle, to) >= budgetMs) low = middle
    else high = middle
  }
  return toInstant(low)
}

/** What is left of a part when the pauses are taken out. */
function without(segment: Span, pauses: readonly Span[]): Span[] {
  const left: Span[] = []
  let cursor = segment.from
  for (const pause of pauses) {
    if (pause.to <= cursor || pause.from >= segment.to) continue
    if (pause.from > cursor) left.push({ from: cursor, to: pause.from })
    cursor = pause.to
  }
  if (cursor < segment.to) left.push({ from: cursor, to: segment.to })
  return left
}

/** Minutes left until the due instant; negative when it has passed: so much counted time too late. */
export function remainingMinutes(
  now: string,
  dueAt: string,
  calendar: Calendar,
  pauses: readonly Pause[] = [],
  counting: Counting = {},
): number {
  const left = Date.parse(now) <= Date.parse(dueAt)
  return left ? elapsed(now, dueAt, calendar, pauses, counting) : 0 - elapsed(dueAt, now, calendar, pauses, counting)
}
