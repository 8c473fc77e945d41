import { z } from 'zod'

/** Ids of steps, outcomes, cases and papers: no dots, because XState loses history states of machines whose ids contain one. */
export const idSchema = z.string().regex(/^[a-z][a-zA-Z0-9-]{0,39}$/)

export const ROLES = [
  'citizen',
  'business',
  'representative',
  'desk',
  'digitiser',
  'postal',
  'officer',
  'head',
  'leader',
  'clerk',
  'accountant',
  'taxOfficer',
  'director',
  'procedureController',
  'admin',
  'operator',
  'kiosk',
] as const
export const roleSchema = z.enum(ROLES)
export type Role = z.infer<typeof roleSchema>

export const UNIT_KINDS = [
  'oneStopDesk',
  'justice',
  'economy',
  'social',
  'police',
  'landRegistry',
  'leadership',
  'clerical',
  'accounting',
  'division',
  'operations',
] as const
export const unitKindSchema = z.enum(UNIT_KINDS)
export type UnitKind = z.infer<typeof unitKindSchema>

/** A named agency by its code (`H24.05`), for work that always belongs to the same office. */
const agencyCodeSchema = z
  .string()
  .max(40)
  .regex(/^H\d{2}(\.\d{1,4})*$/)

export const performerSchema = z.object({
  role: roleSchema,
  unitKind: unitKindSchema,
  agency: z.union([z.enum(['competent', 'receivingPoint']), agencyCodeSchema]).default('competent'),
  /** Whoever closed that step last does this one as well. */
  sameAs: idSchema.optional(),
  /** Four eyes: whoever closed that step may not do this one. */
  notSameAs: idSchema.optional(),
})
export type Performer = z.infer<typeof performerSchema>

/** Arrivals, hand-over and return belong to the desk where the papers came in. */
export const DESK: Performer = { role: 'desk', unitKind: 'oneStopDesk', agency: 'receivingPoint' }

/** Ids that the shell uses for its own work items; a step may not take them. */
export const SHELL_WORK = ['intake', 'handOver', 'withdrawal', 'return'] as const

/** Forms of the one-stop mechanism: receipt, supplement, refusal, apology, stop, control sheet, register (TT 03/2025; DOMAIN §3). */
export const FORM_CODES = ['MAU_01', 'MAU_02', 'MAU_03', 'MAU_04', 'MAU_05', 'MAU_06', 'MAU_07'] as const
export const formCodeSchema = z.enum(FORM_CODES)
export type FormCode = z.infer<typeof formCodeSchema>
