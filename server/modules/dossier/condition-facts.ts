import { openStepWorks } from '#workflows/dossier/reading.ts'
import type { DossierState } from '#workflows/dossier/state.ts'
import { holds, parseCondition } from '#workflows/form/condition.ts'
import { conditionContext, conditionsOf, opinionCounts } from '#workflows/procedure/condition-context.ts'
import type { ProcedureDefinition } from '#workflows/procedure/definition.ts'
import { resultFacts } from '#workflows/procedure/results.ts'

export interface ConditionData {
  definition: ProcedureDefinition
  caseCode: string | null
  answers: Record<string, unknown>
  stepData: Record<string, Record<string, unknown>>
  state: DossierState | null
  /** How, where and when it came in, and what day it is (`factsOfDossier`). */
  facts: Readonly<Record<string, unknown>>
}

/** The work of a step whose members are counted: the open one, else the last. */
function mainWorkOf(state: DossierState | null, step: string): string {
  const own = (state?.context.work ?? []).filter((work) => work.step === step && work.member === null)
  return (own.find((work) => work.closedAt === null) ?? own.at(-1))?.workId ?? ''
}

/** Each condition of outcomes, members, branches and results, answered before the machine decides and stored with the event: replay needs no FEEL. */
export function conditionFacts(dossier: ConditionData): Record<string, boolean> {
  const context = conditionContext(dossier)
  const opinions = dossier.state?.context.opinions ?? []
  const conditions = Object.fromEntries(
    conditionsOf(dossier.definition).map(({ fact, expression, opinionsOf }) => {
      const counts = opinionsOf === null ? {} : opinionCounts(opinions, mainWorkOf(dossier.state, opinionsOf))
      return [fact, holds(expression, { ...context, ...counts })]
    }),
  )
  return { ...conditions, ...resultFacts(dossier.definition, context) }
}

/**
 * What may come true once whoever has an open step writes down what it asks for: conditions over those fields count as true, so that the
 * outcome is offered; with the data the machine judges again.
 */
export function possibleFacts(dossier: ConditionData & { state: DossierState }): Record<string, boolean> {
  const open = new Set(openStepWorks(dossier.state.context).map(({ step }) => step))
  const unwritten = new Set(
    dossier.definition.steps.filter(({ id }) => open.has(id)).flatMap(({ data }) => (data ?? []).map(({ id }) => id)),
  )
  const facts = conditionFacts(dossier)
  for (const { fact, expression } of conditionsOf(dossier.definition))
    if (parseCondition(expression).names.some((name) => unwritten.has(name))) facts[fact] = true
  return facts
}
