import { holds } from '#workflows/form/condition.ts'
import { conditionContext } from '#workflows/procedure/condition-context.ts'
import type { ProcedureDefinition } from '#workflows/procedure/definition.ts'

export interface ConditionData {
  definition: ProcedureDefinition
  caseCode: string | null
  answers: Record<string, unknown>
  stepData: Record<string, Record<string, unknown>>
}

/** Each conditional outcome, answered before the machine decides and stored with the event: replay needs neither form nor FEEL. */
export function conditionFacts(dossier: ConditionData): Record<string, boolean> {
  const context = conditionContext(dossier)
  const facts: Record<string, boolean> = {}
  for (const step of dossier.definition.steps)
    for (const outcome of step.outcomes) if (outcome.when) facts[`${step.id}.${outcome.id}`] = holds(outcome.when, context)
  return facts
}
