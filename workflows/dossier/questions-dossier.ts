import { mayDo, openStepWorks } from './reading.ts'
import type { DossierContext, Facts, Work } from './state.ts'
import type { ToldEvent } from './turn.ts'

interface Asked {
  context: DossierContext
  event: ToldEvent
}

const isSomebodyElse = ({ id, viaId }: Facts['actor'], approverId: string | undefined): boolean =>
  approverId !== undefined && approverId !== id && approverId !== viaId

/** The open work of one of these steps that the actor has, or could take. */
function ownWorkIn({ context, event }: Asked, steps: readonly string[]): Work | undefined {
  const { actor } = event.facts
  return openStepWorks(context).find(
    (work) =>
      steps.includes(work.step) && mayDo(context, work, actor) && (work.assigneeId === null || work.assigneeId === actor.id),
  )
}

/** "Once and fully": the number is the version's, and a request that was called back does not count; one more needs somebody else's agreement. */
export function maySupplement({ context, event }: Asked, { max, beyond }: { max: number; beyond: boolean }): boolean {
  if (event.type !== 'REQUEST_SUPPLEMENT') return false
  if (context.supplements.some((asked) => asked.supplementId === event.supplementId)) return false
  const asked = context.supplements.filter(({ status }) => status !== 'CANCELLED').length
  return asked < max || (beyond && isSomebodyElse(event.facts.actor, event.approverId))
}

/** Beyond the promised date only with the agreement of somebody else than who asks for it. */
export const mayExtend = ({ context, event }: Asked, { max, fourEyes }: { max: number; fourEyes: boolean }): boolean =>
  event.type === 'EXTEND' &&
  context.extensions < max &&
  event.newPromisedAt > (context.promisedAt ?? event.facts.now) &&
  (!fourEyes || isSomebodyElse(event.facts.actor, event.approverId))

export const isAskedByApplicant = ({ event }: Asked): boolean => event.type === 'STOP' && event.by === 'APPLICANT'

export const obligationStepOf = (asked: Asked, steps: readonly string[]): Work | undefined => ownWorkIn(asked, steps)

/** A version that has a step for it requires it there; any other, wherever processing stands. */
export function mayRequireObligation(asked: Asked, { steps }: { steps: readonly string[] }): boolean {
  const { context, event } = asked
  if (event.type !== 'REQUIRE_OBLIGATION') return false
  if (context.obligations.some(({ obligationId }) => obligationId === event.obligationId)) return false
  return steps.length === 0 || obligationStepOf(asked, steps) !== undefined
}

export const mayTransfer = ({ context, event }: Asked): boolean =>
  event.type === 'TRANSFER' && context.decision === null && context.transfers.at(-1)?.toAgencyId !== event.toAgencyId

export const subStepOf = (asked: Asked, steps: readonly string[]): Work | undefined => ownWorkIn(asked, steps)

export const mayOpenSub = (asked: Asked, { steps }: { steps: readonly string[] }): boolean =>
  asked.event.type === 'OPEN_SUB' &&
  subStepOf(asked, steps) !== undefined &&
  !asked.context.subs.some((sub) => 'subDossierId' in asked.event && sub.subDossierId === asked.event.subDossierId)

export const isSubOpen = ({ context, event }: Asked): boolean =>
  event.type === 'SUB_CLOSED' &&
  context.endedAt === null &&
  context.subs.some((sub) => sub.subDossierId === event.subDossierId && sub.closedAt === null)
