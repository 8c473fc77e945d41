import { type Measure, timeOf } from '#server/tools/measure.ts'
import { vietnam } from '#workflows/working-time/calendars/vietnam.ts'
import { due } from '#workflows/working-time/due.ts'
import { minuteModel, minuteTable } from '#workflows/working-time/minute-model.test-support.ts'
import { proposeYear } from '#workflows/working-time/propose-year.ts'
import type { Calendar, Limit, Pause } from '#workflows/working-time/working-time.schema.ts'

const DAY = 86_400_000
const tenDays: Limit = { unit: 'workingDay', amount: 10, end: 'arrivalTime' }
const onePause: Pause[] = [{ from: '2026-03-09T02:00:00.000Z', to: '2026-03-11T08:30:00.000Z' }]
const starts = Array.from({ length: 200 }, (_, index) =>
  new Date(Date.parse('2026-01-05T02:00:00Z') + index * 1.7 * DAY).toISOString(),
)
const inMarch = Array.from({ length: 20 }, (_, index) =>
  new Date(Date.parse('2026-03-02T00:20:00Z') + index * 7 * 3_600_000).toISOString(),
)

/** Seventeen years, as the generator proposes them. */
const years = Array.from({ length: 17 }, (_, index) => 2024 + index)
const longCalendar: Calendar = {
  ...vietnam,
  dates: years.flatMap((year) => proposeYear(year).dates),
  knownTo: `${years.at(-1)}-12-31`,
}
const longStarts = starts.slice(0, 20)
const everyAsk = (limit: Limit, calendar: Calendar, pauses: Pause[], from: readonly string[]) => () => {
  for (const start of from) due(start, limit, calendar, pauses)
}

/** Pauses of an hour, each working day one. */
const pauses = (count: number): Pause[] =>
  Array.from({ length: count }, (_, index) => {
    const from = Date.parse('2026-01-05T03:00:00Z') + index * DAY
    return { from: new Date(from).toISOString(), to: new Date(from + 3_600_000).toISOString() }
  })

const perCall = (work: () => void, quick: boolean) => {
  work()
  return timeOf(work, { ms: quick ? 300 : 2_000 })
}

export const measures: Measure[] = [
  {
    id: 'W1',
    title: 'due dates a second on one core: ten working days, no pause',
    unit: 'due/s',
    floor: 100_000,
    run: ({ quick }) => (1_000 * starts.length) / perCall(everyAsk(tenDays, vietnam, [], starts), quick),
  },
  {
    id: 'W2',
    title: 'the same with a pause',
    unit: 'due/s',
    floor: 100_000,
    run: ({ quick }) => (1_000 * starts.length) / perCall(everyAsk(tenDays, vietnam, onePause, starts), quick),
  },
  {
    id: 'W3',
    title: 'times faster than the model that looks at every minute',
    unit: 'x',
    floor: 100,
    run: ({ quick }) => {
      const table = minuteTable(vietnam.timeZone, '2026-03-02', 60)
      const slow = perCall(() => {
        const model = minuteModel(table, vietnam, onePause)
        for (const start of inMarch) model.due(start, tenDays)
      }, quick)
      return slow / perCall(everyAsk(tenDays, vietnam, onePause, inMarch), quick)
    },
  },
  {
    id: 'W4',
    title: 'ten times the pauses cost so many times the time (linear is 10)',
    unit: 'x',
    ceiling: 15,
    run: ({ quick }) => {
      const limit: Limit = { ...tenDays, amount: 1_200 }
      const from = longStarts.slice(0, 1)
      return (
        perCall(everyAsk(limit, longCalendar, pauses(1_000), from), quick) /
        perCall(everyAsk(limit, longCalendar, pauses(100), from), quick)
      )
    },
  },
  {
    id: 'W5',
    title: 'ten years cost so many times the time of ten days',
    unit: 'x',
    ceiling: 2,
    run: ({ quick }) =>
      perCall(everyAsk({ ...tenDays, amount: 2_480 }, longCalendar, [], longStarts), quick) /
      perCall(everyAsk(tenDays, longCalendar, [], longStarts), quick),
  },
]
