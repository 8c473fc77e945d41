import { DomainError } from '../domain-error.ts'
import { type Chart, shell } from '../dossier/shell.ts'
import type { ShellPlan } from '../dossier/shell-plan.ts'
import { SHELL_VERSION, SHELL_VERSIONS } from '../dossier/shell-version.ts'
import type { ProcedureDefinition } from './definition.ts'
import { StepGraph } from './graph.ts'
import { limitChoices } from './limits.ts'
import { stepOpening, stepState } from './steps/step-state.ts'

/** A procedure version ready to run. What is inside is XState's and stays in `workflows/`. */
export interface DossierMachine {
  id: string
  definition: ProcedureDefinition
  shellVersion: number
  chart: Chart
}

/** No dots: XState loses the history states of a machine whose id has one. */
export const machineId = ({ code, version }: Pick<ProcedureDefinition, 'code' | 'version'>): string =>
  `p_${code.replaceAll('.', '_')}_v${version}`

/** Costs milliseconds: keep the machine, one per version. */
export function compile(definition: ProcedureDefinition, shellVersion = SHELL_VERSION): DossierMachine {
  if (!SHELL_VERSIONS.includes(shellVersion)) throw new DomainError('STATE_UNKNOWN', `shell version ${shellVersion} is not known here`)
  const id = machineId(definition)
  const graph = new StepGraph(definition.steps)
  const missing = [definition.start, ...definition.steps.flatMap(({ outcomes }) => outcomes.map(({ to }) => to))].find(
    (step) => step !== 'end' && !graph.steps.has(step),
  )
  if (missing !== undefined)
    throw new DomainError('DEFINITION_INVALID', `${id} leads to a step that it does not have: ${missing}`, { step: missing })
  const openings = Object.fromEntries(definition.steps.map((step) => [step.id, stepOpening(definition, graph, step)]))
  const plan: ShellPlan = {
    limits: limitChoices(definition),
    escalating: definition.steps.filter(({ whenLate }) => whenLate === 'escalate').map((step) => step.id),
    openings,
  }
  const steps = Object.fromEntries(definition.steps.map((step) => [step.id, stepState(graph, openings, step)]))
  return { id, definition, shellVersion, chart: shell(id, definition, plan, steps) }
}
