import { cancelOpinions } from './orders-opinion.ts'
import { resumeLegal } from './orders-time.ts'
import { openStepWorks } from './reading.ts'
import type { Turn } from './turn.ts'
import { close } from './work-items.ts'

/** Another agency begins anew; only what happened here before is remembered. Code and home agency stay. */
export function transfer(turn: Turn): void {
  const { event, context } = turn
  if (event.type !== 'TRANSFER') return
  for (const work of openStepWorks(context)) {
    cancelOpinions(turn, work)
    close(turn, work, 'TRANSFERRED')
  }
  resumeLegal(turn, { reason: 'OUTSIDE_LIMIT' })
  const { toAgencyId, reasonRef } = event
  context.transfers = [
    ...context.transfers,
    { toAgencyId, at: turn.now, byId: turn.actorId, reasonRef, workBefore: context.work.length },
  ]
}
