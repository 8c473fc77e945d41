import { literalRef } from '../procedure/limits.ts'
import type { Performer } from '../procedure/performer.ts'
import type { Limit } from '../working-time/working-time.schema.ts'
import type { MachineEvent } from './events.ts'
import { startTimer, stopTimers } from './orders-time.ts'
import { isFixedMemberMeant, isJoinReached } from './questions-opinion.ts'
import { opinionsOf } from './reading.ts'
import type { Opinion, Work } from './state.ts'
import type { MembersPlan } from './step-plan.ts'
import { type ChosenLimit, chooseLimit, type Turn } from './turn.ts'
import { addWork, close } from './work-items.ts'

type AskedMember = Extract<MachineEvent, { type: 'ADD_MEMBER' }>['member']

interface Asking {
  member: string
  performer: Performer
  accountId: string | null
  limit: ChosenLimit
}

function ask(turn: Turn, main: Work, { member, performer, accountId, limit }: Asking): void {
  turn.context.opinions = [
    ...turn.context.opinions,
    {
      workId: main.workId,
      member,
      performer,
      accountId,
      askedById: turn.actorId,
      askedAt: turn.now,
      limitRef: limit.ref,
      status: 'OPEN',
      answer: null,
      counts: null,
      answeredAt: null,
      answeredById: null,
      dataRef: null,
    },
  ]
  const { step, round } = main
  const { workId } = addWork(turn, {
    workId: `${main.workId}.${member}`,
    step,
    round,
    performer,
    assigneeId: accountId,
    member,
  })
  turn.effects.push({ type: 'openWork', workId, step, performer, limit: limit.limit })
  if (limit.limit) startTimer(turn, { kind: 'OPINION', workId, ref: limit.ref, limit: limit.limit, startedAt: turn.now })
  turn.effects.push({ type: 'askAgency', workId: main.workId, member })
}

const askFixed = (turn: Turn, main: Work, { member, performer, limits }: MembersPlan['fixed'][number]): void =>
  ask(turn, main, { member, performer, accountId: null, limit: chooseLimit(limits, turn.context.caseCode) })

/** Whoever the version names is asked as soon as the step is open. */
export function askFixedMembers(turn: Turn, main: Work, { fixed }: MembersPlan): void {
  for (const member of fixed) if (isFixedMemberMeant(turn, member)) askFixed(turn, main, member)
}

function askTold(turn: Turn, main: Work, plan: MembersPlan, told: AskedMember): void {
  const fixed = plan.fixed.find(({ member }) => member === told.member)
  if (fixed) askFixed(turn, main, fixed)
  if (fixed || !plan.chosen) return
  const agency = told.performer?.agency ?? plan.chosen.performer.agency
  const own: Limit | null = told.limit ? { ...told.limit, end: 'arrivalTime' } : null
  ask(turn, main, {
    member: told.member,
    performer: { ...plan.chosen.performer, agency },
    accountId: told.accountId ?? null,
    limit: own === null ? chooseLimit(plan.limits, turn.context.caseCode) : { ref: literalRef(own), limit: own },
  })
}

const mainWork = ({ context, event }: Turn): Work | undefined =>
  'workId' in event ? context.work.find(({ workId }) => workId === event.workId) : undefined

export function askOpinions(turn: Turn, plan: MembersPlan): void {
  const { event } = turn
  const main = mainWork(turn)
  if (!main) return
  if (event.type === 'ASK_OPINION') for (const member of event.members) askTold(turn, main, plan, member)
  if (event.type === 'ADD_MEMBER') askTold(turn, main, plan, event.member)
}

function settle(turn: Turn, asked: Opinion, change: Partial<Opinion>, outcome: string): void {
  turn.context.opinions = turn.context.opinions.map((each) =>
    each.workId === asked.workId && each.member === asked.member ? { ...each, ...change } : each,
  )
  const work = turn.context.work.find(({ workId }) => workId === `${asked.workId}.${asked.member}`)
  if (work) close(turn, work, outcome)
}

function cancelOpen(turn: Turn, workId: string): void {
  for (const asked of opinionsOf(turn.context, workId))
    if (asked.status === 'OPEN') settle(turn, asked, { status: 'CANCELLED' }, 'CANCELLED')
}

/** The step ends, however it does: nobody has to answer any more. */
export const cancelOpinions = (turn: Turn, { workId }: Work): void => cancelOpen(turn, workId)

/** Enough have answered with this one: whoever asked is told, and the others may be spared. */
function noteJoin(turn: Turn, workId: string, plan: MembersPlan, wasReached: boolean): void {
  if (wasReached || !isJoinReached(plan.join, opinionsOf(turn.context, workId))) return
  if (plan.rest === 'cancel') cancelOpen(turn, workId)
  turn.effects.push({ type: 'notify', template: 'opinionsEnded', audience: 'performer' })
}

export function giveOpinion(turn: Turn, plan: MembersPlan): void {
  const { event } = turn
  if (event.type !== 'GIVE_OPINION') return
  const asked = opinionsOf(turn.context, event.workId).find(({ member }) => member === event.member)
  const meaning = plan.answers.find(({ id }) => id === event.answer)
  if (!asked || !meaning) return
  const wasReached = isJoinReached(plan.join, opinionsOf(turn.context, event.workId))
  const answered = { answer: event.answer, counts: meaning.counts, dataRef: event.dataRef }
  settle(
    turn,
    asked,
    { ...answered, status: 'ANSWERED', answeredAt: turn.now, answeredById: turn.viaId ?? turn.actorId },
    event.answer,
  )
  noteJoin(turn, event.workId, plan, wasReached)
}

export function closeOpinions(turn: Turn): void {
  if (turn.event.type === 'CLOSE_OPINIONS') cancelOpen(turn, turn.event.workId)
}

/** A member's limit passes: the version says whether silence is consent, or only late. */
export function passOpinion(turn: Turn, plan: MembersPlan): void {
  const { event, context } = turn
  if (event.type !== 'LIMIT_PASSED') return
  const late = context.timers.find(({ timerId }) => timerId === event.timerId)
  const asked = context.opinions.find(({ workId, member }) => `${workId}.${member}` === late?.workId)
  if (!asked) return
  if (plan.silence === 'waits') {
    stopTimers(turn, ({ timerId }) => timerId === event.timerId)
    turn.effects.push({ type: 'notify', template: 'opinionLate', audience: 'performer' })
    return
  }
  const wasReached = isJoinReached(plan.join, opinionsOf(context, asked.workId))
  settle(turn, asked, { status: 'SILENT', counts: 'for' }, 'SILENT')
  noteJoin(turn, asked.workId, plan, wasReached)
}
