import { holds } from '../form/condition.ts'
import type { Paper, ProcedureDefinition } from './definition.ts'

export interface PaperNeeded extends Paper {
  /** For these answers and this case. */
  isRequired: boolean
}

/** The papers of a filing: the procedure's, as its case adds, drops or requires them, each asked or not by its condition. */
export function papersNeeded(
  definition: Pick<ProcedureDefinition, 'papers' | 'cases'>,
  caseCode: string | null,
  context: Readonly<Record<string, unknown>>,
): PaperNeeded[] {
  const chosen = definition.cases.find((candidate) => candidate.code === caseCode)
  const papers = [...definition.papers, ...(chosen?.addPapers ?? [])].filter((paper) => !chosen?.dropPapers.includes(paper.code))
  return papers.map((paper) => ({
    ...paper,
    isRequired:
      paper.required ||
      (chosen?.requirePapers.includes(paper.code) ?? false) ||
      (paper.requiredIf !== undefined && holds(paper.requiredIf, context)),
  }))
}
