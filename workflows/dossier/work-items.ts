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

/** The next round of a step, or of a duty of the shell. */
export const nextRound = (turn: Turn, step: string): number =>
  1 + turn.context.work.filter((work) => work.step === step && work.member === null).length

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
