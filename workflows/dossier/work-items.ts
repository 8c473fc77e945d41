import type { Performer } from '../procedure/performer.ts'
import { stopTimers } from './orders-time.ts'
import type { Work } from './state.ts'
import type { Turn } from './turn.ts'

export interface NewWork {
  workId: string
  step: string
  round: number
  performer: Performer
  assigneeId: string | null
  member?: string
  after?: string | null
}

/** The next round of a step, or of a duty of the shell. Work that was renamed by a move to another version keeps its id, which stays taken. */
export function nextRound({ context }: Turn, step: string): number {
  let round = 1 + context.work.filter((work) => work.step === step && work.member === null).length
  while (context.work.some(({ workId }) => workId === `${step}#${round}`)) round += 1
  return round
}

export function addWork(turn: Turn, { member, after, ...given }: NewWork): Work {
  const work: Work = {
    ...given,
    openedAt: turn.now,
    firstOpenedAt: null,
    closedAt: null,
    closedById: null,
    closedViaId: null,
    outcome: null,
    dataRef: null,
    reasonRef: null,
    member: member ?? null,
    after: after ?? null,
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
