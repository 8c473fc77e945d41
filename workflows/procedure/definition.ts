import { z } from 'zod'
import { feeItemSchema } from '../fee/fee.schema.ts'
import { formSchema, stepDataSchema } from '../form/form.schema.ts'
import { limitSchema } from '../working-time/working-time.schema.ts'

/** Ids of steps, outcomes, cases and papers: no dots, because XState loses history states of machines whose ids contain one. */
const idSchema = z.string().regex(/^[a-z][a-zA-Z0-9-]{0,39}$/)

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
  'leadership',
  'clerical',
  'accounting',
  'division',
  'operations',
] as const
export const unitKindSchema = z.enum(UNIT_KINDS)
export type UnitKind = z.infer<typeof unitKindSchema>

export const performerSchema = z.object({
  role: roleSchema,
  unitKind: unitKindSchema,
  agency: z.enum(['competent', 'receivingPoint']).default('competent'),
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

export const STEP_KINDS = [
  'assign',
  'review',
  'verify',
  'financialObligation',
  'publicPosting',
  'draft',
  'approve',
  'sign',
  'number',
  'issue',
  'external',
] as const
export const stepKindSchema = z.enum(STEP_KINDS)
export type StepKind = z.infer<typeof stepKindSchema>

export const outcomeSchema = z
  .object({
    id: idSchema,
    labelVi: z.string().min(1),
    labelEn: z.string().optional(),
    /** A step id, or `end`: processing is finished and the result is ready. */
    to: z.union([z.literal('end'), idSchema]),
    /** Returns to an earlier step: asks for a reason, opens a new round, left out of limit sums. */
    back: z.boolean().default(false),
    /** Only a `sign` step decides. */
    decision: z.enum(['GRANTED', 'REFUSED']).optional(),
    reasonRequired: z.boolean().default(false),
    /** FEEL over the form's answers, the step's data, `case` and `proposal`; evaluated by the server, stored as a fact. */
    when: z.string().optional(),
  })
  .transform((outcome) => ({ ...outcome, reasonRequired: outcome.reasonRequired || outcome.back }))
export type Outcome = z.infer<typeof outcomeSchema>

export const stepSchema = z.object({
  id: idSchema,
  kind: stepKindSchema,
  nameVi: z.string().min(1),
  nameEn: z.string().optional(),
  /** What the applicant reads while it is here, in plain words. */
  publicVi: z.string().min(1),
  publicEn: z.string().optional(),
  performer: performerSchema,
  limit: limitSchema.nullable(),
  whenLate: z.enum(['warn', 'escalate']).default('warn'),
  /** Time in this step is not the agency's: the legal clock stands still. */
  outsideLimit: z.object({ basis: z.string().min(1) }).optional(),
  /** The cases in which the step is reachable. */
  onlyIn: z.array(idSchema).optional(),
  /** What the performer writes down here (certificate numbers, findings); same field language as the form. */
  data: stepDataSchema.optional(),
  outcomes: z.array(outcomeSchema).min(1),
  source: z.string().min(1),
})
export type Step = z.infer<typeof stepSchema>

export const paperSchema = z.object({
  code: idSchema,
  nameVi: z.string().min(1),
  nameEn: z.string().optional(),
  noteVi: z.string().optional(),
  required: z.boolean(),
  /** FEEL: required when this holds; `requiredVi` says it in words. */
  requiredIf: z.string().optional(),
  requiredVi: z.string().optional(),
  original: z.int().min(0),
  certified: z.int().min(0),
  copies: z.int().min(0),
  source: z.enum(['applicant', 'resident-data', 'previous-result', 'declaration']),
  /** The applicant has to show the original at the desk; the desk records that it was seen. */
  originalsShown: z.boolean().default(false),
  /** Asked as an uploaded file when filed online (a declaration is the e-form itself). */
  upload: z.boolean(),
  verified: z.boolean().default(false),
})
export type Paper = z.infer<typeof paperSchema>

export const caseSchema = z.object({
  code: idSchema,
  nameVi: z.string().min(1),
  nameEn: z.string().optional(),
  whenVi: z.string().min(1),
  /** FEEL over answers and facts {receivedOn, channel}; the first case that holds is taken, the last one must be `true`. */
  when: z.string().min(1),
  limit: limitSchema.optional(),
  /** Step limits that differ in this case, by step id. */
  stepLimits: z.record(z.string(), limitSchema).default({}),
  addPapers: z.array(paperSchema).default([]),
  dropPapers: z.array(idSchema).default([]),
  requirePapers: z.array(idSchema).default([]),
  verified: z.boolean(),
})
export type ProcedureCase = z.infer<typeof caseSchema>

const reasonSchema = z.object({ code: idSchema, vi: z.string().min(1), en: z.string().optional() })

export const definitionSchema = z.object({
  schema: z.literal(1),
  code: z.string().regex(/^\d\.\d{6}$/),
  version: z.int().min(1),
  nameVi: z.string().min(1),
  nameEn: z.string().min(1),
  summaryVi: z.string().min(1),
  summaryEn: z.string().min(1),
  audienceVi: z.string().min(1),
  conditionsVi: z.array(z.string()).default([]),
  fieldCode: z.string().min(1),
  fieldVi: z.string().min(1),
  level: z.enum(['province', 'commune']),
  competentAgencyKind: z.string().min(1),
  competentAgencyVi: z.string().min(1),
  online: z.object({
    level: z.enum(['full', 'partial', 'information']),
    partialReason: z.enum(['mustBePresent', 'originalsShown', 'siteCheck', 'technicalFault', 'other']).optional(),
    partialReasonVi: z.string().optional(),
  }),
  /** Through which doors a dossier may be opened. */
  sources: z.array(z.enum(['ONLINE', 'DESK', 'PORTAL', 'POST', 'IMPORT'])).min(1),
  route: z.enum(['LOCAL', 'MINISTRY', 'NATIONAL']),
  effectiveFrom: z.iso.date(),
  effectiveTo: z.iso.date().nullable(),
  limit: limitSchema,
  limitBasis: z.string().min(1),
  /** The desk's time to answer an arrival (NĐ 45/2020 Điều 11 from memory: a setting with its source, not law stated here). */
  intakeLimit: limitSchema,
  intakeBasis: z.string().min(1),
  /** How long a dossier waits for money that must come before intake; absent: it waits until the applicant withdraws. */
  feeLimit: limitSchema.optional(),
  feeBasis: z.string().optional(),
  /** Accepting at the desk also hands the dossier over (work done at the counter). */
  handOverOnAccept: z.boolean().default(false),
  supplement: z.object({
    max: z.int().min(0),
    limit: limitSchema,
    afterLimit: z.enum(['stop', 'resume']),
    clock: z.enum(['resume', 'restart']),
    basis: z.string().min(1),
  }),
  extension: z.object({ max: z.int().min(0), basis: z.string().min(1) }),
  form: formSchema,
  papers: z.array(paperSchema),
  fees: z.array(feeItemSchema),
  cases: z.array(caseSchema).min(1),
  start: idSchema,
  steps: z.array(stepSchema).min(1),
  results: z.array(
    z.object({
      code: idSchema,
      nameVi: z.string().min(1),
      nameEn: z.string().optional(),
      kind: z.enum(['certificate', 'decision', 'copy', 'refusal', 'reply']),
      decision: z.enum(['GRANTED', 'REFUSED']),
      validityVi: z.string().optional(),
      /** Lines of the printed result: label and FEEL text over answers, step data and dossier facts. */
      lines: z.array(z.object({ labelVi: z.string().min(1), value: z.string().min(1) })),
    }),
  ),
  supplementReasons: z.array(reasonSchema),
  refusalReasons: z.array(reasonSchema),
  synonyms: z.array(z.string()),
  lifeEvents: z.array(z.string()),
  legalBasis: z.array(z.string()).min(1),
  verified: z.boolean(),
  verifiedNoteVi: z.string(),
  sourceNotes: z.array(z.string()),
})
export type ProcedureDefinition = z.infer<typeof definitionSchema>
/** As it is written by hand, before defaults are filled in. */
export type DefinitionInput = z.input<typeof definitionSchema>
