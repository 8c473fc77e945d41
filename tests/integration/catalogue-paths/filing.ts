import type { Answers, FormFacts } from '#workflows/form/validate.ts'
import type { ProcedureDefinition } from '#workflows/procedure/definition.ts'

/** One filing: a case of the procedure with answers that lead to it, through one door. */
export interface Filing {
  definition: ProcedureDefinition
  source: 'ONLINE' | 'DESK' | 'PORTAL'
  caseCode: string
  answers: Answers
  facts: FormFacts & { channel: string; receivedOn: string; place: string }
  /** Some money has to come before the desk looks at it. */
  isPaidFirst: boolean
}

/** Conditions that steps, branches and members ask of the answers. */
export const asked = ({ steps, blocks }: ProcedureDefinition): string[] => [
  ...new Set(
    [
      ...steps.flatMap(({ outcomes, members }) => [...outcomes, ...(members?.fixed ?? [])].map(({ when }) => when)),
      ...blocks.flatMap(({ branches }) => branches.map(({ when }) => when)),
    ].filter((when) => when !== undefined),
  ),
]
