import { DESK, type Performer } from '../procedure/definition.ts'
import { pauseLegal, startTimer, stopTimers } from './orders-time.ts'
import { hasDone, isExcluded, lastDone, openStepWork, openWork, requiredAccount } from './reading.ts'
import type { Work } from './state.ts'
import { chooseLimit, type LimitChoice, type Turn } from './turn.ts'

export interface StepPlan {
  step: string
  performer: Performer
  limits: LimitChoice
  /** Set when the time in this step is not the agency's. */
  outsideLimit: { basis: string } | null
  /** A `sign` step is this one or lies ahead: whatever was decided before is decided anew. */
  decidesAgain: boolean
}

const NO_LIMIT: LimitChoice = { ref: '', limit: null, byCase: {} }

function addWork(turn: Turn, step: string, performer: Performer, assigneeId: string | null): Work {
  const round = 1 + turn.context.work.filter((work) => work.step === step).length
  const work: Work = {
    workId: `${step}#${round}`,
    step,
    round,
    performer,
    openedAt: turn.now,
    assigneeId,
    firstOpenedAt: null,
    closedAt: null,
    closedById: null,
    closedViaId: null,
    outcome: null,
    dataRef: null,
    reasonRef: null,
    member: null,
    after: null,
  }
  turn.context.work = [...turn.context.work, work]
  return work
}

function closing(turn: Turn, outcome: string): Partial<Work> {
  const { event } = turn
  return {
    closedAt: turn.now,
    closedById: turn.actorId,
    closedViaId: turn.viaId,
    outcome,
    dataRef: 'dataRef' in event && event.dataRef !== undefined ? event.dataRef : null,
    reasonRef: 'reasonRef' in event && event.reasonRef !== undefined ? event.reasonRef : null,
  }
}

export function close(turn: Turn, work: Work, outcome: string): void {
  turn.context.work = turn.context.work.map((each) =>
    each.workId === work.workId ? { ...each, ...closing(turn, outcome) } : each,
  )
  turn.effects.push({ type: 'closeWork', workId: work.workId })
  stopTimers(turn, (timer) => timer.workId === work.workId)
}

/** Whoever did this step before goes on with it when it comes back, unless four eyes forbid it. */
function assigneeOnReturn(turn: Turn, { step, performer }: StepPlan): string | null {
  const before = lastDone(turn.context, step)?.closedById ?? null
  return before !== null && isExcluded(turn.context, performer, before) ? null : before
}

export function openStep(turn: Turn, plan: StepPlan): void {
  const { context } = turn
  const required = requiredAccount(context, plan.performer)
  const returns = hasDone(context, plan.step)
  const work = addWork(turn, plan.step, plan.performer, required ?? (returns ? assigneeOnReturn(turn, plan) : null))
  const { ref, limit } = chooseLimit(plan.limits, context.caseCode)
  turn.effects.push({ type: 'openWork', workId: work.workId, step: plan.step, performer: plan.performer, limit })
  if (limit) startTimer(turn, { kind: 'STEP', workId: work.workId, ref, limit, startedAt: turn.now })
  if (plan.outsideLimit) pauseLegal(turn, { reason: 'OUTSIDE_LIMIT', basis: plan.outsideLimit.basis })
  if (plan.decidesAgain) context.decision = context.decidedById = context.decidedAt = null
}

/** Ends the open work of the current step with an outcome, or with a word of the shell in capitals. */
export function closeStep(turn: Turn, { outcome }: { outcome: string }): void {
  const work = openStepWork(turn.context)
  if (work) close(turn, work, outcome)
}

/** The shell's own duties: arrivals, hand-over, withdrawal, return. */
export function openDuty(turn: Turn, { duty, limits = NO_LIMIT }: { duty: string; limits?: LimitChoice }): void {
  const current = openStepWork(turn.context)
  const performer: Performer =
    duty === 'withdrawal' && current
      ? { role: current.performer.role, unitKind: current.performer.unitKind, agency: current.performer.agency }
      : DESK
  const work = addWork(turn, duty, performer, duty === 'withdrawal' ? (current?.assigneeId ?? null) : null)
  turn.effects.push({
    type: 'openWork',
    workId: work.workId,
    step: duty,
    performer,
    limit: chooseLimit(limits, turn.context.caseCode).limit,
  })
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
  for (const work of openWork(turn.context)) close(turn, work, 'ENDED')
}
