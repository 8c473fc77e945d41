import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DomainError } from '../domain-error.ts'
import { questions, WINDOW_DAYS } from './arbitraries.test-support.ts'
import { add, countingStart, elapsed, normalise } from './count.ts'
import { due } from './due.ts'
import { minuteModel, minuteTable } from './minute-model.test-support.ts'
import type { Calendar, Limit, Pause } from './working-time.schema.ts'

const runs = (numRuns: number) => ({ numRuns, seed: 20_261_123 })
/** Once in full; a tenth of it where the suite runs a second time for the sake of another zone of the machine. */
const CASES = new Date(0).getTimezoneOffset() === 480 ? 2_000 : 20_000
const withoutOpen = (pauses: readonly Pause[]) => pauses.filter(({ to }) => to !== null)

/** The year that nobody knows is an answer too; every other error fails the test. */
function orUnknown<Answer>(ask: () => Answer): Answer | 'CALENDAR_UNKNOWN' {
  try {
    return ask()
  } catch (error) {
    if (error instanceof DomainError && error.code === 'CALENDAR_UNKNOWN') return 'CALENDAR_UNKNOWN'
    throw error
  }
}

describe('against a model that looks at every minute', () => {
  it('finds the same due dates', { timeout: 300_000 }, () => {
    fc.assert(
      fc.property(questions, ({ first, calendar, start, limit, pauses }) => {
        const model = minuteModel(minuteTable(calendar.timeZone, first, WINDOW_DAYS), calendar, pauses)
        const answer = orUnknown(() => ({ dueAt: due(start, limit, calendar, pauses).dueAt }))
        expect(answer).toEqual(model.due(start, limit))
      }),
      runs(CASES),
    )
  })

  it('counts the same minutes', { timeout: 120_000 }, () => {
    fc.assert(
      fc.property(
        questions,
        fc.integer({ min: 0, max: 20_000 }),
        fc.boolean(),
        ({ first, calendar, start, pauses }, minutes, days) => {
          const to = new Date(Date.parse(start) + minutes * 60_000).toISOString()
          const model = minuteModel(minuteTable(calendar.timeZone, first, WINDOW_DAYS), calendar, pauses)
          expect(elapsed(start, to, calendar, pauses, { days })).toBe(model.elapsed(start, to, days))
        },
      ),
      runs(1_000),
    )
  })
})

