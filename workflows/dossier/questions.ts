import type { Source, TimerKind } from './events.ts'
import { isOwed, isPaused, isWaiting, isWithdrawalAsked, openStepWorks } from './reading.ts'
import type { DossierContext } from './state.ts'
import type { ToldEvent } from './turn.ts'

/** The guards, each a question that context, event and facts answer; parameters come from the version. */
interface Asked {
  context: DossierContext
  event: ToldEvent
}

export const sourceIsOffered = ({ event }: Asked, { sources }: { sources: readonly Source[] }): boolean =>
  event.type === 'OPEN' && sources.includes(event.source) && event.receivedAt <= event.facts.now

export const feeComesFirst = ({ event }: Asked): boolean =>
  event.facts.fees.some((fee) => fee.when === 'beforeIntake' && fee.amountVnd > 0)

const feeMeant = ({ context, event }: Asked) =>
  event.type === 'FEE_SETTLED' ? context.fees.find((fee) => fee.feeId === event.feeId && fee.settledAt === null) : undefined

/** Exactly what is owed: anything else is a mismatch for the accountant, never half a payment here. */
export function feeIsOpen(asked: Asked): boolean {
  const fee = feeMeant(asked)
  return (
    asked.context.endedAt === null &&
    fee !== undefined &&
    asked.event.type === 'FEE_SETTLED' &&
    fee.amountVnd > 0 &&
    asked.event.amountVnd === fee.amountVnd
  )
}

export const isLastUpfrontFee = (asked: Asked): boolean =>
  asked.context.fees.every((fee) => fee.when !== 'beforeIntake' || !isOwed(fee) || fee === feeMeant(asked))

export const moneyIsLate = (asked: Asked): boolean =>
  asked.context.endedAt !== null &&
  asked.event.type === 'FEE_SETTLED' &&
  asked.event.amountVnd > 0 &&
  feeMeant(asked) !== undefined

export const feesAreSettled = ({ context }: Asked): boolean => !context.fees.some(isOwed)

export const isReceivedByNow = ({ event }: Asked): boolean => event.type === 'ACCEPT' && event.receivedAt <= event.facts.now

export const isSupplementOpen = ({ context, event }: Asked): boolean =>
  (event.type === 'SUPPLY' || event.type === 'CANCEL_SUPPLEMENT') &&
  context.supplements.some((asked) => asked.status === 'OPEN' && asked.supplementId === event.supplementId)

const isRunning = ({ context, event }: Asked): boolean =>
  event.type === 'LIMIT_PASSED' &&
  context.timers.some((timer) => timer.timerId === event.timerId && timer.kind === event.kind && timer.status === 'RUNNING')

export const isLimitOf = (asked: Asked, { kind }: { kind: TimerKind }): boolean =>
  asked.event.type === 'LIMIT_PASSED' && asked.event.kind === kind && isRunning(asked)

/**
 * A limit cannot pass while its clock stands still: such a message is stale. Where silence is an answer it is not taken while a withdrawal is
 * looked at: the limit keeps waiting, and passes when the dossier is back in its step.
 */
export function mayBecomeLate(asked: Asked, { silent }: { silent: string[] }): boolean {
  const { context, event } = asked
  if (event.type !== 'LIMIT_PASSED' || !isRunning(asked)) return false
  if (event.kind === 'INTAKE') return true
  if (event.kind === 'LEGAL') return !isPaused(context)
  if (event.kind !== 'STEP' || isWaiting(context)) return false
  const timer = context.timers.find(({ timerId }) => timerId === event.timerId)
  const step = context.work.find(({ workId }) => workId === timer?.workId)?.step
  return step === undefined || !silent.includes(step) || !isWithdrawalAsked(context)
}

export const isUndecided = ({ context }: Asked): boolean => context.decision === null
export const isDecided = ({ context }: Asked): boolean => context.decision !== null
export const isActive = ({ context }: Asked): boolean => context.openedAt !== null && context.endedAt === null

export const isObligationOpen = ({ context, event }: Asked): boolean =>
  event.type === 'OBLIGATION_SETTLED' &&
  context.obligations.some((each) => each.obligationId === event.obligationId && each.settledAt === null)

export const isOtherCalendar = ({ context, event }: Asked): boolean =>
  event.type === 'RECALENDAR' && event.calendarVersionId !== context.calendarVersionId

/** Nobody changes his mind so often; a script does. */
const MAX_AMENDMENTS = 20

/** Something else than what stands, while there is still a result to be given out. */
export function mayAmend({ context, event }: Asked): boolean {
  if (event.type !== 'AMEND' || context.openedAt === null || context.endedAt !== null) return false
  const before = context.amendments ?? []
  const last = before.findLast(({ what }) => what === event.what)
  return before.length < MAX_AMENDMENTS && (last?.value !== event.value || last.dataRef !== event.dataRef)
}

/** In a step that asks for it, the clock is suspended only when somebody else agrees. */
export function mayPause({ context, event }: Asked, { steps }: { steps: string[] }): boolean {
  if (event.type !== 'SUSPEND') return false
  const { id, viaId } = event.facts.actor
  const isOther = event.approverId !== id && event.approverId !== viaId
  return isOther || !openStepWorks(context).some(({ step }) => steps.includes(step))
}
