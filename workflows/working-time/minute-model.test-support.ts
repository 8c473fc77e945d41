import { Temporal } from 'temporal-polyfill'
import type { Calendar, Limit, Pause } from './working-time.schema.ts'

/**
 * The rules of working time once more, as slowly and plainly as they are written: a table of every minute of some weeks, looked at one by
 * one. It shares no code with the real reckoning, so that the two can be compared. Knows whole minutes only.
 */
export interface MinuteTable {
  timeZone: string
  firstMs: number
  dates: string[]
  /** Civil date (and its place in `dates`) and minute of the day of each minute since `firstMs`. */
  civil: { date: string; day: number; minute: number }[]
}

const tables = new Map<string, MinuteTable>()

export function minuteTable(timeZone: string, firstDate: string, days: number): MinuteTable {
  const key = `${timeZone} ${firstDate} ${days}`
  const known = tables.get(key)
  if (known) return known
  const first = Temporal.PlainDate.from(firstDate)
  const firstMs = first.toZonedDateTime(timeZone).epochMilliseconds
  const lastMs = first.add({ days }).toZonedDateTime(timeZone).epochMilliseconds
  const dates = Array.from({ length: days }, (_, index) => first.add({ days: index }).toString())
  const civil: MinuteTable['civil'] = []
  // Clocks change at full quarters only, so one look at the zone serves fifteen minutes.
  for (let ms = firstMs; ms < lastMs; ms += 15 * 60_000) {
    const at = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(timeZone)
    const date = at.toPlainDate().toString()
    const day = dates.indexOf(date)
    for (let past = 0; past < 15; past += 1) civil.push({ date, day, minute: at.hour * 60 + at.minute + past })
  }
  const table = { timeZone, firstMs, dates, civil }
  tables.set(key, table)
  return table
}

const UNKNOWN = 'CALENDAR_UNKNOWN'
export type Verdict = { dueAt: string | null } | typeof UNKNOWN

interface Rule {
  parts: [number, number][]
  counts: boolean
}

function ruleOf(calendar: Calendar, date: string): Rule {
  const minutes = (clock: string) => {
    const [hour = 0, minute = 0] = clock.split(':').map(Number)
    return hour * 60 + minute
  }
  const weekday = String(Temporal.PlainDate.from(date).dayOfWeek) as keyof Calendar['week']
  const listed = calendar.dates.find((row) => row.date === date)
  const swapped = listed?.kind === 'SWAP_WORK'
  let hours: Pick<Calendar, 'week' | 'weekCountsAsDay'> = calendar
  for (const later of calendar.laterWeeks ?? []) if (Temporal.PlainDate.compare(date, later.validFrom) >= 0) hours = later
  const parts = listed === undefined ? hours.week[weekday] : (listed.parts ?? (swapped ? hours.week['1'] : []))
  const counts = listed === undefined ? hours.weekCountsAsDay.includes(weekday) : (listed.countsAsDay ?? swapped)
  return { parts: parts.map(([from, to]) => [minutes(from), minutes(to)]), counts }
}

