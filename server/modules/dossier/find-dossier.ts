import { DomainError } from '#workflows/domain-error.ts'
import type { Actor } from '../account/actor.ts'
import { can } from './dossier.policy.ts'
import { findStoredDossier } from './dossier.repository.ts'
import { loadDossier } from './load-dossier.ts'

/** The scan field: the code if this person may open it, null otherwise: whether it exists elsewhere is not said. */
export async function findForStaff(actor: Actor, { code }: { code: string }): Promise<{ code: string } | null> {
  const stored = await findStoredDossier(code, null)
  if (!stored) return null
  return can(actor, 'view', await loadDossier(stored)).allow ? { code } : null
}

/** For files and documents of a dossier: the same rule as for the dossier. */
export async function maySee(actor: Actor, code: string): Promise<boolean> {
  try {
    return (await findForStaff(actor, { code })) !== null
  } catch (error) {
    // a state that does not parse is quarantined: nobody reads its papers either
    if (error instanceof DomainError && error.code === 'STATE_UNKNOWN') return false
    throw error
  }
}
