import { DomainError } from '../domain-error.ts'
import { parseOr, type Span } from './parse.ts'
import { type Calendar, type CalendarDate, calendarSchema, toMinutes } from './working-time.schema.ts'
import { dateOf, epochDayOf, weekdayOf, type Zone, zoneOf } from './zone.ts'

type WeekHours = Pick<Calendar, 'week' | 'weekCountsAsDay'>

/** The office hours of a date: those that began last. */
export const hoursOn = (calendar: Calendar, date: string): WeekHours =>
  calendar.laterWeeks?.findLast(({ validFrom }) => validFrom <= date) ?? calendar

/** One date as the calendar sees it: when people work, and whether it counts as a working day. */
export interface Day {
  epochDay: number
  date: string
  segments: Span[]
  counts: boolean
  listed: CalendarDate | null
}

/** A parsed calendar whose days are laid out once, on first use. */
export class WorkCalendar {
  readonly zone: Zone
  readonly dayMinutes: number
  private readonly source: Calendar
  private readonly listed: Map<number, CalendarDate>
  /** First and last epoch day that somebody knows. */
  readonly knownFrom: number
  readonly knownTo: number
  private readonly days = new Map<number, Day>()

  constructor(source: Calendar) {
    this.source = source
    this.zone = zoneOf(source.timeZone)
    this.dayMinutes = source.dayMinutes
    this.listed = new Map(source.dates.map((row) => [epochDayOf(row.date), row]))
    this.knownFrom = epochDayOf(source.knownFrom)
    this.knownTo = epochDayOf(source.knownTo)
  }

  /** The day, or CALENDAR_UNKNOWN: a year that nobody has confirmed must never be guessed. */
  day(epochDay: number): Day {
    const known = this.days.get(epochDay)
    if (known) return known
    this.assertKnown(epochDay)
    const day = this.layOut(epochDay)
    this.days.set(epochDay, day)
    return day
  }

  assertKnown(epochDay: number): void {
    if (epochDay < this.knownFrom) this.unknown('calendar.knownFrom', epochDay)
    // behind the last known day the first unknown one is named: that is what has to be entered
    if (epochDay > this.knownTo) this.unknownEnd()
  }

  unknownStart(): never {
    return this.unknown('calendar.knownFrom', this.knownFrom - 1)
  }

  unknownEnd(): never {
    return this.unknown('calendar.knownTo', this.knownTo + 1)
  }

  epochDayAt(ms: number): number {
    return this.zone.epochDayAt(ms)
  }

  private unknown(path: string, epochDay: number): never {
    const date = dateOf(epochDay)
    throw new DomainError('CALENDAR_UNKNOWN', `calendar knows nothing about ${date}`, { path, date })
  }

  private layOut(epochDay: number): Day {
    const listed = this.listed.get(epochDay) ?? null
    const weekday = WEEKDAYS[weekdayOf(epochDay) - 1] ?? '1'
    const worked = listed?.kind === 'SWAP_WORK'
    const hours = hoursOn(this.source, dateOf(epochDay))
    const parts = listed ? (listed.parts ?? (worked ? hours.week['1'] : [])) : hours.week[weekday]
    const counts = listed ? (listed.countsAsDay ?? worked) : hours.weekCountsAsDay.includes(weekday)
    const segments = parts
      .flatMap(([from, to]) => this.zone.instantsOfPart(epochDay, toMinutes(from), toMinutes(to)))
      .sort((a, b) => a.from - b.from)
    return { epochDay, date: dateOf(epochDay), segments, counts: counts && segments.length > 0, listed }
  }
}

const WEEKDAYS = ['1', '2', '3', '4', '5', '6', '7'] as const

const compiled = new WeakMap<object, WorkCalendar>()

/** Parsed and checked once per object: a calendar is a value, so whoever changes one makes a new object. */
export function workCalendar(calendar: Calendar): WorkCalendar {
  const known = compiled.get(calendar)
  if (known) return known
  const fresh = new WorkCalendar(parseOr(calendarSchema, calendar, 'CALENDAR_INVALID', 'calendar'))
  compiled.set(calendar, fresh)
  return fresh
}
