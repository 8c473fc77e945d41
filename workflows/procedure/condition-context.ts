import type { Opinion } from '../dossier/state.ts'
import { FORM_FACTS } from '../form/form.schema.ts'
import type { ProcedureDefinition } from './definition.ts'

/** Names that a condition or a printed line may read beside answers and what the steps wrote down. */
export const CONDITION_FACTS = [...FORM_FACTS, 'case', 'proposal'] as const

const fieldsOfSteps = (definition: ProcedureDefinition): string[] =>
  definition.steps.flatMap(({ data }) => (data ?? []).map(({ id }) => id))

const fieldsOfForm = (definition: ProcedureDefinition): string[] =>
  definition.form.pages.flatMap(({ fields }) => fields.map(({ id }) => id))

const namesKnown = new WeakMap<ProcedureDefinition, string[]>()

/** Every name that outcomes and result lines of this version may read; `verify` refuses others. */
export function conditionNames(definition: ProcedureDefinition): string[] {
  const names = namesKnown.get(definition) ?? [
    ...new Set([...CONDITION_FACTS, ...fieldsOfForm(definition), ...fieldsOfSteps(definition)]),
  ]
  namesKnown.set(definition, names)
  return names
}

/** What an outcome of a step that asked others may read beside the rest: how many were asked, and what they said. */
export const OPINION_FACTS = ['opinionsAsked', 'opinionsFor', 'opinionsAgainst', 'opinionsSilent', 'opinionsOpen'] as const

/** The numbers behind these names, of the work of one step. */
export function opinionCounts(opinions: readonly Opinion[], mainWorkId: string): Record<(typeof OPINION_FACTS)[number], number> {
  const asked = opinions.filter(({ workId }) => workId === mainWorkId)
  const count = (isMeant: (opinion: Opinion) => boolean) => asked.filter(isMeant).length
  return {
    opinionsAsked: asked.length,
    opinionsFor: count(({ counts }) => counts === 'for'),
    opinionsAgainst: count(({ counts }) => counts === 'against'),
    opinionsSilent: count(({ status }) => status === 'SILENT'),
    opinionsOpen: count(({ status }) => status === 'OPEN'),
  }
}

export interface StepCondition {
  /** Its name among the facts. */
  fact: string
  expression: string
  /** The step or block to which it belongs. */
  owner: string
  /** The step whose opinions it may count; null: none. */
  opinionsOf: string | null
}

/** Every condition that is answered before the machine decides: of outcomes, of members, of branches. */
export const conditionsOf = ({ steps, blocks }: Pick<ProcedureDefinition, 'steps' | 'blocks'>): StepCondition[] => {
  const named = (owner: string, given: { id: string; when?: string | undefined }[], countsOpinions = false) =>
    given.flatMap(({ id, when }) =>
      when === undefined ? [] : [{ fact: `${owner}.${id}`, expression: when, owner, opinionsOf: countsOpinions ? owner : null }],
    )
  return [
    ...steps.flatMap(({ id, outcomes, members }) => [
      ...named(id, outcomes, members !== undefined),
      ...named(id, members?.fixed ?? []),
    ]),
    ...blocks.flatMap(({ id, branches }) => named(id, branches)),
  ]
}

/** What conditions see: every known name is there (null when unanswered); of two steps that write the same field the later one counts. */
export function conditionContext({
  definition,
  caseCode,
  answers,
  stepData,
  facts = {},
}: {
  definition: ProcedureDefinition
  caseCode: string | null
  /** Of the filing: how and where it came in, on which day, and what day it is. */
  facts?: Readonly<Record<string, unknown>>
  answers: Readonly<Record<string, unknown>>
  stepData: Readonly<Record<string, Readonly<Record<string, unknown>>>>
}): Record<string, unknown> {
  const context: Record<string, unknown> = Object.fromEntries(conditionNames(definition).map((name) => [name, null]))
  Object.assign(context, facts, answers)
  for (const { id } of definition.steps) Object.assign(context, stepData[id])
  return { ...context, case: caseCode }
}
