import type { Day, WorkCalendar } from './calendar.ts'
import { floorMinutes, type Walker } from './count.ts'
import { type Span, toInstant } from './parse.ts'
import type { CalendarDate, Limit, Pause } from './working-time.schema.ts'

export type ShiftReason = 'beforeHours' | 'break' | 'afterHours' | 'afterCutOff' | 'dayOff'
/** Why the clock stood still, of each pause that is told in one line because they overlap or touch. */
export type PauseCause = Pick<Pause, 'from' | 'reason' | 'basis' | 'approver'>
export type DayOffReason = Exclude<CalendarDate['kind'], 'SWAP_WORK'> | 'weekly' | 'notCounted'

/**
 * One line of "why this date", as data: screens make the sentence. The lines add up:
 * `counted` minutes sum to the minutes of `limit`, and from the start to the result there are, without pauses,
 * `limit` plus all `pause` minutes. For calendar days a pause's minutes are civil ones, added to the clock time.
 */
export type ExplanationLine =
  | { kind: 'start'; at: string }
  | { kind: 'startShifted'; from: string; to: string; reason: ShiftReason; cutOff?: string }
  | {
      kind: 'limit'
      unit: Limit['unit']
      amount: number
      minutes: number | null
      dayMinutes: number
      end: Limit['end']
      cutOff?: string
      /** The due instant if nothing comes between (calendar days, same day). */
      to?: string
    }
  | { kind: 'counted'; from: string; to: string; minutes: number }
  | { kind: 'dayOff'; date: string; reason: DayOffReason; name?: string; basis?: string }
  | { kind: 'pause'; from: string; to: string | null; minutes: number; causes?: PauseCause[] }
  | { kind: 'rolled'; from: string; to: string; reason: 'dayOff' | 'endOfDay' }
  | { kind: 'result'; at: string | null; remainingMinutes?: number }

interface Told {
  start: number
  pauses: readonly Span[]
  given: readonly Pause[]
  calendar: WorkCalendar
}

/** Collects what the reckoning meets and tells it in the order of time. */
export class Explanation implements Walker {
  private readonly start: number
  private readonly pauses: readonly Span[]
  private readonly given: readonly Pause[]
  private readonly calendar: WorkCalendar
  private readonly runs: Span[] = []
  private readonly lostMs = new Map<Span, number>()
  private readonly daysOff: Day[] = []
  private shift: ExplanationLine | null = null
  private limitLine: ExplanationLine | null = null
  private roll: ExplanationLine | null = null
  private question: Limit | null = null
  private begun = false
  private interrupted = false

  constructor({ start, pauses, given, calendar }: Told) {
    this.start = start
    this.pauses = pauses
    this.given = given
    this.calendar = calendar
  }

  limit(limit: Limit, minutes: number | null, to?: number): void {
    const { unit, amount, end, cutOff } = limit
    this.question = limit
    this.limitLine = {
      kind: 'limit',
      unit,
      amount,
      minutes,
      dayMinutes: this.calendar.dayMinutes,
      end,
      ...(cutOff === undefined ? {} : { cutOff }),
      ...(to === undefined ? {} : { to: toInstant(to) }),
    }
  }

  counted(from: number, to: number): void {
    this.begin(from)
    const run = this.runs.at(-1)
    if (run && !this.interrupted) run.to = to
    else this.runs.push({ from, to })
    this.interrupted = false
  }

  lost(pause: Span, from: number, to: number): void {
    this.begin(from)
    this.interrupted = true
    this.lostCivil(pause, to - from)
  }

  off(day: Day): void {
    this.interrupted = true
    this.daysOff.push(day)
  }

  lostCivil(pause: Span, ms: number): void {
    this.lostMs.set(pause, (this.lostMs.get(pause) ?? 0) + ms)
  }

  shifted(to: number, reason: ShiftReason, cutOff?: string): void {
    this.begun = true
    this.shift = {
      kind: 'startShifted',
      from: toInstant(this.start),
      to: toInstant(to),
      reason,
      ...(cutOff === undefined ? {} : { cutOff }),
    }
  }

  rolled(from: number, to: number): void {
    if (from !== to) this.roll = { kind: 'rolled', from: toInstant(from), to: toInstant(to), reason: 'dayOff' }
  }

