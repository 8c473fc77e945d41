import fc from 'fast-check'
import type { Calendar, Limit, Pause } from './working-time.schema.ts'

/** Weeks with a change of the clock by an hour (at night and at midnight) and by half an hour, and one zone without any. */
export const WINDOWS = [
  { timeZone: 'Asia/Ho_Chi_Minh', first: '2026-04-13' },
  { timeZone: 'Europe/Berlin', first: '2026-03-23' },
  { timeZone: 'America/New_York', first: '2026-10-26' },
  { timeZone: 'America/Havana', first: '2026-03-02' },
  { timeZone: 'Australia/Lord_Howe', first: '2026-03-30' },
] as const
export const WINDOW_DAYS = 35

const DAY = 86_400_000
const dateAfter = (first: string, days: number) => new Date(Date.parse(first) + days * DAY).toISOString().slice(0, 10)
const clock = (minutes: number) => `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

const parts = fc
  .uniqueArray(
    fc.oneof(
      fc.integer({ min: 0, max: 96 }).map((quarter) => quarter * 15),
      fc.integer({ min: 0, max: 1440 }),
    ),
    { maxLength: 6 },
  )
  .map((times) => {
    const sorted = times.toSorted((a, b) => a - b)
    const pairs: [string, string][] = []
    for (let index = 0; index + 1 < sorted.length; index += 2)
      pairs.push([clock(sorted[index] ?? 0), clock(sorted[index + 1] ?? 0)])
    return pairs
  })
const officeHours = fc.constant<[string, string][]>([
  ['07:00', '11:30'],
  ['13:30', '17:00'],
])
const someParts = fc.oneof(
  { weight: 2, arbitrary: officeHours },
  { weight: 2, arbitrary: parts },
  { weight: 1, arbitrary: fc.constant<[string, string][]>([]) },
)

const weekHours = {
  week: fc.record({
    '1': someParts,
    '2': someParts,
    '3': someParts,
    '4': someParts,
    '5': someParts,
    '6': someParts,
    '7': someParts,
  }),
  weekCountsAsDay: fc.subarray(['1', '2', '3', '4', '5', '6', '7'] as const),
}

/** Mostly none: then the same hours hold all the time. */
const laterWeeks = (first: string) =>
  fc
    .uniqueArray(
      fc.record({ validFrom: fc.integer({ min: 0, max: WINDOW_DAYS - 1 }).map((days) => dateAfter(first, days)), ...weekHours }),
      { selector: ({ validFrom }) => validFrom, maxLength: 2, size: 'small' },
    )
    .map((weeks) => weeks.toSorted((a, b) => (a.validFrom < b.validFrom ? -1 : 1)))

const calendarIn = (timeZone: string, first: string): fc.Arbitrary<Calendar> =>
  fc.record({
    timeZone: fc.constant(timeZone),
    ...weekHours,
    laterWeeks: laterWeeks(first),
    dates: fc.uniqueArray(
      fc.record(
        {
          date: fc.integer({ min: 0, max: WINDOW_DAYS - 1 }).map((days) => dateAfter(first, days)),
          kind: fc.constantFrom('HOLIDAY', 'SUBSTITUTE', 'SWAP_OFF', 'SWAP_WORK'),
          parts: someParts,
          countsAsDay: fc.boolean(),
          basis: fc.constant('test'),
        },
        { requiredKeys: ['date', 'kind', 'basis'] },
      ),
      { selector: ({ date }) => date, maxLength: 8 },
    ),
    dayMinutes: fc.integer({ min: 1, max: 700 }),
    knownFrom: fc.constant(first),
    knownTo: fc.constant(dateAfter(first, WINDOW_DAYS - 1)),
  })

const instantIn = (first: string, days: number): fc.Arbitrary<string> =>
  fc.integer({ min: 1440, max: days * 1440 }).map((minutes) => new Date(Date.parse(first) + minutes * 60_000).toISOString())

const end = fc.constantFrom('arrivalTime' as const, 'endOfDay' as const)
const limits: fc.Arbitrary<Limit> = fc.oneof(
  fc.record({ unit: fc.constantFrom('workingDay', 'workingHour', 'calendarDay'), amount: fc.integer({ min: 1, max: 12 }), end }),
  fc.record({
    unit: fc.constant('sameDay' as const),
    amount: fc.constant(1),
    end,
    cutOff: fc.option(fc.integer({ min: 0, max: 1440 }).map(clock), { nil: undefined }),
  }),
)

const pausesIn = (first: string): fc.Arbitrary<Pause[]> =>
  fc.array(
    fc
      .record({
        from: instantIn(first, WINDOW_DAYS - 3),
        minutes: fc.oneof(fc.integer({ min: 0, max: 600 }), fc.integer({ min: 0, max: 8_000 })),
        open: fc.integer({ min: 0, max: 14 }),
      })
      .map(({ from, minutes, open }) => ({
        from,
        to: open === 0 ? null : new Date(Date.parse(from) + minutes * 60_000).toISOString(),
      })),
    { maxLength: 4 },
  )

/** A whole question: where, when, how long, with which pauses. */
export const questions = fc.constantFrom(...WINDOWS).chain(({ timeZone, first }) =>
  fc.record({
    first: fc.constant(first),
    calendar: calendarIn(timeZone, first),
    start: instantIn(first, 14),
    limit: limits,
    pauses: pausesIn(first),
  }),
)
