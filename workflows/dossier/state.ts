import { z } from 'zod'
import { performerSchema } from '../procedure/definition.ts'
import { SOURCES, supplementItemSchema, TIMER_KINDS } from './events.ts'

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
  closedById: z.string().nullable(),
  outcome: z.string().nullable(),
  dataRef: z.string().nullable(),
  reasonRef: z.string().nullable(),
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
  supplements: z.array(
    z.object({
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
    }),
  ),
  obligations: z.array(
    z.object({
      obligationId: z.string(),
      noticeRef: z.string(),
      requiredAt: instant,
      settledAt: instant.nullable(),
      proofRef: z.string().nullable(),
    }),
  ),
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
})
export type DossierContext = z.infer<typeof contextSchema>

export const stateSchema = z.object({
  machine: z.string(),
  shellVersion: z.int().min(1),
  status: z.enum(['active', 'done']),
  value: z.union([z.string(), z.record(z.string(), z.unknown())]),
  context: contextSchema,
  /** The steps to return to, by the id of the history state. */
  historyValue: z.record(z.string(), z.array(z.object({ id: z.string() }))),
})
/** Plain JSON, stored as it stands. */
export type DossierState = z.infer<typeof stateSchema>

/** Facts fixed by the server before deciding and stored with the event, so that replay needs no form, clock, calendar or register. */
export const factsSchema = z.object({
  now: instant,
  actor: z.object({ id: z.string() }),
  /** Results of FEEL conditions, by `<step>.<outcome>`. */
  conditions: z.record(z.string(), z.boolean()),
  caseCode: z.string().nullable(),
  /** Fees that this dossier owes as far as known now; new ones are registered, changed ones (not yet settled) replaced. */
  fees: z.array(feeStateSchema.pick({ feeId: true, code: true, amountVnd: true, when: true })),
})
export type Facts = z.infer<typeof factsSchema>
