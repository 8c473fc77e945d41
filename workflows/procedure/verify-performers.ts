import type { ProcedureDefinition, Step } from './definition.ts'
import { type Finding, finding } from './findings.ts'
import type { StepGraph } from './graph.ts'
import { canFill } from './role-units.ts'

/** Every step and every member is somebody's whom a unit can have. */
export const performerFindings = ({ steps }: ProcedureDefinition): Finding[] =>
  steps.flatMap(({ id, performer, members }) =>
    [performer, ...(members?.fixed ?? []).map((member) => member.performer), ...(members?.chosen ? [members.chosen] : [])]
      .filter(({ role, unitKind }) => !canFill(role, unitKind))
      .map(({ role, unitKind }) => finding('performer', id, [role, unitKind])),
  )

/** Beside each other nobody knows yet who does the other step. */
function isBeside(graph: StepGraph, step: string, other: string | undefined): boolean {
  const here = graph.placeOf(step)
  const there = other === undefined ? undefined : graph.placeOf(other)
  return here !== undefined && here.block === there?.block && here.branch !== there.branch
}

/** A step and everything that the same person has to do as well. */
function samePerson(steps: readonly Step[], id: string): Set<string> {
  const found = new Set([id])
  for (let grown = -1; grown !== found.size; ) {
    grown = found.size
    for (const { id: step, performer } of steps)
      if (performer.sameAs !== undefined && (found.has(step) || found.has(performer.sameAs)))
        found.add(step).add(performer.sameAs)
  }
  return found
}

/** Somebody has to be able to do it: whoever is to be the same person as one is not to be another. */
export function fourEyes({ steps }: ProcedureDefinition, graph: StepGraph): Finding[] {
  return steps.flatMap(({ id, performer }) => {
    const { sameAs, notSameAs } = performer
    const other = steps.find((step) => step.id === sameAs)
    if (sameAs !== undefined && sameAs === notSameAs) return [finding('fourEyes', id, [`${sameAs} = ${notSameAs}`])]
    if (sameAs === id || notSameAs === id) return [finding('fourEyes', id, [id])]
    const beside = [sameAs, notSameAs].find((name) => isBeside(graph, id, name))
    if (beside !== undefined) return [finding('fourEyes', id, [`${id} ∥ ${beside}`])]
    if (notSameAs !== undefined && samePerson(steps, id).has(notSameAs))
      return [finding('fourEyes', id, [`${id} = ${notSameAs}`])]
    if (other && (other.performer.role !== performer.role || other.performer.unitKind !== performer.unitKind))
      return [finding('fourEyes', id, [`${other.performer.role} ≠ ${performer.role}`])]
    return []
  })
}
