import { z } from 'zod'
import { performerSchema } from '../procedure/performer.ts'

/**
 * What may happen to a dossier. Payloads carry ids, codes, instants and hashes only: personal words (reasons, answers) lie in sealed
 * bodies which an event names by reference, so that they can be purged while the history stays checkable.
 */
const instant = z.iso.datetime({ precision: 3 })
const id = z.string().min(1).max(80)
const ref = z.string().min(1).max(80)
const code = z.string().min(1).max(80)

export const SOURCES = ['ONLINE', 'DESK', 'PORTAL', 'POST', 'IMPORT'] as const
export const TIMER_KINDS = ['INTAKE', 'LEGAL', 'STEP', 'SUPPLEMENT', 'OPINION', 'FEE'] as const

/** What may change of a filing that is under way, beside its answers. */
export const AMENDABLE = ['RESULT_WAY', 'APPLICANT'] as const

export const supplementItemSchema = z.object({ paperCode: code.nullable(), fieldId: code.nullable(), noteRef: ref })

/** A member whom the performer chose; for one of the version only its id is told. Whole numbers only, because the history holds no others. */
export const askedMemberSchema = z.object({
  member: z.string().regex(/^[a-z][a-zA-Z0-9-]{0,39}$/),
  performer: performerSchema.optional(),
  /** A named person (council, colleague). */
  accountId: id.optional(),
  limit: z.object({ unit: z.enum(['workingDay', 'workingHour', 'calendarDay']), amount: z.int().min(1).max(3_660) }).optional(),
})

export const machineEventSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('OPEN'),
    source: z.enum(SOURCES),
    dataRef: ref,
    receivedAt: instant,
    foreignCode: z.string().max(64).optional(),
  }),
  z.object({ type: z.literal('FEE_SETTLED'), feeId: id, amountVnd: z.int().min(0) }),
  z.object({ type: z.literal('ACCEPT'), receivedAt: instant }),
  z.object({ type: z.literal('REFUSE_INTAKE'), basis: code, reasonRef: ref }),
  z.object({
    type: z.literal('REQUEST_SUPPLEMENT'),
    supplementId: id,
    items: z.array(supplementItemSchema).min(1).max(50),
    basis: code,
    reasonRef: ref,
    dueAt: instant.nullable(),
    /** Who agreed to ask once more than the version allows. */
    approverId: id.optional(),
  }),
  z.object({ type: z.literal('SUPPLY'), supplementId: id, dataRef: ref }),
  z.object({ type: z.literal('CANCEL_SUPPLEMENT'), supplementId: id }),
  z.object({ type: z.literal('HAND_OVER') }),
  z.object({ type: z.literal('ASSIGN'), workId: id, accountId: id, mode: z.enum(['claim', 'assign', 'reassign', 'release']) }),
  z.object({ type: z.literal('OPEN_WORK'), workId: id }),
  z.object({
    type: z.literal('COMPLETE_STEP'),
    workId: id,
    outcome: code,
    dataRef: ref.optional(),
    reasonRef: ref.optional(),
    /** The checks of the step that the performer confirmed. */
    checks: z.array(code).max(50).optional(),
  }),
  z.object({ type: z.literal('SEND_BACK'), workId: id, toStep: code, reasonRef: ref }),
  z.object({ type: z.literal('RECALL'), workId: id }),
  z.object({ type: z.literal('ASK_OPINION'), workId: id, members: z.array(askedMemberSchema).min(1).max(100) }),
  z.object({ type: z.literal('ADD_MEMBER'), workId: id, member: askedMemberSchema }),
  /** `workId` is the work of the step that asked; the member's own work is `<workId>.<member>`. */
  z.object({ type: z.literal('GIVE_OPINION'), workId: id, member: code, answer: code, dataRef: ref }),
  z.object({ type: z.literal('CLOSE_OPINIONS'), workId: id, reasonRef: ref }),
  z.object({ type: z.literal('REQUIRE_OBLIGATION'), obligationId: id, noticeRef: ref }),
  z.object({ type: z.literal('OBLIGATION_SETTLED'), obligationId: id, proofRef: ref }),
  z.object({ type: z.literal('SUSPEND'), basis: code, approverId: id, reasonRef: ref }),
  z.object({ type: z.literal('RESUME') }),
  z.object({ type: z.literal('EXTEND'), newPromisedAt: instant, basis: code, approverId: id, reasonRef: ref }),
  z.object({ type: z.literal('WITHDRAW'), reasonRef: ref }),
  z.object({ type: z.literal('REQUEST_WITHDRAWAL'), reasonRef: ref }),
  z.object({ type: z.literal('CONFIRM_WITHDRAWAL') }),
  z.object({ type: z.literal('DENY_WITHDRAWAL'), reasonRef: ref }),
  z.object({ type: z.literal('STOP'), by: z.enum(['APPLICANT', 'AGENCY', 'LIMIT']), basis: code, reasonRef: ref }),
  z.object({ type: z.literal('TRANSFER'), toAgencyId: id, reasonRef: ref }),
  z.object({ type: z.literal('OPEN_SUB'), subDossierId: id }),
  z.object({ type: z.literal('SUB_CLOSED'), subDossierId: id, outcome: code }),
  /** Steps that have another id in the new version; one that is not named keeps its own. Also raises the shell. */
  z.object({ type: z.literal('UPGRADE_VERSION'), toVersionId: id, map: z.record(code, code) }),
  z.object({ type: z.literal('LIMIT_PASSED'), timerId: id, kind: z.enum(TIMER_KINDS) }),
  z.object({ type: z.literal('RETURN_RESULT'), deliveryId: id }),
  z.object({ type: z.literal('REOPEN'), toStep: code, approverId: id, reasonRef: ref }),
  /** The applicant chose another way to get the result (`value` is the way), or somebody else goes on with it (`value` is the account). */
  z.object({ type: z.literal('AMEND'), what: z.enum(AMENDABLE), value: code, dataRef: ref }),
  z.object({ type: z.literal('RECALENDAR'), calendarVersionId: id, oldDueAt: instant.nullable(), newDueAt: instant.nullable() }),
])
export type MachineEvent = z.infer<typeof machineEventSchema>
export type EventType = MachineEvent['type']
export type TimerKind = (typeof TIMER_KINDS)[number]
export type Source = (typeof SOURCES)[number]
