import { compile } from '../procedure/compile.ts'
import type { ProcedureDefinition } from '../procedure/definition.ts'
import { sampleDefinition } from '../procedure/sample.test-support.ts'
import type { Life } from './life.test-support.ts'
import { upgrade } from './upgrade.ts'

type Step = ProcedureDefinition['steps'][number]

/** The sample's next version, in which steps have other names and something else is changed. */
export function nextVersion(
  names: Record<string, string> = {},
  change: object = {},
  changeStep: (step: Step) => object = (each) => each,
) {
  const name = (id: string | undefined) => (id === undefined ? undefined : (names[id] ?? id))
  const renamed = sampleDefinition({ version: 2 })
  const steps = renamed.steps.map((step) => {
    const { sameAs, notSameAs, ...performer } = step.performer
    return changeStep({
      ...step,
      id: name(step.id) ?? step.id,
      performer: {
        ...performer,
        ...(sameAs ? { sameAs: name(sameAs) } : {}),
        ...(notSameAs ? { notSameAs: name(notSameAs) } : {}),
      },
      outcomes: step.outcomes.map((outcome) => ({ ...outcome, to: name(outcome.to) ?? outcome.to })),
    })
  })
  const cases = renamed.cases.map((each) => ({
    ...each,
    stepLimits: Object.fromEntries(Object.entries(each.stepLimits).map(([id, limit]) => [name(id), limit])),
  }))
  return sampleDefinition({ version: 2, start: name(renamed.start), cases, ...change, steps })
}

export const NAMES = { check: 'examine', write: 'drafting' }

export function move(life: Life, to: ProcedureDefinition, map: Record<string, string> = {}) {
  const event = { type: 'UPGRADE_VERSION' as const, toVersionId: 'v2', map }
  const facts = life.facts('admin')
  const machine = compile(to)
  return { machine, event, facts, ...upgrade(life.machine, machine, life.state, event, facts) }
}
export const faultsOf = (life: Life, to: ProcedureDefinition, map: Record<string, string> = {}): unknown => {
  try {
    move(life, to, map)
  } catch (error) {
    return error
  }
  throw new Error('the move was possible')
}
