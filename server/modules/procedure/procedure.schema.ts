import { z } from 'zod'
import { namedOf } from '../../bounded.schema.ts'

const CODE = /^\d\.\d{6}$/
export const procedureCodeSchema = z.string().regex(CODE, { error: 'procedure.codeShape' })
export const isProcedureCode = (text: string): boolean => CODE.test(text)

/** No authority gives out codes that begin with 9 (they begin with 1, 2 or 3); the migration of the versions knows this too. */
const GENERATED_CODE = /^9\./
/** Sample data, made by `procedures:generate`. */
export const isGenerated = (code: string): boolean => GENERATED_CODE.test(code)

export const getProcedureSchema = z.object({ code: procedureCodeSchema })

const choice = <const Value extends string>(values: readonly Value[]) => z.enum(values).optional().catch(undefined)
export const LEVELS = ['commune', 'province'] as const
export const ONLINE_LEVELS = ['full', 'partial', 'information'] as const
export const ROUTES = ['LOCAL', 'MINISTRY', 'NATIONAL'] as const

/** A filter that does not exist filters nothing: addresses are typed and kept for years. */
export const searchProceduresSchema = z.object({
  q: z.string().trim().max(200, { error: 'search.tooLong' }).default(''),
  /** A life event, by its id. */
  event: z.string().trim().max(100).optional(),
  field: z.string().trim().max(200).optional(),
  level: choice(LEVELS),
  online: choice(ONLINE_LEVELS),
  /** Words as they were typed: nothing put right, nothing put into other words. */
  exact: z.boolean().default(false),
  cursor: z.string().max(100).nullish(),
})
export type SearchProceduresInput = z.infer<typeof searchProceduresSchema>

export const listVersionsSchema = z.object({
  q: z.string().trim().max(200, { error: 'search.tooLong' }).default(''),
  level: choice(LEVELS),
  online: choice(ONLINE_LEVELS),
  route: choice(ROUTES),
  checked: choice(['yes', 'no']),
  kind: choice(['real', 'generated']),
  cursor: z.string().max(100).nullish(),
})
export type ListVersionsInput = z.infer<typeof listVersionsSchema>

export const versionSchema = z.object({ code: procedureCodeSchema, version: z.int().min(1).max(9999) })
export type VersionInput = z.infer<typeof versionSchema>

export const checkVersionSchema = z.object({ text: z.string().max(1_000_000, { error: 'procedure.fileTooLarge' }) })
export const publishVersionSchema = checkVersionSchema.extend({
  /** From when it is in force; absent: the day that stands in the file. */
  effectiveFrom: z.iso.date({ error: 'time.date' }).optional(),
  /** Takes the next free number, whatever number stands in the file. */
  asNext: z.boolean().default(false),
})
export type PublishVersionInput = z.infer<typeof publishVersionSchema>

const people = z
  .int({ error: 'simulation.people' })
  .min(1, { error: 'simulation.people' })
  .max(200, { error: 'simulation.people' })
const minutes = z
  .number({ error: 'simulation.time' })
  .min(0, { error: 'simulation.time' })
  .max(9_600, { error: 'simulation.time' })

/** What an administrator asks: so many dossiers a day, so many people; perhaps how long a step takes. */
export const simulateSchema = versionSchema.extend({
  perDay: z.number({ error: 'simulation.rate' }).min(0.1, { error: 'simulation.rate' }).max(500, { error: 'simulation.rate' }),
  /** By pool. */
  people: namedOf(z.string().max(100), people, 200),
  /** Hands-on minutes on average, by step. */
  minutes: namedOf(z.string().max(40), minutes, 200).default({}),
})
export type SimulateInput = z.infer<typeof simulateSchema>
