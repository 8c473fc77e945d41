import { DomainError } from '../domain-error.ts'
import { due } from '../working-time/due.ts'
import type { Calendar, Limit } from '../working-time/working-time.schema.ts'
import { MINUTE_MS } from '../working-time/zone.ts'
import type { Visit } from './visit.ts'
import type { WorkIndex } from './work-index.ts'

/** Dates are whole milliseconds, sums of drawn times are not. */
const ROUNDING_MS = 0.5

/** An instant, and the counted milliseconds up to it. */
export interface Moment {
  now: number
  counted: number
}

/** The time that law gives the agency for one dossier. */
export class LegalClock {
  private readonly startedAt: number
  private readonly started: number
  private pausedAt = Number.NaN
  private pausedSince = Number.NaN
  private paused = 0
  private readonly pauses: [number, number][] = []

  constructor({ now, counted }: Moment) {
    this.startedAt = now
    this.started = counted
  }

  get isPaused(): boolean {
    return !Number.isNaN(this.pausedAt)
  }

  /** It stands still exactly while every open step lies outside the limit. */
  settle(open: readonly Visit[], { now, counted }: Moment): void {
    const isOutside = open.length > 0 && open.every(({ step }) => step.isOutside)
    if (isOutside === this.isPaused) return
    if (isOutside) {
      this.pausedAt = now
      this.pausedSince = counted
      return
    }
    this.paused += counted - this.pausedSince
    this.pauses.push([this.pausedAt, now])
    this.pausedAt = Number.NaN
  }

  /** Null: the known calendar does not reach as far as the due date. */
  isWithin(limit: Limit | null, { now, counted }: Moment, index: WorkIndex, calendar: Calendar): boolean | null {
    if (!limit) return true
    const spent = counted - this.started - this.paused
    if (limit.unit === 'workingDay' || limit.unit === 'workingHour') {
      const minutes = limit.amount * (limit.unit === 'workingDay' ? index.dayMinutes : 60)
      // what else the limit says can only make it longer
      if (spent <= minutes * MINUTE_MS + ROUNDING_MS) return true
      const countsAll = limit.unit === 'workingHour' || !index.hasUncountedDays
      if (countsAll && limit.end === 'arrivalTime' && limit.nextDayAfter === undefined) return false
    }
    const end = dueMs(this.startedAt, limit, calendar, this.pauses)
    return end === null ? null : now <= end + ROUNDING_MS
  }
}

/** The due instant; null where it lies behind the known calendar. */
export function dueMs(from: number, limit: Limit, calendar: Calendar, pauses: readonly [number, number][]): number | null {
  const iso = (ms: number) => new Date(Math.round(ms)).toISOString()
  try {
    const spans = pauses.map(([start, end]) => ({ from: iso(start), to: iso(end) }))
    const { dueAt } = due(iso(from), limit, calendar, spans)
    return dueAt === null ? null : Date.parse(dueAt)
  } catch (error) {
    if (error instanceof DomainError && error.code === 'CALENDAR_UNKNOWN') return null
    throw error
  }
}
