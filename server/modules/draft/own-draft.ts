import { DomainError } from '#workflows/domain-error.ts'
import type { Actor } from '../account/actor.ts'
import { noteReading } from '../account/write-audit.ts'
import { type DraftRow, findDraft } from './draft.repository.ts'
import { endOfDraft } from './draft-end.repository.ts'

/** Whose it is: the citizen who began it, or the desk officer while he works at that desk. */
function isOwn(actor: Actor, draft: DraftRow): boolean {
  if (draft.accountId !== actor.id) return false
  if (draft.source === 'ONLINE') return actor.kind === 'CITIZEN'
  return actor.grants.some(({ role, agencyId }) => role === 'desk' && agencyId === draft.agencyId)
}

/** One that was removed at its end is told apart, to its owner only. */
async function refuseEnded(actor: Actor, id: string): Promise<void> {
  const expiredAt = await endOfDraft(id, actor.id)
  if (expiredAt !== null) throw new DomainError('DRAFT_EXPIRED', `draft ${id} expired and was removed`, { expiredAt })
}

/** To everybody else it does not exist. */
export async function ownDraft(actor: Actor, id: string): Promise<DraftRow> {
  const draft = await findDraft(id)
  if (!draft) await refuseEnded(actor, id)
  if (!draft || !isOwn(actor, draft)) throw new DomainError('NOT_FOUND', `no draft ${id} of ${actor.id}`)
  return draft
}

export function refuseExpired(draft: DraftRow): void {
  if (draft.expiresAt <= draft.now)
    throw new DomainError('DRAFT_EXPIRED', `draft ${draft.id} expired`, { expiredAt: draft.expiresAt.toISOString() })
}

const isHelper = (actor: Actor, draft: DraftRow) => actor.kind === 'CITIZEN' && draft.helperIds.includes(actor.id)

/** One's own, or one that its owner asked to help with: seen and filled, but neither handed in nor thrown away. */
export async function fillableDraft(actor: Actor, id: string): Promise<DraftRow> {
  const draft = await findDraft(id)
  if (!draft) await refuseEnded(actor, id)
  if (!draft || !(isOwn(actor, draft) || isHelper(actor, draft)))
    throw new DomainError('NOT_FOUND', `no draft ${id} of ${actor.id}`)
  return draft
}

/** One that may still be changed. What a helper does is noted with both names. */
export async function openDraft(actor: Actor, id: string): Promise<DraftRow> {
  const draft = await fillableDraft(actor, id)
  if (draft.submittedAt)
    throw new DomainError('EVENT_NOT_ALLOWED', `draft ${id} was submitted`, { dossierCode: draft.dossierCode })
  refuseExpired(draft)
  if (draft.accountId !== actor.id)
    await noteReading({
      actorId: actor.id,
      action: 'draft.help',
      homeAgencyId: draft.agencyId,
      dossierId: draft.id,
      purpose: 'helping the applicant',
      details: { onBehalfOfId: draft.accountId },
    })
  return draft
}
