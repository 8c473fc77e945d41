import { hasDone, isDrawn, isExcluded, mayDo, openStepWorks, openWork, opinionsOf, passage } from './reading.ts'
import type { DossierContext, Work } from './state.ts'
import type { ToldEvent } from './turn.ts'

interface Asked {
  context: DossierContext
  event: ToldEvent
}

const workMeant = ({ context, event }: Asked): Work | undefined =>
  'workId' in event ? openWork(context).find((work) => work.workId === event.workId) : undefined

/** The event names the open work of this step, and nobody else has it. */
export function isOwnWork(asked: Asked, { step }: { step: string }): boolean {
  const work = workMeant(asked)
  const { actor } = asked.event.facts
  return (
    work !== undefined &&
    work.step === step &&
    work.member === null &&
    mayDo(asked.context, work, actor) &&
    (work.assigneeId === null || work.assigneeId === actor.id)
  )
}

export const goesTo = ({ event }: Asked, { step }: { step: string }): boolean => 'toStep' in event && event.toStep === step

/** A block was done when any step of it was. */
export const wasDone = ({ context }: Asked, { steps }: { steps: string[] }): boolean =>
  steps.some((step) => hasDone(context, step))

const isUntouched = (context: DossierContext, work: Work): boolean =>
  work.closedAt === null &&
  work.firstOpenedAt === null &&
  !context.work.some(
    (each) => each.member !== null && each.workId === `${work.workId}.${each.member}` && each.firstOpenedAt !== null,
  ) &&
  !opinionsOf(context, work.workId).some(({ status }) => status === 'ANSWERED' || status === 'SILENT')

const NEVER_RECALLED = ['RECALLED', 'CANCELLED', 'TRANSFERRED', 'ENDED']

/** The last step of a branch that only waits for the others. */
function isWaitingAtJoin(context: DossierContext, work: Work, block: readonly string[], branch: readonly string[]): boolean {
  const now = passage(context, block)
  const isHere = openStepWorks(context).some(({ step }) => block.includes(step) && !branch.includes(step))
  return isHere && isDrawn(work.outcome) && now.findLast(({ step }) => branch.includes(step)) === work
}

/**
 * Calling one's own work back, until whoever goes on has looked at it. A work that was itself called back cannot be called back again, nor
 * one with whose ending others were told that they need not go on.
 */
export function mayRecall(
  { context, event }: Asked,
  { step, place }: { step: string; place: { block: string[]; branch: string[] } | null },
): boolean {
  if (event.type !== 'RECALL') return false
  const work = context.work.find(({ workId }) => workId === event.workId)
  if (work === undefined || work.step !== step || work.member !== null || work.closedAt === null) return false
  if (work.closedById !== event.facts.actor.id || work.outcome === null || NEVER_RECALLED.includes(work.outcome)) return false
  const next = context.work.filter(({ after }) => after === work.workId)
  if (next.length === 0) return place !== null && isWaitingAtJoin(context, work, place.block, place.branch)
  const spared = context.work.some(
    (each) => each.member === null && each.outcome === 'CANCELLED' && each.closedAt === work.closedAt,
  )
  return !spared && next.every((each) => each.step !== step && isUntouched(context, each))
}

/** A person who was asked by name answers in person. */
const isBoundTo = ({ opinions }: DossierContext, { workId }: Work): boolean =>
  opinions.some((opinion) => opinion.accountId !== null && `${opinion.workId}.${opinion.member}` === workId)

export function mayAssign(asked: Asked): boolean {
  const { context, event } = asked
  const work = workMeant(asked)
  if (event.type !== 'ASSIGN' || work === undefined || isBoundTo(context, work)) return false
  if (event.mode === 'release') return work.assigneeId !== null && work.assigneeId === event.accountId
  // To oneself the delegate comes along, and four eyes look at both.
  const taker = event.accountId === event.facts.actor.id ? event.facts.actor : { id: event.accountId }
  if (!mayDo(context, work, taker)) return false
  if (event.mode === 'reassign') return work.assigneeId !== null && work.assigneeId !== event.accountId
  if (event.mode === 'claim' && event.accountId !== event.facts.actor.id) return false
  return work.assigneeId === null
}

/** The first look counts, by somebody whose work it may be. */
export function mayOpenWork(asked: Asked): boolean {
  const work = workMeant(asked)
  const { actor } = asked.event.facts
  return (
    asked.event.type === 'OPEN_WORK' &&
    work !== undefined &&
    work.firstOpenedAt === null &&
    !isExcluded(asked.context, work.performer, actor) &&
    (work.assigneeId === null || work.assigneeId === actor.id)
  )
}
