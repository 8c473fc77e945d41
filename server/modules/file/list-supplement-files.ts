import type { Actor } from '../account/actor.ts'
import { loadForReading } from '../dossier/get-dossier.ts'
import { supplementFiles } from './supplement-files.ts'

/** What waits to be handed in: for the page that is opened again, so that nothing is photographed twice. */
export async function listSupplementFiles(actor: Actor, { code, supplementId }: { code: string; supplementId: string }) {
  const dossier = await loadForReading(actor, code)
  return supplementFiles(actor, dossier, supplementId)
}
