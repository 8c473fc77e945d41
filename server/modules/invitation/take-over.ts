import { DomainError } from '#workflows/domain-error.ts'
import type { CitizenActor } from '../account/actor.ts'
import { identityOf } from '../account/identity-of.ts'
import { changeApplicant } from '../dossier/amend-dossier.ts'
import { findDraft } from '../draft/draft.repository.ts'
import { answersFor } from '../draft/prefill.ts'
import { workOut } from '../draft/work-out.ts'
import { idOf } from '../exchange/deterministic-id.ts'
import { setting } from '../setting/settings.ts'
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

/**
 * A filing that is not handed in yet becomes the matter of the one who accepts it. What registers and the identity provider said was about
 * the former owner: it goes, and what is known of the new one stands there instead. What people wrote, and the papers, stay.
 */
export async function takeOverDraft(actor: CitizenActor, offer: InvitationRow): Promise<void> {
  const [identity, days] = await Promise.all([identityOf(actor.id), setting('draft.days')])
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const draft = await findDraft(offer.subjectId)
    if (!draft || draft.submittedAt || draft.expiresAt <= draft.now || draft.owner !== null || draft.source !== 'ONLINE')
      throw new DomainError('EVENT_NOT_ALLOWED', `offer ${offer.id}: draft ${offer.subjectId} cannot change hands`)
    const { definition, typed, facts } = await workOut(draft)
    const at = draft.now.toISOString()
    const mine = await answersFor(definition, { typed, sources: draft.sources }, { identity, at, facts })
    if (await acceptDraft(offer, actor.id, { revision: draft.revision, days, ...mine })) return
    const now = await findInvitation(offer.id)
    // pressed twice at once
    if (now?.status === 'ACCEPTED' && now.toId === actor.id) return
    if (now?.status !== 'OPEN' || now.isExpired || draft.accountId !== offer.fromId) break
  }
  throw new DomainError('EVENT_NOT_ALLOWED', `offer ${offer.id} was answered or taken back, or its draft is somebody else's`)
}
