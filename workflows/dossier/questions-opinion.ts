import type { Join } from '../procedure/definition.ts'
import type { MachineEvent } from './events.ts'
import { isOwnWork } from './questions-work.ts'
import { isExcluded, opinionsOf } from './reading.ts'
import type { DossierContext, Opinion, Work } from './state.ts'
import type { MembersPlan } from './step-plan.ts'
import type { ToldEvent } from './turn.ts'

interface Asked {
  context: DossierContext
  event: ToldEvent
}

export const isFixedMemberMeant = ({ event }: Pick<Asked, 'event'>, { condition }: MembersPlan['fixed'][number]): boolean =>
  condition === null || event.facts.conditions[condition] !== false

export const hasSpoken = ({ status }: Opinion): boolean => status === 'ANSWERED' || status === 'SILENT'

/** Whether enough of those who were asked have answered; a quorum is never made up by asking fewer. */
export function isJoinReached(join: Join, opinions: readonly Opinion[]): boolean {
  if (join.type === 'all') return !opinions.some(({ status }) => status === 'OPEN')
  return opinions.filter(hasSpoken).length >= (join.type === 'any' ? 1 : join.n)
}

const isChosen = ({ fixed }: MembersPlan, { member }: Opinion): boolean => !fixed.some((each) => each.member === member)

const chosenOf = (context: DossierContext, workId: string, plan: MembersPlan): Opinion[] =>
  opinionsOf(context, workId).filter((opinion) => isChosen(plan, opinion))

/** The step may go on: enough have answered, and as many were chosen as the version wants. */
export const opinionsSuffice = (context: DossierContext, workId: string, plan: MembersPlan): boolean =>
  isJoinReached(plan.join, opinionsOf(context, workId)) && chosenOf(context, workId, plan).length >= (plan.chosen?.min ?? 0)

type Told = Extract<MachineEvent, { type: 'ADD_MEMBER' }>['member']

/** A colleague is chosen by name, another office by its agency; nobody is asked twice. */
function isProper(plan: MembersPlan, known: readonly Opinion[], told: Told): boolean {
  if (known.some(({ member }) => member === told.member)) return false
  if (plan.fixed.some(({ member }) => member === told.member))
    return told.performer === undefined && told.accountId === undefined && told.limit === undefined
  const { chosen } = plan
  if (chosen === null) return false
  if (chosen.from === 'own') return told.accountId !== undefined && !known.some(({ accountId }) => accountId === told.accountId)
  const { performer } = told
  return (
    performer !== undefined &&
    performer.role === chosen.performer.role &&
    performer.unitKind === chosen.performer.unitKind &&
    !known.some((each) => each.performer.agency === performer.agency && each.accountId === (told.accountId ?? null))
  )
}

/** The first choice names all at once; what comes later is added one by one. */
export function mayAskOpinions(asked: Asked, plan: MembersPlan): boolean {
  const { context, event } = asked
  if (event.type !== 'ASK_OPINION' || !isOwnWork(asked, plan) || plan.chosen === null) return false
  const known = opinionsOf(context, event.workId)
  const names = event.members.map(({ member }) => member)
  const accounts = event.members.flatMap(({ accountId }) => accountId ?? [])
  const agencies = event.members.flatMap(({ accountId, performer }) => (accountId === undefined ? (performer?.agency ?? []) : []))
  return (
    !known.some((opinion) => isChosen(plan, opinion)) &&
    event.members.length >= plan.chosen.min &&
    event.members.length <= plan.chosen.max &&
    [names, accounts, agencies].every((each) => new Set(each).size === each.length) &&
    event.members.every((told) => !plan.fixed.some(({ member }) => member === told.member) && isProper(plan, known, told))
  )
}

export function mayAddMember(asked: Asked, plan: MembersPlan): boolean {
  const { context, event } = asked
  if (event.type !== 'ADD_MEMBER' || !isOwnWork(asked, plan)) return false
  if (!isProper(plan, opinionsOf(context, event.workId), event.member)) return false
  const isFixed = plan.fixed.some(({ member }) => member === event.member.member)
  return isFixed || (plan.chosen?.addLater === true && chosenOf(context, event.workId, plan).length < plan.chosen.max)
}

const memberWork = ({ work }: DossierContext, { workId, member }: Opinion): Work | undefined =>
  work.find((each) => each.workId === `${workId}.${member}`)

export function mayGiveOpinion({ context, event }: Asked, plan: MembersPlan): boolean {
  if (event.type !== 'GIVE_OPINION') return false
  const asked = opinionsOf(context, event.workId).find(({ member, status }) => member === event.member && status === 'OPEN')
  const work = asked && memberWork(context, asked)
  const { actor } = event.facts
  return (
    work !== undefined &&
    work.step === plan.step &&
    plan.answers.some(({ id }) => id === event.answer) &&
    !isExcluded(context, work.performer, actor) &&
    (work.assigneeId === null || work.assigneeId === actor.id)
  )
}

/** Closing spares those who have not answered; it cannot make up a number that the version wants. */
export function mayCloseOpinions(asked: Asked, plan: MembersPlan): boolean {
  const { context, event } = asked
  if (event.type !== 'CLOSE_OPINIONS' || !isOwnWork(asked, plan)) return false
  const known = opinionsOf(context, event.workId)
  return known.some(({ status }) => status === 'OPEN') && (plan.join.type === 'all' || isJoinReached(plan.join, known))
}

/** The limit of a member of this step. */
export function isOpinionLimit({ context, event }: Asked, { step }: { step: string }): boolean {
  if (event.type !== 'LIMIT_PASSED' || event.kind !== 'OPINION') return false
  const timer = context.timers.find(({ timerId, status }) => timerId === event.timerId && status === 'RUNNING')
  return timer?.kind === 'OPINION' && context.work.some((work) => work.workId === timer.workId && work.step === step)
}
