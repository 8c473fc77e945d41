import { holds } from '../form/condition.ts'
import type { ProcedureDefinition } from './definition.ts'

type Result = ProcedureDefinition['results'][number]

/** Among the facts of the event that decides: whether this result follows from it. Written down then, so that a paper made late is the same. */
const factOf = ({ code }: Pick<Result, 'code'>): string => `result.${code}`

export const resultFacts = (
  { results }: Pick<ProcedureDefinition, 'results'>,
  context: Readonly<Record<string, unknown>>,
): Record<string, boolean> =>
  Object.fromEntries(
    results.flatMap((result) => (result.when === undefined ? [] : [[factOf(result), holds(result.when, context)]])),
  )

/** The results of a decision, each a paper of its own; the first is the one that the decision is known by. */
export const resultsFor = (
  { results }: Pick<ProcedureDefinition, 'results'>,
  decision: Result['decision'],
  conditions: Readonly<Record<string, boolean>>,
): Result[] =>
  results.filter((result) => result.decision === decision && (result.when === undefined || conditions[factOf(result)] === true))
