import { DomainError } from '#workflows/domain-error.ts'
import type { Actor } from '../account/actor.ts'
import { type DraftRow, findDraft } from './draft.repository.ts'

/** Whose it is: the citizen who began it, or the desk officer while he works at that desk. */
function isOwn(actor: Actor, draft: DraftRow): boolean {
  if (draft.accountId !== actor.id) return false
  if (draft.source === 'ONLINE') return actor.kind === 'CITIZEN'
  return actor.grants.some(({ role, agencyId }) => role === 'desk' && agencyId === draft.agencyId)
}

/** To everybody else it does not exist. */
export async function ownDraft(actor: Actor, id: string): Promise<DraftRow> {
  const draft = await findDraft(id)
  if (!draft || !isOwn(actor, draft)) throw new DomainError('NOT_FOUND', `no draft ${id} of ${actor.id}`)
  return draft
}

export function refuseExpired(draft: DraftRow): void {
  if (draft.expiresAt <= draft.now) throw new DomainError('DRAFT_EXPIRED', `draft ${draft.id} expired`)
}

/** One that may still be changed. */
export async function openDraft(actor: Actor, id: string): Promise<DraftRow> {
  const draft = await ownDraft(actor, id)
  if (draft.submittedAt)
    throw new DomainError('EVENT_NOT_ALLOWED', `draft ${id} was submitted`, { dossierCode: draft.dossierCode })
  refuseExpired(draft)
  return draft
}
