import { FORM_FACTS } from '../form/form.schema.ts'
import type { ProcedureDefinition } from './definition.ts'

/** Names that a condition or a printed line may read beside answers and what the steps wrote down. */
export const CONDITION_FACTS = [...FORM_FACTS, 'case', 'proposal'] as const

const fieldsOfSteps = (definition: ProcedureDefinition): string[] =>
  definition.steps.flatMap(({ data }) => (data ?? []).map(({ id }) => id))

const fieldsOfForm = (definition: ProcedureDefinition): string[] =>
  definition.form.pages.flatMap(({ fields }) => fields.map(({ id }) => id))

/** Every name that outcomes and result lines of this version may read; `verify` refuses others. */
export const conditionNames = (definition: ProcedureDefinition): string[] => [
  ...new Set([...CONDITION_FACTS, ...fieldsOfForm(definition), ...fieldsOfSteps(definition)]),
]

/** What conditions see: every known name is there (null when unanswered); of two steps that write the same field the later one counts. */
export function conditionContext({
  definition,
  caseCode,
  answers,
  stepData,
}: {
  definition: ProcedureDefinition
  caseCode: string | null
  answers: Readonly<Record<string, unknown>>
  stepData: Readonly<Record<string, Readonly<Record<string, unknown>>>>
}): Record<string, unknown> {
  const context: Record<string, unknown> = Object.fromEntries(conditionNames(definition).map((name) => [name, null]))
  Object.assign(context, answers)
  for (const { id } of definition.steps) Object.assign(context, stepData[id])
  return { ...context, case: caseCode }
}
