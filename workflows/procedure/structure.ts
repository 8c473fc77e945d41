import { type ProcedureDefinition, SHELL_WORK } from './definition.ts'
import { type Finding, finding } from './findings.ts'
import { StepGraph } from './graph.ts'
import { BRANCH_STATES } from './steps/block-state.ts'

const twice = (ids: readonly string[]): string[] => [...new Set(ids.filter((id, index) => ids.indexOf(id) !== index))]

/** Words of the language and of the machine, which no step, block or branch may take as its id. */
const RESERVED: readonly string[] = ['end', 'join', ...BRANCH_STATES, ...SHELL_WORK]

function ids({ steps, blocks, cases, papers, fees }: ProcedureDefinition): Finding[] {
  const nodes = [...steps.map(({ id }) => id), ...blocks.map(({ id }) => id)]
  const lists = [nodes, cases.map(({ code }) => code), papers.map(({ code }) => code), fees.map(({ code }) => code)]
  const branches = blocks.flatMap((block) => block.branches.map(({ id }) => id))
  return [
    ...lists.flatMap(twice).map((id) => finding('idTwice', null, [id])),
    ...steps.flatMap(({ id, outcomes, members, checks, makes }) =>
      [
        // Conditions of outcomes and of members share one space of names among the facts.
        [...outcomes.map((outcome) => outcome.id), ...(members?.fixed ?? []).map((member) => member.id)],
        (members?.answers ?? []).map((answer) => answer.id),
        checks.map((check) => check.id),
        makes.map(({ form, at }) => `${form} ${at}`),
      ]
        .flatMap(twice)
        .map((each) => finding('idTwice', id, [each])),
    ),
    ...blocks.flatMap(({ id, branches: own }) => twice(own.map((each) => each.id)).map((each) => finding('idTwice', id, [each]))),
    ...[...nodes, ...branches].filter((id) => RESERVED.includes(id)).map((id) => finding('idReserved', id, [id])),
  ]
}

/** What a block holds, and that no step is in two branches. */
function blocks({ blocks: all }: ProcedureDefinition, graph: StepGraph): Finding[] {
  const inside = all.flatMap(({ branches }) => branches.flatMap(({ steps }) => steps))
  return [
    ...twice(inside).map((id) => finding('stepInTwoBranches', id, [id])),
    ...all.flatMap(({ id, branches, to }) => [
      ...branches.flatMap((branch) => [
        ...[...branch.steps, branch.start]
          .filter((step) => !graph.steps.has(step))
          .map((step) => finding('stepUnknown', id, [step])),
        ...(branch.steps.includes(branch.start) ? [] : [finding('branchStart', id, [branch.id, branch.start])]),
      ]),
      ...(to === 'end' || graph.has(to) ? [] : [finding('stepUnknown', id, [to])]),
      ...(graph.placeOf(to) || to === id ? [finding('blockMiddle', id, [to])] : []),
    ]),
  ]
}

function ways({ steps, start }: ProcedureDefinition, graph: StepGraph): Finding[] {
  const found = graph.has(start) ? [] : [finding('stepUnknown', null, [start])]
  if (graph.placeOf(start)) found.push(finding('blockMiddle', null, [start]))
  for (const { id, outcomes } of steps) {
    for (const { to, back } of outcomes) {
      if (to === 'end' || to === 'join') {
        if (to === 'join' && (back || !graph.placeOf(id))) found.push(finding('joinOutside', id))
      } else if (!graph.has(to)) found.push(finding('stepUnknown', id, [to]))
      else if (!graph.mayLead(id, to)) found.push(finding('blockMiddle', id, [to]))
    }
  }
  return found
}

/** Faults after which there is no machine. */
export function structureFaults(definition: ProcedureDefinition): Finding[] {
  const graph = new StepGraph(definition)
  return [...ids(definition), ...blocks(definition, graph), ...ways(definition, graph)]
}
