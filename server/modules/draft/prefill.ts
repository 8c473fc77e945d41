import type { Field, Prefill } from '#workflows/form/form.schema.ts'
import { type Answers, type FormFacts, validate } from '#workflows/form/validate.ts'
import type { ProcedureDefinition } from '#workflows/procedure/definition.ts'

/** What is known of the person, by the names that a form's `prefill` may use. */
export type Known = Partial<Record<Prefill, string>>

const fieldsOf = (definition: ProcedureDefinition): Field[] => definition.form.pages.flatMap(({ fields }) => fields)

/** Answers that the person need not type. A claim that the field would refuse is left out: the person writes it himself. */
export function prefill(definition: ProcedureDefinition, known: Known, facts: FormFacts): Answers {
  const answers: Answers = {}
  for (const field of fieldsOf(definition)) {
    const value = field.prefill === undefined ? undefined : known[field.prefill]
    if (value === undefined) continue
    const { showIf: _showIf, rules: _rules, ...alone } = field
    const checked = validate([alone], { [field.id]: value }, facts)
    if (checked.issues.length === 0 && checked.answers[field.id] !== undefined) answers[field.id] = checked.answers[field.id]
  }
  return answers
}