/** All questions about one calendar, one start and its pauses. */
export function minuteModel(table: MinuteTable, calendar: Calendar, pauses: readonly Pause[]) {
  const rules = new Map(table.dates.map((date) => [date, ruleOf(calendar, date)]))
  const indexOf = (instant: string) => Math.round((Date.parse(instant) - table.firstMs) / 60_000)
  const instantOf = (index: number) => new Date(table.firstMs + index * 60_000).toISOString()
  const stops = pauses.map(({ from, to }) => [indexOf(from), to === null ? Number.POSITIVE_INFINITY : indexOf(to)] as const)
  const openFrom = Math.min(
    ...stops.filter(([, to]) => to === Number.POSITIVE_INFINITY).map(([from]) => from),
    Number.POSITIVE_INFINITY,
  )
  const byDay = table.dates.map((date) => rules.get(date))
  const ruleAt = (index: number) => byDay[table.civil[index]?.day ?? -1]
  const countsAt = (index: number) => ruleAt(index)?.counts === true
  const pausedAt = (index: number) => stops.some(([from, to]) => from <= index && index < to)
  function workedAt(index: number): boolean {
    const minute = table.civil[index]?.minute ?? -1
    return ruleAt(index)?.parts.some(([from, to]) => from <= minute && minute < to) ?? false
  }
  function lastWorked(date: string): number {
    // No civil day starts more than a day away from its place in the table.
    const near = table.dates.indexOf(date) * 1440
    let last = -1
    for (let index = Math.max(0, near - 1440); index < near + 2880; index += 1)
      if (table.civil[index]?.date === date && workedAt(index)) last = index + 1
    return last
  }

  function spend(start: number, budget: number, days: boolean): { at: number } | { dueAt: null } | typeof UNKNOWN {
    let left = budget
    for (let index = start; ; index += 1) {
      if (index >= openFrom) return { dueAt: null }
      if (index >= table.civil.length) return UNKNOWN
      if (!workedAt(index) || pausedAt(index) || (days && !countsAt(index))) continue
      left -= 1
      if (left === 0) return { at: index + 1 }
    }
  }

  function byWork(start: number, limit: Limit): Verdict {
    const days = limit.unit === 'workingDay'
    const used = spend(start, Math.round(limit.amount * (days ? calendar.dayMinutes : 60)), days)
    if (used === UNKNOWN || 'dueAt' in used) return used
    const date = table.civil[used.at - 1]?.date ?? ''
    return { dueAt: instantOf(limit.end === 'endOfDay' ? lastWorked(date) : used.at) }
  }

  function byCalendar(start: number, limit: Limit): Verdict {
    const civil = (index: number) =>
      Temporal.Instant.fromEpochMilliseconds(table.firstMs + index * 60_000)
        .toZonedDateTimeISO(table.timeZone)
        .toPlainDateTime()
    let at = civil(start).add({ days: limit.amount })
    // Runs of paused minutes, from the start on: exactly the merged pauses.
    for (let index = start; index < table.civil.length; index += 1) {
      if (!pausedAt(index) || (index > start && pausedAt(index - 1))) continue
      if (Temporal.PlainDateTime.compare(civil(index), at) >= 0) continue
      let end = index
      while (end < table.civil.length && pausedAt(end)) end += 1
      if (end > openFrom) return { dueAt: null }
      at = at.add(civil(index).until(civil(end), { largestUnit: 'minute' }))
    }
    for (;;) {
      const date = at.toPlainDate().toString()
      if (!rules.has(date)) return UNKNOWN
      if (lastWorked(date) >= 0) {
        const instant = at.toZonedDateTime(table.timeZone).epochMilliseconds
        return { dueAt: limit.end === 'endOfDay' ? instantOf(lastWorked(date)) : new Date(instant).toISOString() }
      }
      at = at.add({ days: 1 })
    }
  }

  function sameDay(start: number, limit: Limit): Verdict {
    const { date, minute } = table.civil[start] ?? { date: '', minute: 0 }
    const [hour = 0, past = 0] = (limit.cutOff ?? '24:00').split(':').map(Number)
    let day = date
    const inTime = rules.get(date)?.counts && start <= lastWorked(date) && minute <= hour * 60 + past
    for (let next = table.dates.indexOf(date) + 1; !inTime; next += 1) {
      const candidate = table.dates[next]
      if (candidate === undefined) return UNKNOWN
      if (!rules.get(candidate)?.counts || lastWorked(candidate) < 0) continue
      day = candidate
      break
    }
    const planned = lastWorked(day)
    let budget = 0
    for (let index = start; index < planned; index += 1) if (workedAt(index)) budget += 1
    if (budget === 0) return { dueAt: instantOf(planned) }
    const used = spend(start, budget, false)
    return used === UNKNOWN || 'dueAt' in used ? used : { dueAt: instantOf(used.at) }
  }

  return {
    due(start: string, limit: Limit): Verdict {
      const index = indexOf(start)
      if (limit.unit === 'calendarDay') return byCalendar(index, limit)
      return limit.unit === 'sameDay' ? sameDay(index, limit) : byWork(index, limit)
    },
    elapsed(from: string, to: string, days: boolean): number {
      let minutes = 0
      for (let index = indexOf(from); index < indexOf(to); index += 1)
        if (workedAt(index) && !pausedAt(index) && (!days || countsAt(index))) minutes += 1
      return minutes
    },
  }
}
