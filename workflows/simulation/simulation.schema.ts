import { z } from 'zod'
import { idSchema, roleSchema, unitKindSchema } from '../procedure/performer.ts'
import { instantSchema } from '../working-time/working-time.schema.ts'

/** Ten years of working minutes: more is a typing error. */
const MAX_MINUTES = 3_660 * 480
const MAX_LISTED = 200_000

const time = z
  .number({ error: 'simulation.time' })
  .min(0, { error: 'simulation.time' })
  .max(MAX_MINUTES, { error: 'simulation.time' })
const mean = time.refine((minutes) => minutes > 0, { error: 'simulation.time' })

/** How long something takes, in minutes. */
export const distributionSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('fixed'), minutes: time }),
  z.object({ type: z.literal('exponential'), mean }),
  z
    .object({ type: z.literal('triangular'), low: time, mode: time, high: time })
    .refine(({ low, mode, high }) => low <= mode && mode <= high, { path: ['mode'], error: 'simulation.triangle' }),
  /** Mean and standard deviation of the time itself, not of its logarithm. */
  z.object({ type: z.literal('lognormal'), mean, deviation: time }),
])
export type Distribution = z.infer<typeof distributionSchema>

/** A time in which nobody here works: others do, or the law makes it wait. Their office keeps our hours unless the calendar's days run. */
const waitSchema = z.union([
  z.object({ time: distributionSchema, clock: z.enum(['working', 'calendar']).default('working') }),
  /** Until the step's own limit has passed: a notice hangs exactly as long as it has to. */
  z.object({ until: z.literal('limit') }),
])
export type Wait = z.infer<typeof waitSchema>

const probability = z
  .number({ error: 'simulation.share' })
  .min(0, { error: 'simulation.share' })
  .max(1, { error: 'simulation.share' })
const weights = z.record(
  idSchema,
  z.number({ error: 'simulation.share' }).min(0, { error: 'simulation.share' }).max(1_000_000, { error: 'simulation.share' }),
)

const askedSchema = z.object({
  /** Until the answer comes. */
  answer: distributionSchema,
  /** How often no answer ever comes. */
  silent: probability.default(0),
  /** How often this member is asked at all. */
  asked: probability.default(1),
})
export type Asked = z.infer<typeof askedSchema>

export const arrivalsSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('poisson'),
    from: instantSchema,
    /** For so many working days of counted time. */
    workingDays: z
      .int({ error: 'simulation.days' })
      .min(1, { error: 'simulation.days' })
      .max(5_000, { error: 'simulation.days' }),
    perWorkingHour: z
      .number({ error: 'simulation.rate' })
      .positive({ error: 'simulation.rate' })
      .max(10_000, { error: 'simulation.rate' }),
  }),
  z.object({
    type: z.literal('list'),
    instants: z.array(instantSchema).min(1, { error: 'simulation.noArrivals' }).max(MAX_LISTED, { error: 'simulation.tooMany' }),
  }),
])
export type Arrivals = z.input<typeof arrivalsSchema>

export const staffSchema = z
  .array(
    z.object({
      role: roleSchema,
      unitKind: unitKindSchema,
      /** A named office of its own (`H24.05`); absent: the office that decides, or the one that took the papers in. */
      agency: z.string().max(40).optional(),
      people: z
        .int({ error: 'simulation.people' })
        .min(1, { error: 'simulation.people' })
        .max(1_000, { error: 'simulation.people' }),
    }),
  )
  .max(200)
export type Staff = z.input<typeof staffSchema>
export type StaffRows = z.infer<typeof staffSchema>

const stepSchema = z.object({
  /** Hands on the work; null: nobody is occupied. */
  service: distributionSchema.nullable().optional(),
  /** Before the performer can begin; null: at once. */
  wait: waitSchema.nullable().optional(),
  /** Shares of the outcomes; those that are not named never happen. */
  outcomes: weights.optional(),
  /** By the member's id. */
  members: z.record(idSchema, askedSchema).optional(),
  /** Members whom the performer chooses: how many, and how each answers. */
  chosen: askedSchema.extend({ count: z.int().min(0).max(100) }).optional(),
})

export const assumptionsSchema = z.object({
  runs: z
    .int({ error: 'simulation.runs' })
    .min(1, { error: 'simulation.runs' })
    .max(100, { error: 'simulation.runs' })
    .default(10),
  /** Working days at the beginning that fill the office and are not counted. */
  warmUpDays: z.int().min(0).max(5_000).default(0),
  /** Checking at the desk before the legal clock begins; absent: dossiers are accepted as they come. */
  intake: distributionSchema.optional(),
  /** Shares of the cases; absent: every dossier is the ordinary (last) one. */
  cases: weights.optional(),
  steps: z.record(idSchema, stepSchema).default({}),
  /** How often a branch with a condition is entered, by block and branch. */
  branches: z.record(idSchema, z.record(idSchema, probability)).default({}),
  /** Passages of dossiers through steps in all runs together; more is refused. */
  maxVisits: z.int().min(1).max(50_000_000).default(20_000_000),
})
export type Assumptions = z.input<typeof assumptionsSchema>
export type KnownAssumptions = z.infer<typeof assumptionsSchema>

export const seedSchema = z
  .int({ error: 'simulation.seed' })
  .min(0, { error: 'simulation.seed' })
  .max(0xffff_ffff, { error: 'simulation.seed' })
