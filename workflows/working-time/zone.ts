import { Temporal } from 'temporal-polyfill'
import type { Span } from './parse.ts'

export const DAY_MS = 86_400_000
export const MINUTE_MS = 60_000

/** A stretch of one civil day during which the zone keeps one offset; a day of a clock change has two. */
interface OffsetSpan extends Span {
  offset: number
}
interface ZoneDay extends Span {
  spans: OffsetSpan[]
}

export const epochDayOf = (date: string): number => Date.parse(`${date}T00:00:00Z`) / DAY_MS
export const dateOf = (epochDay: number): string => new Date(epochDay * DAY_MS).toISOString().slice(0, 10)
/** ISO weekday: day 0 of the epoch was a Thursday. */
export const weekdayOf = (epochDay: number): number => ((((epochDay + 3) % 7) + 7) % 7) + 1

/** One zone's days, computed once each: Temporal asks Intl, which is slow. */
export class Zone {
  readonly timeZone: string
  private readonly days = new Map<number, ZoneDay>()

  constructor(timeZone: string) {
    this.timeZone = timeZone
  }

  day(epochDay: number): ZoneDay {
    const known = this.days.get(epochDay)
    if (known) return known
    const from = this.startOf(epochDay)
    const to = this.startOf(epochDay + 1)
    const day = { from, to, spans: this.spansBetween(from, to) }
    this.days.set(epochDay, day)
    return day
  }

  epochDayAt(ms: number): number {
    let epochDay = Math.floor(ms / DAY_MS)
    while (ms < this.day(epochDay).from) epochDay -= 1
    while (ms >= this.day(epochDay).to) epochDay += 1
    return epochDay
  }

  /** The clock on the wall, as milliseconds since a civil 1970-01-01 00:00. */
  civilAt(ms: number): number {
    const span = this.day(this.epochDayAt(ms)).spans.find(({ to }) => ms < to)
    return ms + (span?.offset ?? this.offsetAt(ms))
  }

  /** A clock time that a change of the clock skips is moved forward, one that comes twice is the first. */
  instantAt(civilMs: number): number {
    const civil = Temporal.Instant.fromEpochMilliseconds(civilMs).toZonedDateTimeISO('UTC').toPlainDateTime()
    return civil.toZonedDateTime(this.timeZone, { disambiguation: 'compatible' }).epochMilliseconds
  }

  /** Every instant of the day whose civil minute lies in the part; a clock change may cut a part or let it come twice. */
  instantsOfPart(epochDay: number, fromMinute: number, toMinute: number): Span[] {
    const midnight = epochDay * DAY_MS
    return this.day(epochDay)
      .spans.map((span) => ({
        from: Math.max(span.from, midnight + fromMinute * MINUTE_MS - span.offset),
        to: Math.min(span.to, midnight + toMinute * MINUTE_MS - span.offset),
      }))
      .filter(({ from, to }) => from < to)
  }

  private startOf(epochDay: number): number {
    return Temporal.PlainDate.from(dateOf(epochDay)).toZonedDateTime(this.timeZone).epochMilliseconds
  }

  private offsetAt(ms: number): number {
    return Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(this.timeZone).offsetNanoseconds / 1_000_000
  }

  private spansBetween(from: number, to: number): OffsetSpan[] {
    const offset = this.offsetAt(from)
    if (offset === this.offsetAt(to - 1)) return [{ from, to, offset }]
    const change = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(this.timeZone).getTimeZoneTransition('next')
    const at = change?.epochMilliseconds ?? to
    return at >= to ? [{ from, to, offset }] : [{ from, to: at, offset }, ...this.spansBetween(at, to)]
  }
}

const zones = new Map<string, Zone>()

export function zoneOf(timeZone: string): Zone {
  const known = zones.get(timeZone)
  if (known) return known
  const zone = new Zone(timeZone)
  zones.set(timeZone, zone)
  return zone
}