describe('laws', () => {
  const minutes = fc.integer({ min: 1, max: 3_000 })

  it('elapsed(s, add(s, d)) = d, also with seconds in the start', () => {
    fc.assert(
      fc.property(
        questions,
        minutes,
        fc.integer({ min: 0, max: 59_999 }),
        fc.boolean(),
        ({ calendar, start, pauses }, d, ms, days) => {
          const from = new Date(Date.parse(start) + ms).toISOString()
          const at = orUnknown(() => add(from, d, calendar, pauses, { days }))
          if (at === null || at === 'CALENDAR_UNKNOWN') return
          expect(elapsed(from, at, calendar, pauses, { days })).toBe(d)
        },
      ),
      runs(1_500),
    )
  })

  it('add(s, elapsed(s, t)) = normalise(t)', () => {
    fc.assert(
      fc.property(questions, fc.integer({ min: 1, max: 20_000 }), fc.boolean(), ({ calendar, start, pauses }, later, days) => {
        const to = new Date(Date.parse(start) + later * 60_000).toISOString()
        const counted = elapsed(start, to, calendar, pauses, { days })
        if (counted === 0) return
        expect(add(start, counted, calendar, pauses, { days })).toBe(normalise(to, calendar, pauses, { days }))
      }),
      runs(1_500),
    )
  })

  it('who comes later is not due earlier', () => {
    fc.assert(
      fc.property(questions, fc.integer({ min: 1, max: 5_000 }), ({ calendar, start, limit, pauses }, later) => {
        const next = new Date(Date.parse(start) + later * 60_000).toISOString()
        const early = orUnknown(() => dueMs(start, limit, calendar, pauses))
        const late = orUnknown(() => dueMs(next, limit, calendar, pauses))
        if (typeof early !== 'number' || typeof late !== 'number') return
        // A pause that has begun before the later start is shorter for it: order is promised for equal pauses only. A calendar-day
        // limit that ends on a day off keeps its clock time on the next day, so order is not promised there.
        const shared = pauses.every(({ from }) => Date.parse(from) >= Date.parse(next))
        if (shared && limit.unit !== 'calendarDay') expect(late).toBeGreaterThanOrEqual(early)
      }),
      runs(1_000),
    )
  })

  it('time outside the parts never counts', () => {
    fc.assert(
      fc.property(questions, fc.boolean(), ({ calendar, start, pauses }, days) => {
        const begin = orUnknown(() => countingStart(start, calendar, pauses, { days }))
        if (begin !== null && begin !== 'CALENDAR_UNKNOWN') expect(elapsed(start, begin, calendar, pauses, { days })).toBe(0)
        const end = orUnknown(() => normalise(start, calendar, [], { days }))
        if (end !== 'CALENDAR_UNKNOWN') expect(elapsed(end, start, calendar, [], { days })).toBe(0)
      }),
      runs(1_500),
    )
  })

  it('a date and its explanation come by two ways and agree', () => {
    fc.assert(
      fc.property(questions, ({ calendar, start, limit, pauses }) => {
        const answer = orUnknown(() => due(start, limit, calendar, pauses))
        if (answer === 'CALENDAR_UNKNOWN') return
        const { dueAt, remainingMinutes } = answer
        expect(answer.lines.at(-1)).toEqual({ kind: 'result', at: dueAt, ...(dueAt === null ? { remainingMinutes } : {}) })
      }),
      runs(2_000),
    )
  })

  it('a pause told in two pieces changes nothing', () => {
    fc.assert(
      fc.property(questions, fc.double({ min: 0, max: 1, noNaN: true }), ({ calendar, start, limit, pauses }, share) => {
        const split = pauses.flatMap((pause): Pause[] => {
          if (pause.to === null) return [pause]
          const middle = new Date(
            Math.round(Date.parse(pause.from) + share * (Date.parse(pause.to) - Date.parse(pause.from))),
          ).toISOString()
          return [
            { from: middle, to: pause.to },
            { from: pause.from, to: middle },
          ]
        })
        expect(orUnknown(() => due(start, limit, calendar, split).dueAt)).toEqual(
          orUnknown(() => due(start, limit, calendar, pauses).dueAt),
        )
      }),
      runs(1_000),
    )
  })

  it('the lines add up to the date', () => {
    fc.assert(
      fc.property(questions, fc.integer({ min: 0, max: 59_999 }), ({ calendar, start, limit, pauses }, ms) => {
        // The budget of a same-day limit is rounded when told, so only there whole minutes are needed.
        const from = new Date(Date.parse(start) + (limit.unit === 'sameDay' ? 0 : ms)).toISOString()
        const answer = orUnknown(() => due(from, { ...limit, end: 'arrivalTime' }, calendar, withoutOpen(pauses)))
        if (answer === 'CALENDAR_UNKNOWN' || limit.unit === 'calendarDay') return
        const dueAt = answer.dueAt ?? ''
        let counted = 0
        let paused = 0
        let budget = 0
        for (const line of answer.lines) {
          if (line.kind === 'counted') counted += line.minutes
          if (line.kind === 'pause') paused += line.minutes
          if (line.kind === 'limit') budget = line.minutes ?? 0
        }
        const days = limit.unit === 'workingDay'
        expect(elapsed(from, dueAt, calendar, [], { days })).toBe(budget + paused)
        if (limit.unit !== 'sameDay') expect(counted).toBe(budget)
        expect(answer.lines.at(-1)).toEqual({ kind: 'result', at: dueAt })
      }),
      runs(1_500),
    )
  })

  it('the lines of pauses name every reason of a pause after the start, once, and add up as without reasons', () => {
    fc.assert(
      fc.property(questions, ({ calendar, start, limit, pauses }) => {
        const named = pauses.map((pause, n) => ({ ...pause, reason: `R${n}`, basis: `B${n}`, approver: `A${n}` }))
        const [told, plain] = [named, pauses].map((each) => orUnknown(() => due(start, limit, calendar, each)))
        if (!told || !plain || told === 'CALENDAR_UNKNOWN' || plain === 'CALENDAR_UNKNOWN') {
          expect(told).toEqual(plain)
          return
        }
        const causes = told.lines.flatMap((line) => (line.kind === 'pause' ? (line.causes ?? []) : []))
        const lasting = told.lines.flatMap((line) => (line.kind === 'pause' ? [line] : []))
        const meant = named.filter(({ from, to }) =>
          lasting.some(
            (line) => (to === null || (to > from && to > line.from)) && from < (line.to ?? '9') && (to === null || to > start),
          ),
        )
        expect(causes.map(({ reason }) => reason).sort()).toEqual(meant.map(({ reason }) => reason).sort())
        for (const { reason, basis, approver } of causes)
          expect([basis, approver]).toEqual([`B${reason?.slice(1)}`, `A${reason?.slice(1)}`])
        expect(told.lines.map((line) => (line.kind === 'pause' ? { ...line, causes: undefined } : line))).toEqual(
          plain.lines.map((line) => (line.kind === 'pause' ? { ...line, causes: undefined } : line)),
        )
      }),
      runs(1_000),
    )
  })

  it('the lines of calendar days add up on the clock', () => {
    fc.assert(
      fc.property(questions, ({ calendar, start, pauses }) => {
        const limit: Limit = { unit: 'calendarDay', amount: 5, end: 'arrivalTime' }
        const inVietnam: Calendar = { ...calendar, timeZone: 'Asia/Ho_Chi_Minh' }
        const answer = orUnknown(() => due(start, limit, inVietnam, withoutOpen(pauses)))
        if (answer === 'CALENDAR_UNKNOWN') return
        let ms = Date.parse(start) + 5 * 86_400_000
        for (const line of answer.lines) {
          if (line.kind === 'pause') ms += line.minutes * 60_000
          if (line.kind === 'rolled') ms += Date.parse(line.to) - Date.parse(line.from)
        }
        expect(answer.dueAt).toBe(new Date(ms).toISOString())
      }),
      runs(1_000),
    )
  })
})

function dueMs(start: string, limit: Limit, calendar: Calendar, pauses: readonly Pause[]): number | null {
  const { dueAt } = due(start, limit, calendar, pauses)
  return dueAt === null ? null : Date.parse(dueAt)
}
