import { z } from 'zod'
import { performerSchema } from '../procedure/performer.ts'
import { AMENDABLE, SOURCES, supplementItemSchema, TIMER_KINDS } from './events.ts'
import { completeShell1 } from './shell-1.ts'

/**
 * What a dossier remembers. It is the truth: work items, clock segments, timers, supplement requests and fees in tables are read off it
 * (`project`), and an invariant compares them. It holds ids, codes and instants, never a personal word.
 */
const instant = z.iso.datetime({ precision: 3 })

export const pauseReasonSchema = z.enum(['SUPPLEMENT', 'OBLIGATION', 'SUSPENSION', 'OUTSIDE_LIMIT', 'RESULT_READY'])

export const clockSchema = z.object({
  startedAt: instant,
  stoppedAt: instant.nullable(),
  pauses: z.array(
    z.object({
      from: instant,
      to: instant.nullable(),
      reason: pauseReasonSchema,
      basis: z.string(),
      eventSeq: z.int().optional(),
    }),
  ),
})
export type Clock = z.infer<typeof clockSchema>

export const workSchema = z.object({
  workId: z.string(),
  step: z.string(),
  round: z.int().min(1),
  performer: performerSchema,
  openedAt: instant,
  assigneeId: z.string().nullable(),
  firstOpenedAt: instant.nullable(),
  closedAt: instant.nullable(),
  /** In whose name it was closed. */
  closedById: z.string().nullable(),
  /** The delegate who acted in that name; null: the person acted for themselves. */
  closedViaId: z.string().nullable(),
  outcome: z.string().nullable(),
  dataRef: z.string().nullable(),
  reasonRef: z.string().nullable(),
  /** Set in the work of one who was asked for an opinion: the member's id. */
  member: z.string().nullable(),
  /** The work whose ending opened this one; null: the hand-over or the shell did. */
  after: z.string().nullable(),
})
export type Work = z.infer<typeof workSchema>

export const timerSchema = z.object({
  timerId: z.string(),
  kind: z.enum(TIMER_KINDS),
  workId: z.string().nullable(),
  startedAt: instant,
  /** Either a limit of the version (`resolveLimit`; its amount may be a fraction, and the state holds integers only), or a fixed instant. */
  limitRef: z.string().nullable(),
  dueAt: instant.nullable(),
  status: z.enum(['RUNNING', 'PASSED', 'CANCELLED']),
})
export type DossierTimer = z.infer<typeof timerSchema>

export const feeStateSchema = z.object({
  feeId: z.string(),
  code: z.string(),
  amountVnd: z.int().min(0),
  when: z.enum(['beforeIntake', 'atIntake', 'duringProcessing', 'beforeReturn']),
  settledVnd: z.int().min(0),
  settledAt: instant.nullable(),
  /** When the applicant was asked to pay. */
  requestedAt: instant.nullable(),
})
export type FeeState = z.infer<typeof feeStateSchema>

export const supplementSchema = z.object({
  supplementId: z.string(),
  stage: z.enum(['INTAKE', 'PROCESSING']),
  items: z.array(supplementItemSchema),
  basis: z.string(),
  reasonRef: z.string(),
  requestedAt: instant,
  requestedById: z.string(),
  dueAt: instant.nullable(),
  closedAt: instant.nullable(),
  status: z.enum(['OPEN', 'SUPPLIED', 'EXPIRED', 'CANCELLED']),
  dataRef: z.string().nullable(),
  /** Who agreed to ask once more than the version allows. */
  approverId: z.string().nullable(),
})

export const obligationSchema = z.object({
  obligationId: z.string(),
  /** The round of the step that required it; null: required in passing. */
  workId: z.string().nullable(),
  noticeRef: z.string(),
  requiredAt: instant,
  settledAt: instant.nullable(),
  proofRef: z.string().nullable(),
})

export const opinionSchema = z.object({
  /** The work of the step that asked. */
  workId: z.string(),
  member: z.string(),
  performer: performerSchema,
  /** A named person; null: whoever of the performer's kind takes it. */
  accountId: z.string().nullable(),
  askedById: z.string(),
  askedAt: instant,
  limitRef: z.string().nullable(),
  status: z.enum(['OPEN', 'ANSWERED', 'SILENT', 'CANCELLED']),
  answer: z.string().nullable(),
  counts: z.enum(['for', 'against', 'neutral']).nullable(),
  answeredAt: instant.nullable(),
  answeredById: z.string().nullable(),
  dataRef: z.string().nullable(),
})
export type Opinion = z.infer<typeof opinionSchema>

export const transferSchema = z.object({
  toAgencyId: z.string(),
  at: instant,
  byId: z.string(),
  reasonRef: z.string(),
  /** How many pieces of work there were: what the other agency did counts no longer for four eyes and for going back. */
  workBefore: z.int().min(0),
})

