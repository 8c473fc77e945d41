import { DomainError } from '#workflows/domain-error.ts'
import type { CitizenActor } from '../account/actor.ts'
import { changeApplicant } from '../dossier/amend-dossier.ts'
import { idOf } from '../exchange/deterministic-id.ts'
import { endHelpFrom, type InvitationRow } from './invitation.repository.ts'

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
