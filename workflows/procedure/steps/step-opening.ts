import type { Gate, Opening } from '../../dossier/shell-plan.ts'
import type { BlockPlan, MembersPlan, StepPlan } from '../../dossier/step-plan.ts'
import type { ProcedureDefinition, Step } from '../definition.ts'
import type { StepGraph } from '../graph.ts'
import { memberLimitChoice, membersLimitChoice, stepLimitChoice } from '../limits.ts'

export function membersPlan({ id, members, performer }: Step): MembersPlan | null {
  if (!members) return null
  const { fixed, chosen, silence, join, rest, answers } = members
  return {
    step: id,
    fixed: fixed.map((member) => ({
      member: member.id,
      performer: member.performer,
      condition: member.when === undefined ? null : `${id}.${member.id}`,
      limits: memberLimitChoice(id, members, member),
    })),
    chosen: chosen
      ? {
          min: chosen.min,
          max: chosen.max,
          performer: { role: chosen.role, unitKind: chosen.unitKind, agency: performer.agency },
          from: chosen.from,
          addLater: chosen.addLater,
        }
      : null,
    limits: membersLimitChoice(id, members),
    silence,
    join,
    rest,
    answers: answers.map(({ id: answer, counts }) => ({ id: answer, counts })),
  }
}

function stepPlan(definition: ProcedureDefinition, graph: StepGraph, step: Step): StepPlan {
  return {
    step: step.id,
    performer: step.performer,
    limits: stepLimitChoice(definition, step.id),
    decidesAgain: graph.decidesFrom(step.id),
    members: membersPlan(step),
    forms: step.makes.filter(({ at }) => at === 'open').map(({ form }) => form),
  }
}

const shown = (graph: StepGraph, id: string): string[] => graph.entries(id).flatMap((step) => (step.isPublic ? step.id : []))

export class Openings {
  readonly all: Readonly<Record<string, Opening>>
  readonly gates: Readonly<Record<string, Gate>>
  readonly settle: Opening[number]
  private readonly graph: StepGraph

  constructor(definition: ProcedureDefinition, graph: StepGraph) {
    this.graph = graph
    const outside = definition.steps.flatMap(({ id, outsideLimit }) => (outsideLimit ? [[id, outsideLimit.basis] as const] : []))
    this.settle = { type: 'settleClock', params: { outside: Object.fromEntries(outside) } }
    const plans = new Map(definition.steps.map((step) => [step.id, stepPlan(definition, graph, step)]))
    const branchesOf = (id: string): BlockPlan['branches'] =>
      (graph.blocks.get(id)?.branches ?? []).flatMap(({ id: branch, start, when }) => {
        const plan = plans.get(start)
        const cases = graph.steps.get(start)?.onlyIn ?? null
        return plan ? [{ plan, condition: when === undefined ? null : `${id}.${branch}`, cases }] : []
      })
    const openingOf = (id: string): Opening => {
      const plan = plans.get(id)
      const open = plan
        ? ({ type: 'openStep', params: plan } as const)
        : ({ type: 'openBlock', params: { branches: branchesOf(id) } } as const)
      return [open, this.settle]
    }
    this.all = Object.fromEntries([...graph.steps.keys(), ...graph.blocks.keys()].map((id) => [id, openingOf(id)]))
    this.gates = Object.fromEntries(
      graph.gates().map((id) => [
        id,
        {
          id,
          opening: openingOf(id),
          steps: graph.stepsOf(id),
          shown: shown(graph, id),
          branches: graph.blocks.has(id) ? branchesOf(id) : null,
        },
      ]),
    )
  }

  /** Opens it and tells how far it has come; of a step that is not public nothing is told. */
  enter(id: string): (Opening[number] | { type: 'reportSteps'; params: { steps: string[] } })[] {
    return [...(this.all[id] ?? []), { type: 'reportSteps', params: { steps: shown(this.graph, id) } }]
  }

  branchesOf(id: string): BlockPlan['branches'] | null {
    return this.gates[id]?.branches ?? null
  }
}
