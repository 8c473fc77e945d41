import { type PaperNeeded, papersNeeded } from '#workflows/procedure/papers.ts'
import type { LoadedDossier } from './loaded-dossier.ts'

/** Papers that this dossier needs, by the answers as they stand. */
export const papersOf = (dossier: Pick<LoadedDossier, 'definition' | 'caseCode' | 'answers' | 'source'>): PaperNeeded[] =>
  papersNeeded(dossier.definition, dossier.caseCode, dossier.answers)
