import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'

/** Walking a calendar costs a step a day; nobody plans four centuries, and an endless calendar must not hang a request. */
const MAX_CALENDAR_DAYS = 400 * 366
const MAX_DATES = 20_000
const MAX_WEEKS = 200
export const MAX_PAUSES = 10_000

export const instantSchema = z.iso.datetime({ error: 'time.instant' })
export const civilDateSchema = z.iso.date({ error: 'time.date' })

const clockTimeSchema = z.string().regex(/^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/, { error: 'time.clock' })

export const toMinutes = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5))

const MOST_PARTS = 12

/** Parts of one day in order, `[from, to)` each, none overlapping another. */
const partsSchema = z
  .array(z.tuple([clockTimeSchema, clockTimeSchema]))
  .max(MOST_PARTS)
  .superRefine((parts, issues) => {
    for (const [index, [from, to]] of parts.entries()) {
      const previous = parts[index - 1]
      if (toMinutes(from) >= toMinutes(to)) issues.addIssue({ code: 'custom', path: [index], message: 'calendar.partEmpty' })
      if (previous && toMinutes(previous[1]) > toMinutes(from))
        issues.addIssue({ code: 'custom', path: [index], message: 'calendar.partsOverlap' })
    }
  })

const weekdaySchema = z.enum(['1', '2', '3', '4', '5', '6', '7'])

export const calendarDateSchema = z.object({
  date: civilDateSchema,
  kind: z.enum(['HOLIDAY', 'SUBSTITUTE', 'SWAP_OFF', 'SWAP_WORK']),
  name: z.string().optional(),
  parts: partsSchema.optional(),
  countsAsDay: z.boolean().optional(),
  scope: z.string().optional(),
  basis: z.string(),
  verified: z.boolean().optional(),
  /** Where it was read, or how it was reckoned. */
  source: z.string().optional(),
})

function isTimeZone(timeZone: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(timeZone)
    return true
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}

const weekHoursSchema = z.object({
  week: z.record(weekdaySchema, partsSchema),
  weekCountsAsDay: z.array(weekdaySchema).max(7),
})

/** CONTRACT: one agency's calendar, already resolved by scope: a date stands in it once. */
export const calendarSchema = z
  .object({
    timeZone: z.string().refine(isTimeZone, { error: 'calendar.timeZoneUnknown' }),
    ...weekHoursSchema.shape,
    /** Office hours that hold from a day on, the earliest first; `week` holds before. */
    laterWeeks: z
      .array(weekHoursSchema.extend({ validFrom: civilDateSchema }))
      .max(MAX_WEEKS)
      .optional(),
    dates: z.array(calendarDateSchema).max(MAX_DATES),
    dayMinutes: z.int().min(1).max(1440),
    knownFrom: civilDateSchema,
    knownTo: civilDateSchema,
  })
  .superRefine((calendar, issues) => {
    const days = (Date.parse(calendar.knownTo) - Date.parse(calendar.knownFrom)) / 86_400_000
    if (days < 0) issues.addIssue({ code: 'custom', path: ['knownTo'], message: 'calendar.endBeforeStart' })
    if (days > MAX_CALENDAR_DAYS) issues.addIssue({ code: 'custom', path: ['knownTo'], message: 'calendar.tooLong' })
    const seen = new Set<string>()
    for (const [index, { date }] of calendar.dates.entries()) {
      if (seen.has(date)) issues.addIssue({ code: 'custom', path: ['dates', index, 'date'], message: 'calendar.dateTwice' })
      seen.add(date)
    }
    for (const [index, { validFrom }] of (calendar.laterWeeks ?? []).entries())
      if (index > 0 && validFrom <= (calendar.laterWeeks?.[index - 1]?.validFrom ?? ''))
        issues.addIssue({ code: 'custom', path: ['laterWeeks', index, 'validFrom'], message: 'calendar.weeksInOrder' })
  })

/** Ten years in each unit: more is a typing error, not a limit. */
const MAX_AMOUNT = { workingDay: 3_660, workingHour: 29_280, calendarDay: 3_660, sameDay: 3_660 } as const

export const limitSchema = z
  .object({
    unit: z.enum(['workingDay', 'workingHour', 'calendarDay', 'sameDay']),
    /** Fractions of a working day or hour must come out as whole minutes; `sameDay` needs no amount and ignores it. */
    amount: z.number().positive().optional(),
    /** `sameDay` only: received later, it is due on the next day that counts. */
    cutOff: clockTimeSchema.optional(),
    /** `workingDay` only: received later, the first day is the next one that counts. */
    nextDayAfter: clockTimeSchema.optional(),
    end: z.enum(['arrivalTime', 'endOfDay']).default('arrivalTime'),
  })
  .superRefine((limit, issues) => {
    if (limit.nextDayAfter !== undefined && limit.unit !== 'workingDay')
      issues.addIssue({ code: 'custom', path: ['nextDayAfter'], message: 'limit.nextDayAfter' })
    if (limit.amount === undefined) {
      if (limit.unit !== 'sameDay') issues.addIssue({ code: 'custom', path: ['amount'], message: 'limit.amountMissing' })
      return
    }
    if (limit.amount > MAX_AMOUNT[limit.unit]) issues.addIssue({ code: 'custom', path: ['amount'], message: 'limit.tooLong' })
    if ((limit.unit === 'calendarDay' || limit.unit === 'sameDay') && !Number.isInteger(limit.amount))
      issues.addIssue({ code: 'custom', path: ['amount'], message: 'limit.wholeDays' })
  })
  .transform((limit) => ({ ...limit, amount: limit.amount ?? 1 }))

export const pauseSchema = z
  .object({
    from: instantSchema,
    to: instantSchema.nullable(),
    /** Why, on which basis, and who agreed: told in the explanation, never reckoned with. */
    reason: z.string().optional(),
    basis: z.string().optional(),
    approver: z.string().optional(),
  })
  .refine((pause) => pause.to === null || Date.parse(pause.to) >= Date.parse(pause.from), {
    path: ['to'],
    error: 'pause.endBeforeStart',
  })
export const pausesSchema = z.array(pauseSchema).max(MAX_PAUSES)

export type Calendar = z.infer<typeof calendarSchema>
export type CalendarDate = z.infer<typeof calendarDateSchema>
export type Limit = z.infer<typeof limitSchema>
export type LimitInput = z.input<typeof limitSchema>
export type Pause = z.infer<typeof pauseSchema>

/** The JSON lines of the command-line tools; the parts are parsed by `due` and `elapsed`, which name the faulty path. */
export const dueInput = z.object({
  start: instantSchema,
  limit: limitSchema,
  calendar: calendarSchema,
  pauses: pausesSchema.default([]),
})
export const addInput = z.object({
  start: instantSchema,
  minutes: z.int({ error: 'limit.minutes' }).min(0, { error: 'limit.minutes' }),
  calendar: calendarSchema,
  pauses: pausesSchema.default([]),
  days: z.boolean().optional(),
})
export const normaliseInput = z.object({
  at: instantSchema,
  calendar: calendarSchema,
  pauses: pausesSchema.default([]),
  days: z.boolean().optional(),
})
export const elapsedInput = z.object({
  from: instantSchema,
  to: instantSchema,
  calendar: calendarSchema,
  pauses: pausesSchema.default([]),
  days: z.boolean().optional(),
})
