import { subStepOf } from './questions-dossier.ts'
import type { Turn } from './turn.ts'

/** The dossier in the other procedure is opened by the server, with the id that the event gave it. */
export function openSub(turn: Turn, { steps }: { steps: string[] }): void {
  const { event, context } = turn
  const work = subStepOf(turn, steps)
  if (event.type !== 'OPEN_SUB' || !work) return
  const { subDossierId } = event
  context.subs = [
    ...context.subs,
    {
      subDossierId,
      step: work.step,
      workId: work.workId,
      openedAt: turn.now,
      openedById: turn.actorId,
      closedAt: null,
      outcome: null,
    },
  ]
  turn.effects.push({ type: 'openSub', subDossierId })
  turn.effects.push({ type: 'notify', template: 'subOpened', audience: 'applicant' })
}

export function closeSub(turn: Turn): void {
  const { event } = turn
  if (event.type !== 'SUB_CLOSED') return
  turn.context.subs = turn.context.subs.map((sub) =>
    sub.subDossierId === event.subDossierId ? { ...sub, closedAt: turn.now, outcome: event.outcome } : sub,
  )
  turn.effects.push({ type: 'notify', template: 'subClosed', audience: 'performer' })
}
