import { z } from 'zod'
import { stepDataSchema } from '../form/form.schema.ts'
import { text } from '../text.ts'
import { limitSchema } from '../working-time/working-time.schema.ts'
import { BOUNDS } from './bounds.ts'
import { formCodeSchema, idSchema, performerSchema, roleSchema, unitKindSchema } from './performer.ts'

export const STEP_KINDS = [
  'assign',
  'review',
  'verify',
  'consult',
  'council',
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
    labelVi: text().min(1),
    labelEn: text().optional(),
    /** A step or block id; `end`: processing is finished and the result is ready; `join`: this branch of a block is finished. */
    to: z.union([z.literal('end'), z.literal('join'), idSchema]),
    /** Returns to an earlier step: asks for a reason, opens a new round, left out of limit sums. */
    back: z.boolean().default(false),
    /** Only a `sign` step decides. */
    decision: z.enum(['GRANTED', 'REFUSED']).optional(),
    reasonRequired: z.boolean().default(false),
    /** FEEL over the form's answers, the step's data, `case` and `proposal`; evaluated by the server, stored as a fact. */
    when: text().optional(),
    /** Only in `financialObligation`: leaves without an obligation that was settled in this round (nothing had to be paid). */
    noObligation: z.boolean().default(false),
  })
  .transform((outcome) => ({ ...outcome, reasonRequired: outcome.reasonRequired || outcome.back }))
export type Outcome = z.infer<typeof outcomeSchema>

/** Whose opinion is asked, fixed by the version. */
export const memberSchema = z.object({
  id: idSchema,
  nameVi: text().min(1),
  nameEn: text().optional(),
  performer: performerSchema,
  /** Its own limit; absent: the limit of all members. */
  limit: limitSchema.nullable().optional(),
  /** FEEL: asked only when this holds. */
  when: text().optional(),
})
export type Member = z.infer<typeof memberSchema>

/** How many of several have to be done before it goes on. */
export const joinSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('all') }),
  z.object({ type: z.literal('any') }),
  z.object({ type: z.literal('atLeast'), n: z.int().min(1).max(100) }),
])
export type Join = z.infer<typeof joinSchema>

/** Several persons or agencies are asked side by side inside one step (`consult`, `council`); the performer sums up and goes on. */
export const membersSchema = z.object({
  fixed: z.array(memberSchema).max(BOUNDS.members).default([]),
  /** Members whom the performer chooses while the step is open; absent: nobody is added. */
  chosen: z
    .object({
      min: z.int().min(0),
      max: z.int().min(1).max(100),
      role: roleSchema,
      unitKind: unitKindSchema,
      /** `own`: colleagues of the performer's agency, by name; `any`: other agencies. */
      from: z.enum(['own', 'any']),
      /** More may be added after the first were asked. */
      addLater: z.boolean().default(true),
    })
    .optional(),
  limit: limitSchema.nullable(),
  /** What it means when a member's limit passes without an answer. */
  silence: z.enum(['waits', 'consents']),
  join: joinSchema,
  /** When enough have answered: the others are told that they need not (`cancel`), or may still answer until the step ends (`keep`). */
  rest: z.enum(['cancel', 'keep']).default('keep'),
  /** What a member can say. */
  answers: z
    .array(
      z.object({
        id: idSchema,
        labelVi: text().min(1),
        labelEn: text().optional(),
        counts: z.enum(['for', 'against', 'neutral']),
        reasonRequired: z.boolean().default(false),
      }),
    )
    .min(1)
    .max(BOUNDS.list),
})
export type Members = z.infer<typeof membersSchema>

export const stepSchema = z.object({
  id: idSchema,
  kind: stepKindSchema,
  nameVi: text().min(1),
  nameEn: text().optional(),
  /** What the applicant reads while it is here, in plain words. */
  publicVi: text().min(1),
  publicEn: text().optional(),
  performer: performerSchema,
  limit: limitSchema.nullable(),
  /** `consent`: silence is an answer, and the step ends by itself with `lateOutcome` when its limit passes. */
  whenLate: z.enum(['warn', 'escalate', 'consent']).default('warn'),
  lateOutcome: idSchema.optional(),
  /** Whether the applicant sees this step by its name; a hidden one shows only that the dossier is being processed. */
  isPublic: z.boolean().default(true),
  /** Who has to agree before the clock may be suspended here; null: whoever does the step decides. */
  pauseApprover: roleSchema.nullable().default(null),
  /** Forms that come into being when the step is opened or when it ends forward. */
  makes: z
    .array(z.object({ form: formCodeSchema, at: z.enum(['open', 'close']) }))
    .max(BOUNDS.list)
    .default([]),
  /** What the performer has to confirm, one by one, before the step may end forward (seen, present, compared …). */
  checks: z
    .array(z.object({ id: idSchema, labelVi: text().min(1), labelEn: text().optional() }))
    .max(BOUNDS.list)
    .default([]),
  /** Only in `consult` and `council`, and there always. */
  members: membersSchema.optional(),
  /** Only in `external`: a dossier of its own in another procedure; with `wait` the step cannot end forward before that one has ended. */
  sub: z
    .object({ procedure: z.string().regex(/^\d\.\d{6}$/), agency: performerSchema.shape.agency, wait: z.boolean() })
    .optional(),
  /** Time in this step is not the agency's: the legal clock stands still. */
  outsideLimit: z.object({ basis: text().min(1) }).optional(),
  /** The cases in which the step is reachable. */
  onlyIn: z.array(idSchema).max(BOUNDS.cases).optional(),
  /** What the performer writes down here (certificate numbers, findings); same field language as the form. */
  data: stepDataSchema.optional(),
  outcomes: z.array(outcomeSchema).min(1).max(BOUNDS.outcomes),
  source: text().min(1),
})
export type Step = z.infer<typeof stepSchema>

/** Branches that run side by side; each is a sequence or graph of steps of its own and ends with an outcome to `join`. */
export const blockSchema = z.object({
  id: idSchema,
  nameVi: text().min(1),
  nameEn: text().optional(),
  branches: z
    .array(
      z.object({
        id: idSchema,
        nameVi: text().min(1),
        nameEn: text().optional(),
        start: idSchema,
        steps: z.array(idSchema).min(1).max(BOUNDS.steps),
        /** FEEL: this branch runs only when it holds, asked once on entering the block. */
        when: text().optional(),
      }),
    )
    .min(2)
    .max(BOUNDS.branches),
  /** How many branches have to be finished; those that are not are cancelled then. */
  join: joinSchema,
  /** A step or block id, or `end`. */
  to: z.union([z.literal('end'), idSchema]),
})
export type Block = z.infer<typeof blockSchema>
