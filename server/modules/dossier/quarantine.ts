import { log } from '#server/log.ts'
import { counter } from '#server/metrics.ts'
import { DomainError } from '#workflows/domain-error.ts'
import { parseState, thaw } from '#workflows/dossier/snapshot.ts'
import type { DossierState } from '#workflows/dossier/state.ts'
import type { Actor } from '../account/actor.ts'
import { machineFor } from '../procedure/definition-of.ts'
import { insertQuarantine, isVisible } from './quarantine.repository.ts'

// A stored state that its version does not have is never guessed: the dossier is set aside with an alarm, and nothing is done with it until
// a person has repaired it and said so.

const alarms = counter('mocua_dossiers_set_aside_total', 'Dossiers set aside because their stored state cannot be read')

interface Stored {
  homeAgencyId: string
  id: string
  code: string
  procedureVersionId: string
  state: unknown
  isSetAside: boolean
}

export const setAsideFault = (code: string) => new DomainError('DOSSIER_SET_ASIDE', `${code} is set aside`, { dossierCode: code })

/** The state, if its version has all of it; else the reason in words for the log. */
export async function readState({
  state,
  procedureVersionId,
}: Pick<Stored, 'state' | 'procedureVersionId'>): Promise<DossierState> {
  const parsed = parseState(state)
  thaw(await machineFor(procedureVersionId, parsed.shellVersion), parsed)
  return parsed
}

/** Whoever meets the fault first raises the alarm; a dossier that was set aside stays so until somebody lifts it. */
export async function stateOrSetAside(stored: Stored): Promise<DossierState> {
  if (stored.isSetAside) throw setAsideFault(stored.code)
  try {
    return await readState(stored)
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'STATE_UNKNOWN') throw error
    const isNew = await insertQuarantine(
      { homeAgencyId: stored.homeAgencyId, dossierId: stored.id, code: stored.code },
      error.message,
    )
    if (isNew) {
      alarms.inc()
      log.error({ dossierCode: stored.code, reason: error.message }, 'a dossier was set aside: its stored state cannot be read')
    }
    throw setAsideFault(stored.code)
  }
}

/** To whom it would not be shown, a dossier that is set aside does not exist either. */
export async function hiddenFrom<T>(actor: Actor, code: string, load: () => Promise<T>): Promise<T> {
  try {
    return await load()
  } catch (error) {
    const isSetAside = error instanceof DomainError && error.code === 'DOSSIER_SET_ASIDE'
    if (isSetAside && actor.kind !== 'SYSTEM' && !(await isVisible(actor, code)))
      throw new DomainError('NOT_FOUND', `${actor.id} may not see ${code}`)
    throw error
  }
}
