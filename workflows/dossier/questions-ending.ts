import { isJoined, mayEnter } from './questions-block.ts'
import { opinionsSuffice } from './questions-opinion.ts'
import { isOwnWork } from './questions-work.ts'
import type { DossierContext, Work } from './state.ts'
import type { Ending } from './step-plan.ts'
import type { ToldEvent } from './turn.ts'

interface Asked {
  context: DossierContext
  event: ToldEvent
}

/** The way itself: it exists in this case, and what lies behind it can begin. */
function isOpenWay(asked: Asked, { condition, cases, needsDecision, branches, join }: Ending): boolean {
  const { context, event } = asked
  return (
    (condition === null || event.facts.conditions[condition] === true) &&
    (cases === null || (context.caseCode !== null && cases.includes(context.caseCode))) &&
    (!needsDecision || context.decision !== null) &&
    (join === null || isJoined(context, join) === join.isReached) &&
    mayEnter(asked, { branches })
  )
}

/** Settled, and required in this round of the step. */
export const isObligationSettled = ({ obligations }: DossierContext, { workId, openedAt }: Work): boolean =>
  obligations.some((each) => each.settledAt !== null && each.requiredAt >= openedAt && (each.workId ?? workId) === workId)

const areSubsClosed = ({ subs }: DossierContext, { workId }: Work): boolean => {
  const own = subs.filter((sub) => sub.workId === workId)
  return own.length > 0 && own.every(({ closedAt }) => closedAt !== null)
}

export function mayEndSo(asked: Asked, ending: Ending): boolean {
  const { context, event } = asked
  if (event.type !== 'COMPLETE_STEP' || event.outcome !== ending.outcome || !isOwnWork(asked, ending)) return false
  const work = context.work.find(({ workId }) => workId === event.workId)
  if (work === undefined) return false
  return (
    (!ending.needsReason || event.reasonRef !== undefined) &&
    ending.checks.every((check) => event.checks?.includes(check)) &&
    (ending.members === null || opinionsSuffice(context, event.workId, ending.members)) &&
    (!ending.needsObligation || isObligationSettled(context, work)) &&
    (!ending.needsSubs || areSubsClosed(context, work)) &&
    isOpenWay(asked, ending)
  )
}

/** Silence is an answer here: the step's own limit has passed. */
export function isSilentConsent(asked: Asked, ending: Ending): boolean {
  const { context, event } = asked
  if (event.type !== 'LIMIT_PASSED' || event.kind !== 'STEP') return false
  const timer = context.timers.find(({ timerId, status }) => timerId === event.timerId && status === 'RUNNING')
  const work = context.work.find(({ workId, closedAt }) => workId === timer?.workId && closedAt === null)
  return timer?.kind === 'STEP' && work?.step === ending.step && isOpenWay(asked, ending)
}
