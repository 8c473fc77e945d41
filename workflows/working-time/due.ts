import { DomainError } from '../domain-error.ts'
import { type Day, type WorkCalendar, workCalendar } from './calendar.ts'
import { elapsedMs, floorMinutes, spend, walk } from './count.ts'
import { Explanation, type ExplanationLine } from './explanation.ts'
import { mergePauses, parseInstant, parseLimit, type Span, toInstant } from './parse.ts'
import { type Calendar, type Limit, type LimitInput, type Pause, toMinutes } from './working-time.schema.ts'
import { DAY_MS, MINUTE_MS } from './zone.ts'

export interface Due {
  /** Null while an open pause stops the clock: then `remainingMinutes` says what is left. */
  dueAt: string | null
  remainingMinutes?: number
  /** Made when somebody reads them: most dates are reckoned for lists and timers, where nobody asks why. */
  readonly lines: ExplanationLine[]
}

interface Question {
  start: number
  limit: Limit
  calendar: WorkCalendar
  pauses: Span[]
  /** As they were given, with their reasons. */
  given: readonly Pause[]
}
/** `at` is when the time is used up, `end` when it is due. */
type Reckoned = { at: number; end: number } | { remainingMinutes: number }
/** Reckons, and tells how when somebody listens. */
type Reckon = (question: Question, told?: Explanation) => Reckoned

const RECKON: Record<Limit['unit'], Reckon> = {
  workingDay: dueByWork,
  workingHour: dueByWork,
  calendarDay: dueByCalendar,
  sameDay: dueSameDay,
}

/** When it is due, and every line of the reckoning. Recomputed from the pauses each time, never moved by hand. */
export function due(start: string, limit: LimitInput, calendar: Calendar, pauses: readonly Pause[] = []): Due {
  const from = parseInstant(start, 'start')
  const question: Question = {
    start: from,
    limit: parseLimit(limit),
    calendar: workCalendar(calendar),
    pauses: mergePauses(pauses, from),
    given: pauses,
  }
  const reckon = RECKON[question.limit.unit]
  const reckoned = reckon(question)
  let told: ExplanationLine[] | null = null
  const tell = () => {
    told ??= linesOf(question, reckon)
    return told
  }
  return 'end' in reckoned
    ? {
        dueAt: toInstant(reckoned.end),
        get lines() {
          return tell()
        },
      }
    : {
        dueAt: null,
        remainingMinutes: reckoned.remainingMinutes,
        get lines() {
          return tell()
        },
      }
}

/** Why that date: every line of the reckoning. */
export const explain = (...question: Parameters<typeof due>): ExplanationLine[] => due(...question).lines

function linesOf(question: Question, reckon: Reckon): ExplanationLine[] {
  const told = new Explanation(question)
  const reckoned = reckon(question, told)
  return 'end' in reckoned ? told.due(reckoned.at, reckoned.end) : told.paused(reckoned.remainingMinutes)
}

function dueByWork(question: Question, told?: Explanation): Reckoned {
  const { limit, calendar, pauses } = question
  const days = limit.unit === 'workingDay'
  const minutes = budgetMinutes(limit, calendar.dayMinutes)
  const budgetMs = minutes * MINUTE_MS
  told?.limit(limit, minutes)
  const start = firstDay(question, told)
  const { at, usedMs } = told
    ? walk(calendar, { from: start, budgetMs, pauses, days, walker: told })
    : spend(calendar, start, budgetMs, pauses, days)
  if (at === null) return { remainingMinutes: minutes - floorMinutes(usedMs) }
  return { at, end: limit.end === 'endOfDay' ? endOfDay(dayEndingAt(calendar, at)) : at }
}

/** What comes late on a working day may begin with the next one (`nextDayAfter`). */
function firstDay({ start, limit, calendar }: Question, told?: Explanation): number {
  if (limit.nextDayAfter === undefined) return start
  const today = calendar.day(calendar.zone.epochDayAt(start))
  const timeOfDay = calendar.zone.civilAt(start) - today.epochDay * DAY_MS
  if (!today.counts || timeOfDay <= toMinutes(limit.nextDayAfter) * MINUTE_MS) return start
  const from = nextCountingDay(calendar, today, told).segments[0]?.from ?? start
  told?.shifted(from, 'afterCutOff', limit.nextDayAfter)
  return from
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

function dueByCalendar({ start, limit, calendar, pauses }: Question, told?: Explanation): Reckoned {
  const { zone } = calendar
  let civil = zone.civilAt(start) + limit.amount * DAY_MS
  told?.limit(limit, null, zone.instantAt(civil))
  for (const pause of pauses) {
    const pausedFrom = zone.civilAt(pause.from)
    if (pausedFrom >= civil) break
    if (pause.to === Number.POSITIVE_INFINITY) {
      told?.lostCivil(pause, 0)
      return { remainingMinutes: floorMinutes(civil - pausedFrom + MINUTE_MS - 1) }
    }
    const length = zone.civilAt(pause.to) - pausedFrom
    told?.lostCivil(pause, length)
    civil += length
  }
  const planned = civil
  let day = calendar.day(Math.floor(civil / DAY_MS))
  while (day.segments.length === 0) {
    told?.off(day)
    civil += DAY_MS
    day = calendar.day(day.epochDay + 1)
  }
  const at = zone.instantAt(civil)
  told?.rolled(zone.instantAt(planned), at)
  return { at, end: limit.end === 'endOfDay' ? endOfDay(day) : at }
}

function dueSameDay({ start, limit, calendar, pauses }: Question, told?: Explanation): Reckoned {
  const today = calendar.day(calendar.zone.epochDayAt(start))
  const timeOfDay = calendar.zone.civilAt(start) - today.epochDay * DAY_MS
  const inTime =
    today.counts &&
    // A result cannot be due before its dossier came, however late the cut-off is set.
    start <= endOfDay(today) &&
    (limit.cutOff === undefined || timeOfDay <= toMinutes(limit.cutOff) * MINUTE_MS)
  const day = inTime ? today : nextCountingDay(calendar, today, told)
  const planned = endOfDay(day)
  if (!inTime) told?.shifted(day.segments[0]?.from ?? planned, whyNextDay(today, start, limit), limit.cutOff)
  const budgetMs = elapsedMs(calendar, start, planned, [], {})
  told?.limit(limit, floorMinutes(budgetMs), planned)
  if (pauses.length === 0 || budgetMs === 0) return { at: planned, end: planned }
  const { at, usedMs } = told
    ? walk(calendar, { from: start, budgetMs, pauses, walker: told.pausesOnly(planned) })
    : spend(calendar, start, budgetMs, pauses)
  if (at === null) return { remainingMinutes: floorMinutes(budgetMs - usedMs + MINUTE_MS - 1) }
  return { at, end: at }
}

function nextCountingDay(calendar: WorkCalendar, today: Day, told?: Explanation): Day {
  if (!today.counts) told?.off(today)
  let day = calendar.day(today.epochDay + 1)
  while (!day.counts) {
    told?.off(day)
    day = calendar.day(day.epochDay + 1)
  }
  return day
}

function whyNextDay(today: Day, start: number, limit: Limit) {
  if (!today.counts) return 'dayOff'
  return limit.cutOff !== undefined && start <= endOfDay(today) ? 'afterCutOff' : 'afterHours'
}