/** A dossier of its own in another procedure, which this one opened. */
export const subSchema = z.object({
  subDossierId: z.string(),
  step: z.string(),
  workId: z.string(),
  openedAt: instant,
  openedById: z.string(),
  closedAt: instant.nullable(),
  outcome: z.string().nullable(),
})

/** What was changed of the filing; the words lie in the data that `dataRef` names. */
const amendmentSchema = z.object({
  what: z.enum(AMENDABLE),
  value: z.string(),
  at: instant,
  byId: z.string(),
  dataRef: z.string(),
})

export const contextSchema = z.object({
  source: z.enum(SOURCES).nullable(),
  caseCode: z.string().nullable(),
  openedAt: instant.nullable(),
  /** When the desk accepted it; null before. */
  receivedAt: instant.nullable(),
  dataRef: z.string().nullable(),
  intakeClock: clockSchema.nullable(),
  legalClock: clockSchema.nullable(),
  /** Set by EXTEND; otherwise the promised date is the legal one. */
  promisedAt: instant.nullable(),
  /** When it was set: papers and reports of earlier changes, made late, still name the earlier date. */
  extendedAt: instant.nullable(),
  extensions: z.int().min(0),
  work: z.array(workSchema),
  timers: z.array(timerSchema),
  supplements: z.array(supplementSchema),
  obligations: z.array(obligationSchema),
  opinions: z.array(opinionSchema),
  transfers: z.array(transferSchema),
  subs: z.array(subSchema),
  fees: z.array(feeStateSchema),
  /** Money that came after the end, to be paid back. */
  refunds: z.array(z.object({ feeId: z.string(), amountVnd: z.int(), at: instant })),
  decision: z.enum(['GRANTED', 'REFUSED']).nullable(),
  decidedById: z.string().nullable(),
  decidedAt: instant.nullable(),
  reopened: z.int().min(0),
  /** The calendar that due dates follow since the last RECALENDAR; null: the one the dossier was opened with. */
  calendarVersionId: z.string().nullable(),
  /** The national code reported last; null: nothing was reported yet. */
  reportedCode: z.int().nullable(),
  endedAt: instant.nullable(),
  /** Left out until something is amended: states stored before there were amendments stay as they are, hash and all. */
  amendments: z.array(amendmentSchema).optional(),
})
export type DossierContext = z.infer<typeof contextSchema>

const completeStateSchema = z.object({
  machine: z.string(),
  shellVersion: z.int().min(1),
  status: z.enum(['active', 'done']),
  value: z.union([z.string(), z.record(z.string(), z.unknown())]),
  context: contextSchema,
  /** The steps to return to, by the id of the history state. */
  historyValue: z.record(z.string(), z.array(z.object({ id: z.string() }))),
})
/** Everything but the context, which `wholeContext` reads. */
export const frameSchema = completeStateSchema.omit({ context: true })
/** Plain JSON, stored as it stands. */
export type DossierState = z.infer<typeof completeStateSchema>

/** What shell 1 did not remember yet; its states are stored without it, and their hashes were made so. */
export const shell1StateSchema = completeStateSchema.extend({
  shellVersion: z.literal(1),
  context: contextSchema.omit({ opinions: true, transfers: true, subs: true }).extend({
    work: z.array(workSchema.omit({ member: true, after: true, closedViaId: true })),
    supplements: z.array(supplementSchema.omit({ approverId: true })),
    obligations: z.array(obligationSchema.omit({ workId: true })),
  }),
})
export type Shell1State = z.infer<typeof shell1StateSchema>

/** Whoever reads a state reads all of it: what a state of shell 1 lacks is filled in, and a later one that lacks something is refused. */
export const stateSchema = z.preprocess((stored) => {
  if (typeof stored !== 'object' || stored === null || !('shellVersion' in stored) || stored.shellVersion !== 1) return stored
  const old = shell1StateSchema.safeParse(stored)
  return old.success ? completeShell1(old.data) : stored
}, completeStateSchema)

/** Facts fixed by the server before deciding and stored with the event, so that replay needs no form, clock, calendar or register. */
export const factsSchema = z.object({
  now: instant,
  /** In whose name it is done, and the delegate who does it. */
  actor: z.object({ id: z.string(), viaId: z.string().optional() }),
  /** Results of FEEL conditions, by `<step>.<outcome>`. */
  conditions: z.record(z.string(), z.boolean()),
  caseCode: z.string().nullable(),
  /** Fees that this dossier owes as far as known now; new ones are registered, changed ones (not yet settled) replaced. */
  fees: z.array(feeStateSchema.pick({ feeId: true, code: true, amountVnd: true, when: true })),
})
export type Facts = z.infer<typeof factsSchema>
