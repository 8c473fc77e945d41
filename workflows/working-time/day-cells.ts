import { DomainError } from '../domain-error.ts'
import { type Day, type WorkCalendar, workCalendar } from './calendar.ts'
import { mergePauses, parseInstant, type Span } from './parse.ts'
import type { Calendar, Pause } from './working-time.schema.ts'
import { dateOf, weekdayOf } from './zone.ts'

/** More cells than this are unreadable: then a cell is a week. */
const MAX_DAY_CELLS = 25

export type CellState = 'used' | 'half' | 'paused' | 'left' | 'off' | 'late'

/** One cell of the day strip: a working day, a block of days off, or a week. */
export interface DayCell {
  span: 'day' | 'off' | 'week'
  from: string
  to: string
  state: CellState
  /** Civil days in the cell. */
  days: number
  isNow: boolean
  isDue: boolean
  /** Names of the holidays in a block of days off. */
  names: string[]
}

/**
 * The strip from the start to the due date, or to now if that is later. `dueAt` is null while an open pause stops the clock:
 * then the strip ends today. `half` is today; a day is `paused` when half of its hours or more lay in a pause.
 */
export function dayCells(
  start: string,
  dueAt: string | null,
  now: string,
  calendar: Calendar,
  pauses: readonly Pause[] = [],
): DayCell[] {
  const from = parseInstant(start, 'start')
  const at = parseInstant(now, 'now')
  const due = dueAt === null ? null : parseInstant(dueAt, 'dueAt')
  if (due !== null && due < from) throw new DomainError('TIME_INVALID', 'dueAt lies before start', { path: 'dueAt' })
  const work = workCalendar(calendar)
  const { zone } = work
  const today = zone.epochDayAt(at)
  // A part that ends at midnight is due on the day that it ends.
  const dueDay = due === null ? null : zone.epochDayAt(Math.max(from, due - 1))
  const first = zone.epochDayAt(from)
  const last = Math.max(dueDay ?? first, today, first)
  const merged = mergePauses(pauses, from)

  const cells: DayCell[] = []
  for (let epochDay = first; epochDay <= last; epochDay += 1) {
    const day = work.day(epochDay)
    const cell = cellOf(day, today, dueDay, merged)
    const before = cells.at(-1)
    if (before && before.span === 'off' && cell.span === 'off') join(before, cell)
    else cells.push(cell)
  }
  return cells.length > MAX_DAY_CELLS ? weeks(work, first, last, today, dueDay, merged) : cells
}

function cellOf(day: Day, today: number, dueDay: number | null, pauses: readonly Span[]): DayCell {
  const off = day.segments.length === 0
  return {
    span: off ? 'off' : 'day',
    from: day.date,
    to: day.date,
    state: off ? 'off' : stateOf(day, today, dueDay, pauses),
    days: 1,
    isNow: day.epochDay === today,
    isDue: day.epochDay === dueDay,
    names: off && day.listed?.name !== undefined ? [day.listed.name] : [],
  }
}

function stateOf(day: Day, today: number, dueDay: number | null, pauses: readonly Span[]): CellState {
  if (dueDay !== null && day.epochDay > dueDay) return 'late'
  if (isPaused(day, pauses) && day.epochDay <= today) return 'paused'
  if (day.epochDay === today) return 'half'
  return day.epochDay < today ? 'used' : 'left'
}

function isPaused(day: Day, pauses: readonly Span[]): boolean {
  let worked = 0
  let paused = 0
  for (const segment of day.segments) {
    worked += segment.to - segment.from
    for (const pause of pauses) paused += Math.max(0, Math.min(segment.to, pause.to) - Math.max(segment.from, pause.from))
  }
  return paused * 2 >= worked
}

function join(into: DayCell, cell: DayCell): void {
  into.to = cell.to
  into.days += cell.days
  into.isNow ||= cell.isNow
  into.isDue ||= cell.isDue
  for (const name of cell.names) if (!into.names.includes(name)) into.names.push(name)
}

function weeks(
  work: WorkCalendar,
  first: number,
  last: number,
  today: number,
  dueDay: number | null,
  pauses: readonly Span[],
): DayCell[] {
  const cells: DayCell[] = []
  for (let monday = first - (weekdayOf(first) - 1); monday <= last; monday += 7) {
    const begin = Math.max(monday, first)
    const end = Math.min(monday + 6, last)
    const days = Array.from({ length: end - begin + 1 }, (_, index) => cellOf(work.day(begin + index), today, dueDay, pauses))
    const week: DayCell = {
      span: 'week',
      from: dateOf(begin),
      to: dateOf(end),
      state: weekState(days.filter(({ span }) => span === 'day').map(({ state }) => state)),
      days: 0,
      isNow: false,
      isDue: false,
      names: [],
    }
    for (const day of days) join(week, day)
    cells.push({ ...week, to: dateOf(end) })
  }
  return cells
}

/** Lateness is never hidden in a week; else today's week is the half-filled one, else what most days are. */
function weekState(states: readonly CellState[]): CellState {
  if (states.length === 0) return 'off'
  if (states.includes('late')) return 'late'
  if (states.includes('half') || (states.includes('used') && states.includes('left'))) return 'half'
  const paused = states.filter((state) => state === 'paused').length
  if (paused * 2 >= states.length) return 'paused'
  return states.includes('used') ? 'used' : states.includes('paused') ? 'paused' : 'left'
}