  /** For a date that is fixed beforehand: only what the pauses do to it is told, and days off behind it. */
  pausesOnly(planned: number): Walker {
    return {
      counted: () => undefined,
      lost: (pause, from, to) => this.lostCivil(pause, to - from),
      off: (day) => {
        if (this.calendar.zone.day(day.epochDay).from >= planned) this.off(day)
      },
    }
  }

  due(at: number, end: number): ExplanationLine[] {
    const rolled: ExplanationLine[] =
      end === at ? [] : [{ kind: 'rolled', from: toInstant(at), to: toInstant(end), reason: 'endOfDay' }]
    return [...this.told(at), ...rolled, { kind: 'result', at: toInstant(end) }]
  }

  paused(remainingMinutes: number): ExplanationLine[] {
    return [...this.told(Number.POSITIVE_INFINITY), { kind: 'result', at: null, remainingMinutes }]
  }

  private begin(at: number): void {
    if (this.begun) return
    this.begun = true
    if (at > this.start) this.shifted(at, this.whyShifted())
  }

  private whyShifted(): ShiftReason {
    const day = this.calendar.day(this.calendar.zone.epochDayAt(this.start))
    const [first] = day.segments
    const last = day.segments.at(-1)
    if (!first || !last || (this.question?.unit === 'workingDay' && !day.counts)) return 'dayOff'
    if (this.start < first.from) return 'beforeHours'
    return this.start >= last.to ? 'afterHours' : 'break'
  }

  private told(until: number): ExplanationLine[] {
    const between = [...this.countedLines(), ...this.pauseLines(until), ...this.dayOffLines()]
    between.sort((a, b) => a.at - b.at)
    return [
      { kind: 'start', at: toInstant(this.start) } as const,
      this.shift,
      this.limitLine,
      ...between.map(({ line }) => line),
      this.roll,
    ].filter((line) => line !== null)
  }

  private countedLines() {
    // Whole minutes of a running total, so that the lines add up to the limit even when a start carries seconds.
    let total = 0
    return this.runs.map(({ from, to }) => {
      const before = floorMinutes(total)
      total += this.countedIn(from, to)
      const minutes = floorMinutes(total) - before
      return { at: from, line: { kind: 'counted', from: toInstant(from), to: toInstant(to), minutes } as const }
    })
  }

  private countedIn(from: number, to: number): number {
    let ms = 0
    const { zone } = this.calendar
    for (let day = zone.epochDayAt(from); zone.day(day).from < to; day += 1)
      for (const segment of this.calendar.day(day).segments)
        ms += Math.max(0, Math.min(segment.to, to) - Math.max(segment.from, from))
    return ms
  }

  private pauseLines(until: number) {
    let total = 0
    return this.pauses
      .filter((pause) => pause.from < until)
      .map((pause) => {
        const before = floorMinutes(total)
        total += this.lostMs.get(pause) ?? 0
        const to = pause.to === Number.POSITIVE_INFINITY ? null : toInstant(pause.to)
        const minutes = floorMinutes(total) - before
        const line = { kind: 'pause', from: toInstant(pause.from), to, minutes, ...this.causesOf(pause) } as const
        return { at: pause.from, line }
      })
  }

  /** The pauses that were merged into this one and say why they were. */
  private causesOf(span: Span): { causes?: PauseCause[] } {
    const causes = this.given
      .filter(({ from, to, reason }) => {
        const end = to === null ? Number.POSITIVE_INFINITY : Date.parse(to)
        return reason !== undefined && Date.parse(from) < Math.min(end, span.to) && end > span.from
      })
      .map(({ from, reason, basis, approver }) => ({
        from,
        reason,
        ...(basis === undefined ? {} : { basis }),
        ...(approver === undefined ? {} : { approver }),
      }))
    return causes.length === 0 ? {} : { causes }
  }

  private dayOffLines() {
    return this.daysOff.map((day) => ({
      at: this.calendar.zone.day(day.epochDay).from,
      line: { kind: 'dayOff', date: day.date, ...whyOff(day) } as const,
    }))
  }
}

function whyOff({ listed, segments }: Day): { reason: DayOffReason; name?: string; basis?: string } {
  if (!listed || listed.kind === 'SWAP_WORK') return { reason: segments.length > 0 ? 'notCounted' : 'weekly' }
  return { reason: listed.kind, basis: listed.basis, ...(listed.name === undefined ? {} : { name: listed.name }) }
}
