import type { FormCode } from '../procedure/definition.ts'
import type { NotifyTemplate } from './effects.ts'
import type { NationalCode } from './national-code.ts'
import { startTimer, stopIntake, stopLegal, stopTimers, stopTimersOf } from './orders-time.ts'
import { closeAllWork } from './orders-work.ts'
import { obligationStepOf } from './questions-dossier.ts'
import { chooseLimit, type LimitChoice, type Turn } from './turn.ts'

export function open(turn: Turn): void {
  const { event, context } = turn
  if (event.type !== 'OPEN') return
  context.source = event.source
  context.openedAt = turn.now
  context.dataRef = event.dataRef
  context.caseCode = event.facts.caseCode
}

/** Until intake the answers decide the case; from ACCEPT on the promised limit stands, whatever a supplement says. */
export function learnCase(turn: Turn): void {
  if (turn.event.facts.caseCode !== null) turn.context.caseCode = turn.event.facts.caseCode
}

/** Tells the national portal, exactly where the code changes. */
export function report(turn: Turn, { code, isFinal = false }: { code: NationalCode; isFinal?: boolean }): void {
  if (turn.context.reportedCode === code && !isFinal) return
  turn.context.reportedCode = code
  turn.effects.push({ type: 'syncPortal', code })
}

/** An arrival is news once; after a supplement before intake it is not, because 5 → 1 is no national change. */
export function reportArrival(turn: Turn): void {
  if (turn.context.reportedCode === null) report(turn, { code: 1 })
}

export interface NotifyParams {
  template: NotifyTemplate
  audience: 'applicant' | 'performer' | 'head'
}

export function notify(turn: Turn, { template, audience }: NotifyParams): void {
  turn.effects.push({ type: 'notify', template, audience })
}

export function issueForm(turn: Turn, { form }: { form: FormCode }): void {
  turn.effects.push({ type: 'issueForm', form })
}

export function askSupplement(turn: Turn, { stage, limits }: { stage: 'INTAKE' | 'PROCESSING'; limits: LimitChoice }): void {
  const { event } = turn
  if (event.type !== 'REQUEST_SUPPLEMENT') return
  const { supplementId, items, basis, reasonRef, dueAt } = event
  turn.context.supplements = [
    ...turn.context.supplements,
    {
      supplementId,
      stage,
      items,
      basis,
      reasonRef,
      requestedAt: turn.now,
      requestedById: turn.actorId,
      dueAt,
      closedAt: null,
      status: 'OPEN',
      dataRef: null,
      approverId: event.approverId ?? null,
    },
  ]
  const { ref, limit } = chooseLimit(limits, turn.context.caseCode)
  const own = dueAt === null ? { ref, limit } : { ref: null, limit: null }
  startTimer(turn, { kind: 'SUPPLEMENT', workId: null, ...own, startedAt: turn.now, dueAt })
}

export function closeSupplement(turn: Turn, { status }: { status: 'SUPPLIED' | 'EXPIRED' | 'CANCELLED' }): void {
  const { event, context } = turn
  const dataRef = event.type === 'SUPPLY' ? event.dataRef : null
  context.supplements = context.supplements.map((asked) =>
    asked.status === 'OPEN' ? { ...asked, status, closedAt: turn.now, dataRef } : asked,
  )
  if (dataRef !== null) context.dataRef = dataRef
  stopTimersOf(turn, { kind: 'SUPPLEMENT' })
}

export function requireObligation(turn: Turn, { steps }: { steps: string[] }): void {
  const { event } = turn
  if (event.type !== 'REQUIRE_OBLIGATION') return
  const workId = obligationStepOf(turn, steps)?.workId ?? null
  const { obligationId, noticeRef } = event
  turn.context.obligations = [
    ...turn.context.obligations,
    { obligationId, workId, noticeRef, requiredAt: turn.now, settledAt: null, proofRef: null },
  ]
}

export function settleObligation(turn: Turn): void {
  const { event } = turn
  if (event.type !== 'OBLIGATION_SETTLED') return
  turn.context.obligations = turn.context.obligations.map((each) =>
    each.obligationId === event.obligationId ? { ...each, settledAt: turn.now, proofRef: event.proofRef } : each,
  )
}

export function extend(turn: Turn): void {
  if (turn.event.type !== 'EXTEND') return
  turn.context.promisedAt = turn.event.newPromisedAt
  turn.context.extendedAt = turn.now
  turn.context.extensions += 1
}

export function recalendar(turn: Turn): void {
  const { event } = turn
  if (event.type !== 'RECALENDAR') return
  turn.context.calendarVersionId = event.calendarVersionId
  if (event.oldDueAt !== event.newDueAt) notify(turn, { template: 'dueChanged', audience: 'applicant' })
}

export function amend(turn: Turn): void {
  const { event, context } = turn
  if (event.type !== 'AMEND') return
  const { what, value, dataRef } = event
  context.amendments = [...(context.amendments ?? []), { what, value, at: turn.now, byId: turn.actorId, dataRef }]
  notify(turn, { template: what === 'APPLICANT' ? 'applicantChanged' : 'resultWayChanged', audience: 'applicant' })
}

export function countReopening(turn: Turn): void {
  turn.context.reopened += 1
}

/** After the end no clock runs, no timer waits and nobody has a duty. */
export function end(turn: Turn): void {
  closeAllWork(turn)
  stopIntake(turn)
  stopLegal(turn)
  const status = turn.event.type === 'LIMIT_PASSED' ? 'EXPIRED' : 'CANCELLED'
  turn.context.supplements = turn.context.supplements.map((asked) =>
    asked.status === 'OPEN' ? { ...asked, status, closedAt: turn.now } : asked,
  )
  stopTimers(turn, () => true)
  turn.context.endedAt = turn.now
}
