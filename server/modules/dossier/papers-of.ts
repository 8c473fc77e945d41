import { type PaperNeeded, papersNeeded } from '#workflows/procedure/papers.ts'
import { agencyById } from '../agency/agencies.ts'
import { civilDay, formFacts } from './form-facts.ts'
import type { LoadedDossier } from './loaded-dossier.ts'

/** Papers that this dossier needs, by the answers as they stand and the facts of the day on which it was filed. */
export async function papersOf(dossier: LoadedDossier): Promise<PaperNeeded[]> {
  const { province } = await agencyById(dossier.competentAgencyId)
  const receivedOn = civilDay(dossier.state.context.openedAt ?? dossier.now, dossier.calendar.timeZone)
  const facts = formFacts({ ...dossier, place: province, receivedOn })
  return papersNeeded(dossier.definition, dossier.caseCode, { ...facts, ...dossier.answers, case: dossier.caseCode })
}
