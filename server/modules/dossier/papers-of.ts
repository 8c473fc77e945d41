import { type PaperNeeded, papersNeeded } from '#workflows/procedure/papers.ts'
import { factsOfDossier } from './form-facts.ts'
import type { LoadedDossier } from './loaded-dossier.ts'

/** Papers that this dossier needs, by the answers as they stand and the facts of the day on which it was filed. */
export async function papersOf(dossier: LoadedDossier): Promise<PaperNeeded[]> {
  const facts = await factsOfDossier(dossier)
  return papersNeeded(dossier.definition, dossier.caseCode, { ...facts, ...dossier.answers, case: dossier.caseCode })
}
