import { type WorkCalendar, workCalendar } from '../working-time/calendar.ts'
import type { Calendar } from '../working-time/working-time.schema.ts'

/**
 * The calendar as one line of counted milliseconds, laid out as far as somebody asks. Parts that touch are one, so that a calendar without
 * breaks has a single part. Agrees with `add` and `elapsed`, which a property compares; those parse instants, which costs too much here.
 */
export class WorkIndex {
  /** A day on which people work but which does not count as a working day was seen. */
  hasUncountedDays = false
  private readonly calendar: WorkCalendar
  private readonly from: number[] = []
  private readonly to: number[] = []
  private readonly before: number[] = []
  private counted = 0
  private nextDay: number
  private cursor = 0

  constructor(calendar: Calendar, startMs: number) {
    this.calendar = workCalendar(calendar)
    this.nextDay = this.calendar.epochDayAt(startMs)
    this.calendar.assertKnown(this.nextDay)
  }

  get dayMinutes(): number {
    return this.calendar.dayMinutes
  }

  /** Counted milliseconds from the beginning of the first day up to the instant. */
  at(ms: number): number {
    while ((this.to.at(-1) ?? Number.NEGATIVE_INFINITY) < ms && this.extend());
    const index = this.partBegunAt(ms)
    const from = this.from[index]
    if (from === undefined) return 0
    return (this.before[index] ?? 0) + Math.min(ms, this.to[index] ?? 0) - from
  }

  /** The earliest instant at which so much more is counted; infinite behind the last known day. */
  after(ms: number, amount: number): number {
    if (amount <= 0) return ms
    return this.instant(this.at(ms) + amount)
  }

  /** The first instant behind the last known day. */
  end(): number {
    return this.calendar.zone.day(this.calendar.knownTo).to
  }

  unknownEnd(): never {
    return this.calendar.unknownEnd()
  }

  private instant(counted: number): number {
    while (this.counted < counted) if (!this.extend()) return Number.POSITIVE_INFINITY
    let low = this.cursor
    if ((this.before[low] ?? 0) >= counted) low = 0
    let high = this.from.length - 1
    // mostly it ends in this part or the next one
    if (this.endOf(low) >= counted) high = low
    else if (this.endOf(low + 1) >= counted) low = high = low + 1
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.endOf(middle) >= counted) high = middle
      else low = middle + 1
    }
    return (this.from[low] ?? 0) + counted - (this.before[low] ?? 0)
  }

  private endOf(index: number): number {
    return this.before[index + 1] ?? this.counted
  }

  /** The last part that has begun; time mostly moves on by a little. */
  private partBegunAt(ms: number): number {
    const { from } = this
    let low = this.cursor
    if ((from[low] ?? Number.POSITIVE_INFINITY) <= ms) {
      if ((from[low + 1] ?? Number.POSITIVE_INFINITY) > ms) return low
    } else low = 0
    let high = from.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((from[middle] ?? 0) <= ms) low = middle
      else high = middle - 1
    }
    if ((from[low] ?? Number.POSITIVE_INFINITY) > ms) return -1
    this.cursor = low
    return low
  }

  private extend(): boolean {
    if (this.nextDay > this.calendar.knownTo) return false
    const day = this.calendar.day(this.nextDay)
    this.nextDay += 1
    if (day.segments.length > 0 && !day.counts) this.hasUncountedDays = true
    for (const { from, to } of day.segments) {
      const last = this.to.length - 1
      if (this.to[last] === from) this.to[last] = to
      else {
        this.from.push(from)
        this.to.push(to)
        this.before.push(this.counted)
      }
      this.counted += to - from
    }
    return true
  }
}
