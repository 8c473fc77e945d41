import type { ProcedureDefinition } from '../procedure/definition.ts'
import { sampleDefinition } from '../procedure/sample.test-support.ts'
import { vietnam } from '../working-time/calendars/vietnam.ts'
import type { Calendar } from '../working-time/working-time.schema.ts'

/** Open day and night: what the formulas of queueing theory are about. */
const allDay: [string, string][] = [['00:00', '24:00']]
export const withoutBreaks: Calendar = {
  ...vietnam,
  week: { '1': allDay, '2': allDay, '3': allDay, '4': allDay, '5': allDay, '6': allDay, '7': allDay },
  weekCountsAsDay: ['1', '2', '3', '4', '5', '6', '7'],
  dates: [],
  dayMinutes: 1440,
  knownFrom: '2020-01-01',
  knownTo: '2039-12-31',
}

export const officers = { role: 'officer', unitKind: 'justice' } as const
export const heads = { role: 'head', unitKind: 'justice' } as const
export const people = (count: number, who: typeof officers | typeof heads = officers) => ({ ...who, people: count })

const step = (id: string, outcomes: object[], more: object = {}) => ({
  id,
  kind: 'review',
  nameVi: `Bước ${id}`,
  publicVi: 'Đang xử lý',
  performer: officers,
  limit: null,
  outcomes,
  source: 'thiết kế',
  ...more,
})
const on = (id: string, to: string, more: object = {}) => ({ id, labelVi: id, to, ...more })

export const shapes = { step, on }

/** A version of these steps; the first one begins. */
export const versionOf = (steps: { id: string }[], more: object = {}): ProcedureDefinition =>
  sampleDefinition({ start: steps[0]?.id, steps, fees: [], ...more })

/** One step that one pool does. */
export const oneStep = (more: object = {}) => versionOf([step('work', [on('done', 'end')])], more)

export const fixed = (minutes: number) => ({ type: 'fixed', minutes }) as const
export const exponential = (mean: number) => ({ type: 'exponential', mean }) as const
/** Hanoi keeps seven hours ahead of the instants in the tests. */
export const hanoi = (text: string) => new Date(`${text}:00+07:00`).toISOString()
export const listed = (...times: string[]) => ({ type: 'list' as const, instants: times.map(hanoi) })
