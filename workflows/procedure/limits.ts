import type { LimitChoice } from '../dossier/turn.ts'
import type { Limit } from '../working-time/working-time.schema.ts'
import type { ProcedureDefinition } from './definition.ts'

/** Every limit of a version under the name by which a dossier's state remembers it. */
export function limitChoices(definition: ProcedureDefinition) {
  const plain = (ref: string, limit: Limit | undefined): LimitChoice => ({ ref, limit: limit ?? null, byCase: {} })
  return {
    legal: {
      ref: 'legal',
      limit: definition.limit,
      byCase: Object.fromEntries(definition.cases.flatMap(({ code, limit }) => (limit ? [[code, limit]] : []))),
    },
    intake: plain('intake', definition.intakeLimit),
    fee: plain('fee', definition.feeLimit),
    supplement: plain('supplement', definition.supplement.limit),
  } satisfies Record<string, LimitChoice>
}

export function stepLimitChoice(definition: ProcedureDefinition, step: string): LimitChoice {
  const byCase = definition.cases.flatMap(({ code, stepLimits }) => {
    const limit = stepLimits[step]
    return limit ? [[code, limit] as const] : []
  })
  return {
    ref: `step:${step}`,
    limit: definition.steps.find(({ id }) => id === step)?.limit ?? null,
    byCase: Object.fromEntries(byCase),
  }
}

/** The limit behind `limitRef`; a version never changes, so the name is enough. */
export function resolveLimit(definition: ProcedureDefinition, ref: string | null): Limit | null {
  if (ref === null) return null
  const [name = '', caseCode] = ref.split('@')
  const choices = [
    ...Object.values(limitChoices(definition)),
    ...definition.steps.map(({ id }) => stepLimitChoice(definition, id)),
  ]
  const choice = choices.find((each) => each.ref === name)
  return (caseCode === undefined ? choice?.limit : choice?.byCase[caseCode]) ?? null
}
