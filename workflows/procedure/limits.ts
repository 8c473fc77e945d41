import type { LimitChoice } from '../dossier/turn.ts'
import { type Limit, limitSchema } from '../working-time/working-time.schema.ts'
import type { Member, Members, ProcedureDefinition } from './definition.ts'

const choicesMade = new WeakMap<ProcedureDefinition, ReturnType<typeof makeChoices>>()

/** Every limit of a version under the name by which a dossier's state remembers it. */
export function limitChoices(definition: ProcedureDefinition): ReturnType<typeof makeChoices> {
  const known = choicesMade.get(definition) ?? makeChoices(definition)
  choicesMade.set(definition, known)
  return known
}

function makeChoices(definition: ProcedureDefinition) {
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

const stepChoicesMade = new WeakMap<ProcedureDefinition, Map<string, LimitChoice>>()

export function stepLimitChoice(definition: ProcedureDefinition, step: string): LimitChoice {
  const made = stepChoicesMade.get(definition) ?? new Map<string, LimitChoice>()
  const known = made.get(step) ?? makeStepChoice(definition, step)
  made.set(step, known)
  stepChoicesMade.set(definition, made)
  return known
}

function makeStepChoice(definition: ProcedureDefinition, step: string): LimitChoice {
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

/** What every member of a step has, unless the member has a limit of its own. */
export const membersLimitChoice = (step: string, { limit }: Members): LimitChoice => ({
  ref: `members:${step}`,
  limit,
  byCase: {},
})

export const memberLimitChoice = (step: string, members: Members, { id, limit }: Member): LimitChoice =>
  limit === undefined ? membersLimitChoice(step, members) : { ref: `members:${step}.${id}`, limit, byCase: {} }

/** A limit that nobody wrote into the version stands in the state itself; whole numbers only, as everything there. */
export const literalRef = ({ unit, amount }: Limit): string => `=${unit}:${amount}`

function literalLimit(ref: string): Limit | null {
  const [, unit, amount] = /^=([a-zA-Z]+):(\d+)$/.exec(ref) ?? []
  const limit = limitSchema.safeParse({ unit, amount: Number(amount) })
  return limit.success ? limit.data : null
}

const remembered = new WeakMap<ProcedureDefinition, ReadonlyMap<string, LimitChoice>>()

function choicesOf(definition: ProcedureDefinition): ReadonlyMap<string, LimitChoice> {
  const known = remembered.get(definition)
  if (known) return known
  const choices = [
    ...Object.values(limitChoices(definition)),
    ...definition.steps.flatMap(({ id, members }) => [
      stepLimitChoice(definition, id),
      ...(members ? [membersLimitChoice(id, members), ...members.fixed.map((each) => memberLimitChoice(id, members, each))] : []),
    ]),
  ]
  const byRef = new Map(choices.map((choice) => [choice.ref, choice]))
  remembered.set(definition, byRef)
  return byRef
}

/** The limit behind `limitRef`; a version never changes, so the name is enough. */
export function resolveLimit(definition: ProcedureDefinition, ref: string | null): Limit | null {
  if (ref === null) return null
  if (ref.startsWith('=')) return literalLimit(ref)
  const [name = '', caseCode] = ref.split('@')
  const choice = choicesOf(definition).get(name)
  return (caseCode === undefined ? choice?.limit : choice?.byCase[caseCode]) ?? null
}
