import { DomainError } from '../domain-error.ts'
import { type Day, type WorkCalendar, workCalendar } from './calendar.ts'
import { elapsedMs, floorMinutes, walk } from './count.ts'
import { Explanation, type ExplanationLine } from './explanation.ts'
import { mergePauses, parseInstant, parseLimit, type Span } from './parse.ts'
import { type Calendar, type Limit, type LimitInput, type Pause, toMinutes } from './working-time.schema.ts'
import { DAY_MS, MINUTE_MS } from './zone.ts'

export interface Due {
  /** Null while an open pause stops the clock: then `remainingMinutes` says what is left. */
  dueAt: string | null
  remainingMinutes?: number
  lines: ExplanationLine[]
}

interface Question {
  start: number
  limit: Limit
  calendar: WorkCalendar
  pauses: Span[]
}

/** When it is due, and every line of the reckoning. Recomputed from the pauses each time, never moved by hand. */
export function due(start: string, limit: LimitInput, calendar: Calendar, pauses: readonly Pause[] = []): Due {
  const from = parseInstant(start, 'start')
  const question: Question = {
    start: from,
    limit: parseLimit(limit),
    calendar: workCalendar(calendar),
    pauses: mergePauses(pauses, from),
  }
  switch (question.limit.unit) {
    case 'workingDay':
    case 'workingHour':
      return dueByWork(question)
    case 'calendarDay':
      return dueByCalendar(question)
    case 'sameDay':
      return dueSameDay(question)
  }
}

function dueByWork({ start, limit, calendar, pauses }: Question): Due {
  const days = limit.unit === 'workingDay'
  const minutes = budgetMinutes(limit, calendar.dayMinutes)
  const explanation = new Explanation(start, pauses, calendar)
  explanation.limit(limit, minutes)
  const { at, usedMs } = walk(calendar, { from: start, budgetMs: minutes * MINUTE_MS, pauses, days, walker: explanation })
  if (at === null) return explanation.paused(minutes - floorMinutes(usedMs))
  const end = limit.end === 'endOfDay' ? endOfDay(dayEndingAt(calendar, at)) : at
  return explanation.due(at, end)
}

function budgetMinutes({ unit, amount }: Limit, dayMinutes: number): number {
  const exact = amount * (unit === 'workingDay' ? dayMinutes : 60)
  const minutes = Math.round(exact)
  // Eighths of a day are exact in binary, tenths are not: allow for the rounding of the multiplication only.
  if (minutes < 1 || Math.abs(exact - minutes) > 1e-6)
    throw new DomainError('LIMIT_INVALID', `${amount} ${unit} is no whole number of minutes`, {
      path: 'limit.amount',
      reason: 'limit.wholeMinutes',
    })
  return minutes
}

/** A part may end at midnight; that instant belongs to the day that it ends. */
const dayEndingAt = (calendar: WorkCalendar, at: number): Day => calendar.day(calendar.zone.epochDayAt(at - 1))
const endOfDay = (day: Day): number => day.segments.at(-1)?.to ?? 0

function dueByCalendar({ start, limit, calendar, pauses }: Question): Due {
  const { zone } = calendar
  const explanation = new Explanation(start, pauses, calendar)
  let civil = zone.civilAt(start) + limit.amount * DAY_MS
  explanation.limit(limit, null, zone.instantAt(civil))
  for (const pause of pauses) {
    const pausedFrom = zone.civilAt(pause.from)
    if (pausedFrom >= civil) break
    if (pause.to === Number.POSITIVE_INFINITY) {
      explanation.lostCivil(pause, 0)
      return explanation.paused(floorMinutes(civil - pausedFrom + MINUTE_MS - 1))
    }
    const length = zone.civilAt(pause.to) - pausedFrom
    explanation.lostCivil(pause, length)
    civil += length
  }
  const planned = zone.instantAt(civil)
  let day = calendar.day(Math.floor(civil / DAY_MS))
  while (day.segments.length === 0) {
    explanation.off(day)
    civil += DAY_MS
    day = calendar.day(day.epochDay + 1)
  }
  const at = zone.instantAt(civil)
  explanation.rolled(planned, at)
  return explanation.due(at, limit.end === 'endOfDay' ? endOfDay(day) : at)
}

function dueSameDay({ start, limit, calendar, pauses }: Question): Due {
  const explanation = new Explanation(start, pauses, calendar)
  const today = calendar.day(calendar.zone.epochDayAt(start))
  const timeOfDay = calendar.zone.civilAt(start) - today.epochDay * DAY_MS
  const inTime =
    today.counts &&
    // A result cannot be due before its dossier came, however late the cut-off is set.
    start <= endOfDay(today) &&
    (limit.cutOff === undefined || timeOfDay <= toMinutes(limit.cutOff) * MINUTE_MS)
  const day = inTime ? today : nextCountingDay(calendar, today, explanation)
  const planned = endOfDay(day)
  if (!inTime) explanation.shifted(day.segments[0]?.from ?? planned, whyNextDay(today, start, limit), limit.cutOff)
  const budgetMs = elapsedMs(calendar, start, planned, [], {})
  explanation.limit(limit, floorMinutes(budgetMs), planned)
  if (pauses.length === 0 || budgetMs === 0) return explanation.due(planned)
  const { at, usedMs } = walk(calendar, { from: start, budgetMs, pauses, walker: explanation.pausesOnly(planned) })
  if (at === null) return explanation.paused(floorMinutes(budgetMs - usedMs + MINUTE_MS - 1))
  return explanation.due(at)
}

function nextCountingDay(calendar: WorkCalendar, today: Day, explanation: Explanation): Day {
  if (!today.counts) explanation.off(today)
  let day = calendar.day(today.epochDay + 1)
  while (!day.counts) {
    explanation.off(day)
    day = calendar.day(day.epochDay + 1)
  }
  return day
}

function whyNextDay(today: Day, start: number, limit: Limit) {
  if (!today.counts) return 'dayOff'
  return limit.cutOff !== undefined && start <= endOfDay(today) ? 'afterCutOff' : 'afterHours'
}
