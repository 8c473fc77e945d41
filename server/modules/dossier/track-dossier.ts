import { loadDossier } from './load-dossier.ts'
import { guessesOf, refuseGuess, shutFault } from './lookup-secret.ts'
import { readView, type TrackView } from './read-view.ts'
import { findTracked } from './tracked.repository.ts'

/**
 * Without account: code and secret together, or nothing, and the same answer whichever of them was wrong. One question to the database, the
 * same for a code that exists and one that does not.
 */
export async function trackDossier({ code, secret }: { code: string; secret: string }): Promise<TrackView> {
  const { isShut, rows } = await findTracked({ code, secret, guesses: guessesOf(code) })
  if (isShut) throw shutFault()
  if (!rows) return refuseGuess(code)
  return readView(await loadDossier(rows.stored), 'VISITOR', rows.events)
}
