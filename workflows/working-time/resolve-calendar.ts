import { DomainError } from '../domain-error.ts'
import type { Calendar, CalendarDate } from './working-time.schema.ts'

type WeekHours = Pick<Calendar, 'week' | 'weekCountsAsDay'>
/** `validFrom` null: ever since. */
type DatedWeek = WeekHours & { validFrom: string | null }

/** What one place says: the country, a province, an agency. A narrower place has the last word on a date and on the week. */
export interface CalendarLayer {
  scope: string
  dates: readonly CalendarDate[]
  weeks: readonly DatedWeek[]
}

export const COUNTRY = 'vn'
const TIME_ZONE = 'Asia/Ho_Chi_Minh'
/** CONTRACT: a working day is eight hours. */
const DAY_MINUTES = 480

/**
 * One calendar out of the layers, from the country down. It is known in the years for which the country has days off, from the first one up
 * to the first gap: a year without a single holiday is a year that nobody has looked at.
 */
export function resolveCalendar(layers: readonly CalendarLayer[]): Calendar {
  const dates = new Map<string, CalendarDate>()
  for (const { dates: own, scope } of layers) for (const row of own) dates.set(row.date, { ...row, scope })
  const hours = weekOn(layers, '')
  const country = layers.find(({ scope }) => scope === COUNTRY)
  const years = [...new Set((country?.dates ?? []).map(({ date }) => Number(date.slice(0, 4))))].sort((a, b) => a - b)
  const [first] = years
  if (hours === null || first === undefined)
    throw new DomainError('CALENDAR_INVALID', 'no office hours or no year', { path: hours === null ? 'week' : 'dates' })
  let last = first
  while (years.includes(last + 1)) last += 1
  const within = ({ date }: CalendarDate) => Number(date.slice(0, 4)) >= first && Number(date.slice(0, 4)) <= last
  return {
    timeZone: TIME_ZONE,
    ...hours,
    ...laterWeeks(layers, hours),
    dates: [...dates.values()].filter(within).sort((a, b) => (a.date < b.date ? -1 : 1)),
    dayMinutes: DAY_MINUTES,
    knownFrom: `${first}-01-01`,
    knownTo: `${last}-12-31`,
  }
}

/** The week of the narrowest place that has one in force; of a place the one that began last. */
function weekOn(layers: readonly CalendarLayer[], date: string): WeekHours | null {
  const found = layers
    .map(({ weeks }) => newest(weeks.filter(({ validFrom }) => (validFrom ?? '') <= date)))
    .findLast((week) => week !== undefined)
  return found ? { week: found.week, weekCountsAsDay: found.weekCountsAsDay } : null
}

const newest = (weeks: readonly DatedWeek[]): DatedWeek | undefined =>
  weeks.toSorted((a, b) => ((a.validFrom ?? '') < (b.validFrom ?? '') ? -1 : 1)).at(-1)

/** Every day on which other hours begin. */
function laterWeeks(layers: readonly CalendarLayer[], first: WeekHours): Pick<Calendar, 'laterWeeks'> {
  const days = new Set(layers.flatMap(({ weeks }) => weeks.flatMap(({ validFrom }) => validFrom ?? [])))
  const later: NonNullable<Calendar['laterWeeks']> = []
  for (const validFrom of [...days].sort()) {
    const hours = weekOn(layers, validFrom)
    if (hours && JSON.stringify(hours) !== JSON.stringify(weekHours(later.at(-1) ?? first))) later.push({ validFrom, ...hours })
  }
  return later.length === 0 ? {} : { laterWeeks: later }
}

const weekHours = ({ week, weekCountsAsDay }: WeekHours): WeekHours => ({ week, weekCountsAsDay })

export interface CalendarChange {
  date: string
  before: CalendarDate | null
  after: CalendarDate | null
}

const workingSense = (row: CalendarDate | null) =>
  row === null ? 'ordinary' : JSON.stringify([row.kind, row.parts ?? null, row.countsAsDay ?? null])

/** Dates on which people would work otherwise than before; other names and sources change no due date. */
export function calendarChanges(before: Calendar, after: Calendar): CalendarChange[] {
  const rows = (calendar: Calendar) => new Map(calendar.dates.map((row) => [row.date, row]))
  const [old, now] = [rows(before), rows(after)]
  return [...new Set([...old.keys(), ...now.keys()])]
    .sort()
    .map((date) => ({ date, before: old.get(date) ?? null, after: now.get(date) ?? null }))
    .filter((change) => workingSense(change.before) !== workingSense(change.after))
}

export const weekChanged = (before: Calendar, after: Calendar): boolean =>
  JSON.stringify([before.week, before.weekCountsAsDay, before.laterWeeks ?? []]) !==
  JSON.stringify([after.week, after.weekCountsAsDay, after.laterWeeks ?? []])
