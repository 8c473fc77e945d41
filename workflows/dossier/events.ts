import { z } from 'zod'

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

export const supplementItemSchema = z.object({ paperCode: code.nullable(), fieldId: code.nullable(), noteRef: ref })

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
  }),
  z.object({ type: z.literal('SUPPLY'), supplementId: id, dataRef: ref }),
  z.object({ type: z.literal('CANCEL_SUPPLEMENT'), supplementId: id }),
  z.object({ type: z.literal('HAND_OVER') }),
  z.object({ type: z.literal('ASSIGN'), workId: id, accountId: id, mode: z.enum(['claim', 'assign', 'reassign', 'release']) }),
  z.object({ type: z.literal('OPEN_WORK'), workId: id }),
  z.object({ type: z.literal('COMPLETE_STEP'), workId: id, outcome: code, dataRef: ref.optional(), reasonRef: ref.optional() }),
  z.object({ type: z.literal('SEND_BACK'), workId: id, toStep: code, reasonRef: ref }),
  z.object({ type: z.literal('RECALL'), workId: id }),
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
  z.object({ type: z.literal('LIMIT_PASSED'), timerId: id, kind: z.enum(TIMER_KINDS) }),
  z.object({ type: z.literal('RETURN_RESULT'), deliveryId: id }),
  z.object({ type: z.literal('REOPEN'), toStep: code, approverId: id, reasonRef: ref }),
  z.object({ type: z.literal('RECALENDAR'), calendarVersionId: id, oldDueAt: instant, newDueAt: instant }),
])
export type MachineEvent = z.infer<typeof machineEventSchema>
export type EventType = MachineEvent['type']
export type TimerKind = (typeof TIMER_KINDS)[number]
export type Source = (typeof SOURCES)[number]
