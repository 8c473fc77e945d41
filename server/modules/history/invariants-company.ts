import { idOf } from '../exchange/deterministic-id.ts'
import type { StoredHistory } from './history.repository.ts'
import type { Projections } from './invariants.repository.ts'

/**
 * Those whom the applicant let in, and what was said: a filing that changed hands did so by the offer that names both, a helper who wrote
 * had been let in, each side wrote as itself and with files of its own, and nobody has read what nobody wrote.
 */
export function faultsOfCompany(
  history: Pick<StoredHistory, 'events'>,
  { invitations, messages, reads }: Pick<Projections, 'invitations' | 'messages' | 'reads'>,
): string[] {
  const faults: string[] = []
  const successions = history.events.filter(({ type, payload }) => type === 'AMEND' && payload.what === 'APPLICANT')
  const offerOf = (requestId: string) =>
    invitations.find(({ id, kind }) => kind === 'HAND_OVER' && idOf('hand-over', id) === requestId)
  for (const event of successions) {
    const offer = offerOf(event.requestId)
    // between the two halves of accepting the offer is still open
    const isBoth = offer && (offer.status === 'OPEN' || (offer.status === 'ACCEPTED' && offer.toId === event.actorId))
    if (!isBoth || event.payload.value !== event.actorId) faults.push(`event ${event.seq}: another applicant without an offer`)
  }
  // what changed hands before it was handed in has no event: the chain begins with the new owner
  const openedAt = new Date(history.events[0]?.at ?? 0)
  for (const { id, kind, status, answeredAt } of invitations) {
    const isOfDossier = kind === 'HAND_OVER' && status === 'ACCEPTED' && answeredAt !== null && new Date(answeredAt) > openedAt
    if (isOfDossier && !successions.some((event) => event.requestId === idOf('hand-over', id)))
      faults.push(`offer ${id} was accepted, and the applicant is who it was`)
  }
  for (const { id, side, authorId, onBehalfOfId, createdAt, isStaff, strangeFiles } of messages) {
    for (const file of strangeFiles) faults.push(`message ${id} carries ${file}, which was not sent for it`)
    if ((side === 'AGENCY') !== isStaff) faults.push(`message ${id} was written on the other side`)
    const wasLetIn = invitations.some(
      (each) => each.kind === 'HELP' && each.toId === authorId && each.answeredAt !== null && each.answeredAt <= createdAt,
    )
    if (onBehalfOfId !== null && !wasLetIn) faults.push(`message ${id} in the name of another without an invitation`)
  }
  for (const { readerId, isKnown } of reads) if (!isKnown) faults.push(`${readerId} has read a message that is not there`)
  return faults
}
