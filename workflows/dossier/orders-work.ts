import { DESK, type Performer } from '../procedure/performer.ts'
import { askFixedMembers, cancelOpinions } from './orders-opinion.ts'
import { pauseLegal, resumeLegal, startTimer } from './orders-time.ts'
import { isBranchMeant } from './questions-block.ts'
import { doerOf, firstStepWork, hasDone, isExcluded, openStepWorks, openWork, requiredAccount } from './reading.ts'
import type { BlockPlan, StepPlan } from './step-plan.ts'
import { chooseLimit, type LimitChoice, type Turn } from './turn.ts'
import { addWork, close, nextRound } from './work-items.ts'

const NO_LIMIT: LimitChoice = { ref: '', limit: null, byCase: {} }

/** Whoever did this step before goes on with it when it comes back, unless four eyes forbid it. */
function assigneeOnReturn(turn: Turn, { step, performer }: StepPlan): string | null {
  const before = doerOf(turn.context, step)
  return before !== null && isExcluded(turn.context, performer, { id: before }) ? null : before
}

/** The work whose ending opens what is opened now; the hand-over and the shell end none. */
function endedWork({ event, context, now }: Turn): string | null {
  if (event.type === 'COMPLETE_STEP' || event.type === 'SEND_BACK') return event.workId
  if (event.type === 'LIMIT_PASSED') return context.timers.find(({ timerId }) => timerId === event.timerId)?.workId ?? null
  if (event.type !== 'RECALL') return null
  const recalled = context.work.find(
    (work) => work.after === event.workId && work.outcome === 'RECALLED' && work.closedAt === now,
  )
  return recalled?.workId ?? event.workId
}

export function openStep(turn: Turn, plan: StepPlan): void {
  const { context } = turn
  const { step, performer } = plan
  const round = nextRound(turn, step)
  const required = requiredAccount(context, performer)
  const work = addWork(turn, {
    workId: `${step}#${round}`,
    step,
    round,
    performer,
    assigneeId: required ?? (hasDone(context, step) ? assigneeOnReturn(turn, plan) : null),
    after: endedWork(turn),
  })
  const { ref, limit } = chooseLimit(plan.limits, context.caseCode)
  turn.effects.push({ type: 'openWork', workId: work.workId, step, performer, limit })
  if (limit) startTimer(turn, { kind: 'STEP', workId: work.workId, ref, limit, startedAt: turn.now })
  for (const form of plan.forms) turn.effects.push({ type: 'issueForm', form })
  if (plan.decidesAgain) context.decision = context.decidedById = context.decidedAt = null
  if (plan.members) askFixedMembers(turn, work, plan.members)
}

/** Only the branches that are meant: their conditions are asked once, here. */
export function openBlock(turn: Turn, { branches }: BlockPlan): void {
  for (const branch of branches) if (isBranchMeant(turn, branch)) openStep(turn, branch.plan)
}

/** One legal clock for all branches: it stands still exactly while every open step lies outside the limit. */
export function settleClock(turn: Turn, { outside }: { outside: Readonly<Record<string, string>> }): void {
  const bases = openStepWorks(turn.context).map(({ step }) => outside[step])
  const [basis] = bases
  const isOutside = basis !== undefined && bases.every((each) => each !== undefined)
  const isStopped = turn.context.legalClock?.pauses.some(({ to, reason }) => to === null && reason === 'OUTSIDE_LIMIT') ?? false
  if (isOutside && !isStopped) pauseLegal(turn, { reason: 'OUTSIDE_LIMIT', basis })
  if (!isOutside && isStopped) resumeLegal(turn, { reason: 'OUTSIDE_LIMIT' })
}

/** A line of progress for every step that was entered. */
export function reportSteps(turn: Turn, { steps }: { steps: string[] }): void {
  const open = openStepWorks(turn.context).map(({ step }) => step)
  for (const step of steps) if (open.includes(step)) turn.effects.push({ type: 'progressPortal', step })
}

function closeSteps(turn: Turn, steps: readonly string[], outcome: string): void {
  for (const work of openStepWorks(turn.context)) {
    if (!steps.includes(work.step)) continue
    cancelOpinions(turn, work)
    close(turn, work, outcome)
  }
  // Two steps outside the limit, one after the other, have each their own pause with its own basis.
  if (openStepWorks(turn.context).length === 0) resumeLegal(turn, { reason: 'OUTSIDE_LIMIT' })
}

/** Ends the open work of a step with an outcome, or with a word of the shell in capitals. */
export function closeStep(turn: Turn, { step, outcome }: { step: string; outcome: string }): void {
  closeSteps(turn, [step], outcome)
}

/** What other branches still had to do is not needed any more. */
export function cancelSteps(turn: Turn, { steps }: { steps: string[] }): void {
  closeSteps(turn, steps, 'CANCELLED')
}

/** Takes back what the ending of a work had opened. */
export function closeRecalled(turn: Turn): void {
  const { event } = turn
  if (event.type !== 'RECALL') return
  const opened = openStepWorks(turn.context).filter(({ after }) => after === event.workId)
  closeSteps(
    turn,
    opened.map(({ step }) => step),
    'RECALLED',
  )
}

/** The shell's own duties: arrivals, hand-over, withdrawal, return. */
export function openDuty(turn: Turn, { duty, limits = NO_LIMIT }: { duty: string; limits?: LimitChoice }): void {
  const current = firstStepWork(turn.context)
  const performer: Performer =
    duty === 'withdrawal' && current
      ? { role: current.performer.role, unitKind: current.performer.unitKind, agency: current.performer.agency }
      : DESK
  const round = nextRound(turn, duty)
  const assigneeId = duty === 'withdrawal' ? (current?.assigneeId ?? null) : null
  const { workId } = addWork(turn, { workId: `${duty}#${round}`, step: duty, round, performer, assigneeId })
  const { limit } = chooseLimit(limits, turn.context.caseCode)
  turn.effects.push({ type: 'openWork', workId, step: duty, performer, limit })
}

export function closeDuty(turn: Turn, { duty }: { duty: string }): void {
  const work = turn.context.work.find((each) => each.step === duty && each.closedAt === null)
  if (work) close(turn, work, turn.event.type)
}

export function assignWork(turn: Turn): void {
  const { event } = turn
  if (event.type !== 'ASSIGN') return
  const assigneeId = event.mode === 'release' ? null : event.accountId
  turn.context.work = turn.context.work.map((work) => (work.workId === event.workId ? { ...work, assigneeId } : work))
}

export function markOpened(turn: Turn): void {
  const { event } = turn
  if (event.type !== 'OPEN_WORK') return
  turn.context.work = turn.context.work.map((work) =>
    work.workId === event.workId ? { ...work, firstOpenedAt: turn.now } : work,
  )
}

export function decide(turn: Turn, { decision }: { decision: 'GRANTED' | 'REFUSED' }): void {
  turn.context.decision = decision
  turn.context.decidedById = turn.actorId
  turn.context.decidedAt = turn.now
  turn.effects.push({ type: 'issueResult' })
}

/** Nothing stays open behind an end. */
export function closeAllWork(turn: Turn): void {
  for (const work of openStepWorks(turn.context)) cancelOpinions(turn, work)
  for (const work of openWork(turn.context)) close(turn, work, 'ENDED')
}
