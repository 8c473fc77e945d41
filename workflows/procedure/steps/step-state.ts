import { and } from 'xstate'
import type { StepOpening } from '../../dossier/shell-plan.ts'
import { vocabulary } from '../../dossier/vocabulary.ts'
import type { Outcome, ProcedureDefinition, Step } from '../definition.ts'
import type { StepGraph } from '../graph.ts'
import { stepLimitChoice } from '../limits.ts'
import { STEP_KIND_RULES } from './step-kinds.ts'

/** The order that opens a step, wherever it is entered from. */
export function stepOpening(definition: ProcedureDefinition, graph: StepGraph, step: Step): StepOpening {
  return {
    type: 'openStep',
    params: {
      step: step.id,
      performer: step.performer,
      limits: stepLimitChoice(definition, step.id),
      outsideLimit: step.outsideLimit ?? null,
      decidesAgain: graph.decidesFrom(step.id),
    },
  }
}

/** Everything that has to hold for a step to end so. */
function ending(step: Step, outcome: Outcome, target: Step | undefined) {
  // A dossier without a decision has no result that could be ready, numbered or issued.
  const needsDecision = target === undefined || STEP_KIND_RULES[target.kind].needsDecision
  return {
    type: 'mayEndSo' as const,
    params: {
      step: step.id,
      outcome: outcome.id,
      condition: outcome.when === undefined ? null : `${step.id}.${outcome.id}`,
      needsReason: outcome.reasonRequired,
      cases: target?.onlyIn ?? null,
      needsDecision: needsDecision && outcome.decision === undefined,
    },
  }
}

/** One child state of `processing`: its outcomes, sending back, calling back. */
export function stepState(graph: StepGraph, openings: Record<string, StepOpening>, step: Step) {
  const leave = (outcome: string) => [
    { type: 'closeStep' as const, params: { outcome } },
    ...(step.outsideLimit ? [{ type: 'resumeLegal' as const, params: { reason: 'OUTSIDE_LIMIT' as const } }] : []),
  ]
  const enter = (id: string) => {
    const open = openings[id]
    return open ? [open, { type: 'reportStep' as const, params: { step: id } }] : []
  }
  return vocabulary.createStateConfig({
    id: `step-${step.id}`,
    on: {
      COMPLETE_STEP: step.outcomes.map((outcome) => ({
        guard: ending(step, outcome, graph.steps.get(outcome.to)),
        target: outcome.to === 'end' ? '#resultReady' : `#step-${outcome.to}`,
        actions: [
          ...leave(outcome.id),
          'learnFees' as const,
          { type: 'requestFees' as const, params: { upTo: 'duringProcessing' as const } },
          ...(outcome.decision ? [{ type: 'decide' as const, params: { decision: outcome.decision } }] : []),
          ...(outcome.to === 'end' ? [] : enter(outcome.to)),
        ],
      })),
      SEND_BACK: graph.before(step.id).map((earlier) => ({
        guard: and([
          { type: 'isOwnWork', params: { step: step.id } },
          { type: 'goesTo', params: { step: earlier } },
          { type: 'wasDone', params: { step: earlier } },
        ]),
        target: `#step-${earlier}`,
        actions: [...leave('SENT_BACK'), ...enter(earlier)],
      })),
      RECALL: [...graph.steps.keys()]
        .filter((id) => id !== step.id)
        .map((id) => ({
          guard: { type: 'mayRecall' as const, params: { step: id } },
          target: `#step-${id}`,
          actions: [...leave('RECALLED'), ...enter(id)],
        })),
    },
  })
}
