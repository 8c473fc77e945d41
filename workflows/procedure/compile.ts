import { DomainError } from '../domain-error.ts'
import { type Chart, shell } from '../dossier/shell.ts'
import { asShell1Read } from '../dossier/shell-1.ts'
import type { ShellPlan } from '../dossier/shell-plan.ts'
import { SHELL_VERSION, SHELL_VERSIONS } from '../dossier/shell-version.ts'
import type { ProcedureDefinition } from './definition.ts'
import { StepGraph } from './graph.ts'
import { limitChoices } from './limits.ts'
import { blockState } from './steps/block-state.ts'
import { Openings } from './steps/step-opening.ts'
import { stepState } from './steps/step-state.ts'
import { structureFaults } from './structure.ts'

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
export function compile(published: ProcedureDefinition, shellVersion = SHELL_VERSION): DossierMachine {
  if (!SHELL_VERSIONS.includes(shellVersion))
    throw new DomainError('STATE_UNKNOWN', `shell version ${shellVersion} is not known here`)
  const isShell1 = shellVersion === 1
  const definition = isShell1 ? asShell1Read(published) : published
  const id = machineId(definition)
  const graph = new StepGraph(definition)
  const [fault] = structureFaults(definition)
  if (fault) throw new DomainError('DEFINITION_INVALID', `${id}: ${fault.en}`, { rule: fault.rule, step: fault.step })
  const openings = new Openings(definition, graph)
  const plan: ShellPlan = {
    limits: limitChoices(definition),
    escalating: definition.steps.filter(({ whenLate }) => whenLate === 'escalate').map((step) => step.id),
    silent: isShell1 ? [] : definition.steps.filter(({ whenLate }) => whenLate === 'consent').map((step) => step.id),
    approvedPauses: definition.steps.filter(({ pauseApprover }) => pauseApprover !== null).map((step) => step.id),
    obligationSteps: isShell1 ? [] : definition.steps.filter(({ kind }) => kind === 'financialObligation').map((step) => step.id),
    subSteps: definition.steps.filter(({ sub }) => sub !== undefined).map((step) => step.id),
    extendsByTwo: !isShell1,
    gates: openings.gates,
    openings: openings.all,
    recalls: definition.steps.map((step) => {
      const place = graph.placeOf(step.id)
      const where = place ? { block: graph.stepsOf(place.block.id), branch: place.branch.steps } : null
      return { step: step.id, place: where, isPublic: step.isPublic }
    }),
  }
  const steps = Object.fromEntries(definition.steps.map((step) => [step.id, stepState(graph, openings, step)]))
  const states = Object.fromEntries(
    graph.gates().flatMap((each) => {
      const block = graph.blocks.get(each)
      const state = block ? blockState(block, steps) : steps[each]
      return state ? [[each, state]] : []
    }),
  )
  return { id, definition: published, shellVersion, chart: shell(id, definition, plan, states) }
}
