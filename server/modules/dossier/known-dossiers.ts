import { agencyResolver } from '../agency/responsibility.ts'
import { findStill, type Still } from './dossier.repository.ts'
import { workFacts } from './load-dossier.ts'
import type { LoadedDossier } from './loaded-dossier.ts'

// Work on a dossier comes in a row: opened, completed, the next step opened. What this process has just written it need not read again, parse again
// and project again. The database is asked whether it is still so (revision, hash of the state), and for what no process can know: the time, whether the dossier was
// set aside, whether this command came before. Another process that changes it moves the revision; the door guards it again when it writes.

const MOST = 200
/** Everything else that it was read with (whose duty it is, its calendar) is asked for anew each time; what is left is kept as long as work lasts. */
const KEPT_MS = 60_000

const known = new Map<string, { dossier: LoadedDossier; until: number }>()

/** As it is after a change that was written. The oldest makes room. */
export function keepKnown(dossier: LoadedDossier): void {
  const present = known.get(dossier.code)
  // two changes may be acknowledged in the other order than they were written
  if (present && present.dossier.revision > dossier.revision) return
  known.delete(dossier.code)
  known.set(dossier.code, { dossier, until: performance.now() + KEPT_MS })
  if (known.size <= MOST) return
  const [oldest] = known.keys()
  if (oldest !== undefined) known.delete(oldest)
}

/** The dossier, if it is at hand and still so; null: it has to be read. */
export async function recallKnown(
  code: string,
  requestId: string,
): Promise<{ dossier: LoadedDossier; answered: Still['command'] } | null> {
  const kept = known.get(code)
  if (!kept) return null
  const { dossier } = kept
  const { homeAgencyId, id } = dossier
  const still = kept.until > performance.now() ? await findStill({ homeAgencyId, id, requestId }) : null
  const isSame = still?.revision === dossier.revision && still.stateHash === dossier.stateHash
  if (!still || !isSame || still.isSetAside) {
    if (known.get(code) === kept) known.delete(code)
    return null
  }
  const agencyOf = await agencyResolver()
  const work = workFacts({ ...dossier, agencyOf }, dossier.definition, dossier.state)
  return { dossier: { ...dossier, agencyOf, work, now: still.now.toISOString() }, answered: still.command }
}
