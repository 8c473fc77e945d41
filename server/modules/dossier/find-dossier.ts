import { DomainError } from '#workflows/domain-error.ts'
import type { Actor } from '../account/actor.ts'
import { can } from './dossier.policy.ts'
import { findStoredDossier } from './dossier.repository.ts'
import { loadDossier } from './load-dossier.ts'
import { isVisible } from './quarantine.repository.ts'

/** The scan field: the code if this person may open it, null otherwise: whether it exists elsewhere is not said. */
export async function findForStaff(actor: Actor, { code }: { code: string }): Promise<{ code: string } | null> {
  const stored = await findStoredDossier(code, null)
  if (!stored) return null
  // the page of one that is set aside says so to whoever may see it
  if (stored.isSetAside) return (await isVisible(actor, code)) ? { code } : null
  return can(actor, 'view', await loadDossier(stored)).allow ? { code } : null
}

/** For files and documents of a dossier: the same rule as for the dossier, or for what is said in it. */
export async function maySee(actor: Actor, code: string, action: 'view' | 'writeMessage' = 'view'): Promise<boolean> {
  const stored = await findStoredDossier(code, null)
  try {
    return stored !== null && can(actor, action, await loadDossier(stored)).allow
  } catch (error) {
    // set aside: nobody reads its papers either
    if (error instanceof DomainError && error.code === 'DOSSIER_SET_ASIDE') return false
    throw error
  }
}
