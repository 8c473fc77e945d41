import { DomainError } from '#workflows/domain-error.ts'
import type { CitizenActor } from '../account/actor.ts'
import { changeApplicant } from '../dossier/amend-dossier.ts'
import { draftOfSuccessor } from '../draft/draft-of-successor.ts'
import { idOf } from '../exchange/deterministic-id.ts'
import { acceptDraft, endHelpFrom, findInvitation, type InvitationRow } from './invitation.repository.ts'

/**
 * Accepting is the act: from now on this person is the applicant. The request id is the invitation's, so that a process that died between
 * the dossier and the invitation does both halves the next time.
 */
export async function takeOver(actor: CitizenActor, invitation: InvitationRow): Promise<void> {
  const { id, code, subjectId, fromId } = invitation
  if (code === null) throw new DomainError('EVENT_NOT_ALLOWED', `invitation ${id} is about no dossier`)
  await changeApplicant(actor, { code, invitationId: id, fromId, requestId: idOf('hand-over', id) })
  await endHelpFrom(subjectId, fromId)
}

/** Whoever writes in it at the same moment is waited for. */
const ATTEMPTS = 5

/** A draft changes hands in one statement with the answer to the offer. */
export async function takeOverDraft(actor: CitizenActor, offer: InvitationRow): Promise<void> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const draft = await draftOfSuccessor(actor, offer.subjectId)
    if (draft && (await acceptDraft(offer, actor.id, draft))) return
    const now = await findInvitation(offer.id)
    // pressed twice at once
    if (now?.status === 'ACCEPTED' && now.toId === actor.id) return
    if (!draft || now?.status !== 'OPEN' || now.isExpired || draft.ownerId !== offer.fromId) break
  }
  throw new DomainError('EVENT_NOT_ALLOWED', `offer ${offer.id} was answered or taken back, or its draft cannot change hands`)
}
