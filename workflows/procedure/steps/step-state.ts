import { and } from 'xstate'
import type { Ending, JoinPlan, MembersPlan } from '../../dossier/step-plan.ts'
import { vocabulary } from '../../dossier/vocabulary.ts'
import type { Outcome, Step } from '../definition.ts'
import type { StepGraph } from '../graph.ts'
import { STEP_KIND_RULES } from './step-kinds.ts'
import { membersPlan, type Openings } from './step-opening.ts'

/** One way out of a step: where it leads, and whether it is the end of a branch that completes its block. */
interface Way {
  outcome: Outcome
  /** A step, a block or `end`; null: the branch waits for the others. */
  to: string | null
  join: JoinPlan | null
}

function waysOf(graph: StepGraph, step: Step, outcome: Outcome): Way[] {
  if (outcome.to !== 'join') return [{ outcome, to: outcome.to, join: null }]
  const place = graph.placeOf(step.id)
  if (!place) return []
  const { block, branch } = place
  const plan = { own: branch.steps, branches: block.branches.map(({ steps }) => steps), join: block.join }
  return [
    { outcome, to: block.to, join: { ...plan, isReached: true } },
    { outcome, to: null, join: { ...plan, isReached: false } },
  ]
}

/** Everything that has to hold for a step to end so. */
function ending(graph: StepGraph, openings: Openings, step: Step, { outcome, to, join }: Way): Ending {
  const targets = to === null || to === 'end' ? [] : graph.entries(to)
  // A dossier without a decision has no result that could be ready, numbered or issued.
  const needsDecision = to === 'end' || targets.some(({ kind }) => STEP_KIND_RULES[kind].needsDecision)
  return {
    step: step.id,
    outcome: outcome.id,
    condition: outcome.when === undefined ? null : `${step.id}.${outcome.id}`,
    needsReason: outcome.reasonRequired,
    cases: to === null || graph.blocks.has(to) ? null : (targets[0]?.onlyIn ?? null),
    needsDecision: needsDecision && outcome.decision === undefined,
    checks: outcome.back ? [] : step.checks.map(({ id }) => id),
    members: outcome.back ? null : membersPlan(step),
    needsObligation: step.kind === 'financialObligation' && !outcome.back && !outcome.noObligation,
    needsSubs: step.sub?.wait === true && !outcome.back,
    branches: to === null ? null : openings.branchesOf(to),
    join,
  }
}

/** What is asked of others while the step is open. */
function memberEvents(plan: MembersPlan) {
  return {
    ASK_OPINION: {
      guard: { type: 'mayAskOpinions' as const, params: plan },
      actions: [{ type: 'askOpinions' as const, params: plan }],
    },
    ADD_MEMBER: {
      guard: { type: 'mayAddMember' as const, params: plan },
      actions: [{ type: 'askOpinions' as const, params: plan }],
    },
    GIVE_OPINION: {
      guard: { type: 'mayGiveOpinion' as const, params: plan },
      actions: [{ type: 'giveOpinion' as const, params: plan }],
    },
    CLOSE_OPINIONS: {
      guard: { type: 'mayCloseOpinions' as const, params: plan },
      actions: ['closeOpinions' as const],
    },
  }
}

/** One child state of `processing`, or of a branch: its outcomes, sending back, asking others, its limits. */
export function stepState(graph: StepGraph, openings: Openings, step: Step) {
  const place = graph.placeOf(step.id)
  const members = membersPlan(step)
  const leave = (outcome: string, to: string | null) => {
    // Leaving a block ends what its other branches still had to do.
    const isLeaving = place !== undefined && to !== null && graph.placeOf(to)?.block !== place.block
    return [
      { type: 'closeStep' as const, params: { step: step.id, outcome } },
      ...(isLeaving ? [{ type: 'cancelSteps' as const, params: { steps: graph.stepsOf(place.block.id) } }] : []),
    ]
  }
  const targetOf = (to: string | null) =>
    to === null ? `#joined_${place?.block.id}_${place?.branch.id}` : to === 'end' ? '#resultReady' : `#step-${to}`
  const forms = step.makes.filter(({ at }) => at === 'close').map(({ form }) => form)
  const go = ({ outcome, to }: Way) => ({
    target: targetOf(to),
    actions: [
      ...leave(outcome.id, to),
      'learnFees' as const,
      { type: 'requestFees' as const, params: { upTo: 'duringProcessing' as const } },
      ...(outcome.back ? [] : forms.map((form) => ({ type: 'issueForm' as const, params: { form } }))),
      ...(outcome.decision ? [{ type: 'decide' as const, params: { decision: outcome.decision } }] : []),
      ...(to === null ? [openings.settle] : to === 'end' ? [] : openings.enter(to)),
    ],
  })
  const ways = step.outcomes.flatMap((outcome) => waysOf(graph, step, outcome))
  const silent = step.whenLate === 'consent' ? ways.filter(({ outcome }) => outcome.id === step.lateOutcome) : []
  return vocabulary.createStateConfig({
    id: `step-${step.id}`,
    on: {
      COMPLETE_STEP: ways.map((way) => ({
        guard: { type: 'mayEndSo' as const, params: ending(graph, openings, step, way) },
        ...go(way),
      })),
      SEND_BACK: graph.before(step.id).map((earlier) => ({
        guard: and([
          { type: 'isOwnWork', params: { step: step.id } },
          { type: 'goesTo', params: { step: earlier } },
          { type: 'wasDone', params: { steps: graph.stepsOf(earlier) } },
          { type: 'mayEnter', params: { branches: openings.branchesOf(earlier) } },
        ]),
        target: `#step-${earlier}`,
        actions: [...leave('SENT_BACK', earlier), ...openings.enter(earlier)],
      })),
      LIMIT_PASSED: [
        ...silent.map((way) => ({
          guard: { type: 'isSilentConsent' as const, params: ending(graph, openings, step, way) },
          ...go(way),
        })),
        ...(members
          ? [
              {
                guard: { type: 'isOpinionLimit' as const, params: { step: step.id } },
                actions: [{ type: 'passOpinion' as const, params: members }],
              },
            ]
          : []),
      ],
      ...(members ? memberEvents(members) : {}),
    },
  })
}
