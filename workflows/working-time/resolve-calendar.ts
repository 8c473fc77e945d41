import { DomainError } from '../domain-error.ts'
import type { Calendar, CalendarDate } from './working-time.schema.ts'

export type WeekHours = Pick<Calendar, 'week' | 'weekCountsAsDay'>

/** What one place says: the country, a province, an agency. A narrower place has the last word on a date and on the week. */
export interface CalendarLayer {
  scope: string
  dates: readonly CalendarDate[]
  week: WeekHours | null
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
  let hours: WeekHours | null = null
  for (const { dates: own, week, scope } of layers) {
    for (const row of own) dates.set(row.date, { ...row, scope })
    hours = week ?? hours
  }
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
    dates: [...dates.values()].filter(within).sort((a, b) => (a.date < b.date ? -1 : 1)),
    dayMinutes: DAY_MINUTES,
    knownFrom: `${first}-01-01`,
    knownTo: `${last}-12-31`,
  }
}

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
  JSON.stringify([before.week, before.weekCountsAsDay]) !== JSON.stringify([after.week, after.weekCountsAsDay])
