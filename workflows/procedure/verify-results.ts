import type { ProcedureDefinition } from './definition.ts'
import { type Finding, finding } from './findings.ts'
import { gapOf } from './verify-conditions.ts'

/** Whatever was answered, each decision that can be taken has a result: a signature is always put under something. */
export function resultFindings(definition: ProcedureDefinition): Finding[] {
  const codes = definition.cases.map(({ code }) => code)
  return (['GRANTED', 'REFUSED'] as const).flatMap((decision) => {
    const ways = definition.results
      .filter((result) => result.decision === decision)
      .map(({ code, when }) => ({ id: code, when, cases: undefined }))
    const isTaken = definition.steps.some(({ outcomes }) => outcomes.some((outcome) => outcome.decision === decision))
    const gap = isTaken && ways.length > 0 ? gapOf(definition, ways, codes) : null
    if (!gap) return []
    return [gap.isDecided ? finding('resultGap', null, [decision, gap.answers]) : finding('notDecided', null, [gap.answers])]
  })
}
