import type { EventType, TimerKind } from '../dossier/events.ts'
import type { ShellState } from '../dossier/national-code.ts'
import { isOwed } from '../dossier/reading.ts'
import type { ProcedureDefinition, StepKind } from './definition.ts'
import { type Change, type Edge, isSameSet, type Node } from './explore-view.ts'
import type { StepGraph } from './graph.ts'
import type { Report } from './verify-fault.ts'
import { isWaitingState } from './verify-state.ts'

type Ways = Partial<Record<EventType, readonly ShellState[]>>

const STOOD: readonly ShellState[] = ['accepted', 'processing']

/** Where each event may lead from each state, written down a second time: the shell is checked against it and not against itself. */
const WAYS: Readonly<Record<ShellState, Ways>> = {
  awaitingFee: { FEE_SETTLED: ['awaitingFee', 'arrived'], WITHDRAW: ['withdrawn'], LIMIT_PASSED: ['refused'] },
  arrived: {
    ACCEPT: ['accepted'],
    REFUSE_INTAKE: ['refused'],
    REQUEST_SUPPLEMENT: ['supplementBeforeIntake'],
    WITHDRAW: ['withdrawn'],
    FEE_SETTLED: ['arrived'],
  },
  supplementBeforeIntake: {
    SUPPLY: ['arrived'],
    LIMIT_PASSED: ['refused'],
    WITHDRAW: ['withdrawn'],
    FEE_SETTLED: ['supplementBeforeIntake'],
  },
  accepted: {
    HAND_OVER: ['processing'],
    REQUEST_WITHDRAWAL: ['withdrawalAsked'],
    TRANSFER: ['accepted'],
    FEE_SETTLED: ['accepted'],
  },
  processing: {
    COMPLETE_STEP: ['processing', 'resultReady'],
    SEND_BACK: ['processing'],
    RECALL: ['processing'],
    ASK_OPINION: ['processing'],
    GIVE_OPINION: ['processing'],
    CLOSE_OPINIONS: ['processing'],
    LIMIT_PASSED: ['processing', 'resultReady'],
    REQUEST_SUPPLEMENT: ['awaitingSupplement'],
    REQUIRE_OBLIGATION: ['awaitingObligation'],
    SUSPEND: ['suspended'],
    REQUEST_WITHDRAWAL: ['withdrawalAsked'],
    TRANSFER: ['processing'],
    OPEN_SUB: ['processing'],
    SUB_CLOSED: ['processing'],
    STOP: ['stopped'],
    FEE_SETTLED: ['processing'],
  },
  awaitingSupplement: {
    SUPPLY: STOOD,
    CANCEL_SUPPLEMENT: STOOD,
    LIMIT_PASSED: ['stopped', ...STOOD],
    WITHDRAW: ['withdrawn'],
    STOP: ['stopped'],
    SUB_CLOSED: ['awaitingSupplement'],
    FEE_SETTLED: ['awaitingSupplement'],
  },
  awaitingObligation: {
    OBLIGATION_SETTLED: STOOD,
    STOP: ['stopped'],
    WITHDRAW: ['withdrawn'],
    SUB_CLOSED: ['awaitingObligation'],
    FEE_SETTLED: ['awaitingObligation'],
  },
  suspended: { RESUME: STOOD, STOP: ['stopped'], WITHDRAW: ['withdrawn'], SUB_CLOSED: ['suspended'], FEE_SETTLED: ['suspended'] },
  withdrawalAsked: {
    CONFIRM_WITHDRAWAL: ['withdrawn'],
    DENY_WITHDRAWAL: STOOD,
    // Only a mark: silence that would be an answer waits until the withdrawal is decided.
    LIMIT_PASSED: ['withdrawalAsked'],
    SUB_CLOSED: ['withdrawalAsked'],
    FEE_SETTLED: ['withdrawalAsked'],
  },
  resultReady: { RETURN_RESULT: ['returned'], REOPEN: ['processing'], FEE_SETTLED: ['resultReady'], SUB_CLOSED: ['resultReady'] },
  returned: { FEE_SETTLED: ['returned'] },
  refused: { FEE_SETTLED: ['refused'] },
  withdrawn: { FEE_SETTLED: ['withdrawn'] },
  stopped: { FEE_SETTLED: ['stopped'] },
}

/** An event that leads somewhere else than law says, or is taken where it is not foreseen. */
export function wrongWay({ from, event, is }: Change): string[] | null {
  const to = is.shell
  if (from === null) return to === 'awaitingFee' || to === 'arrived' ? null : ['born', event.type, to]
  const here = from.view.shell
  const isBack = STOOD.includes(to) && (isWaitingState(here) || here === 'withdrawalAsked')
  const isWrong = isBack && (to === 'processing') !== is.steps.length > 0
  const isAgain =
    event.type === 'FEE_SETTLED' && from.snapshot.context.fees.every((fee) => fee.feeId !== event.feeId || !isOwed(fee))
  return WAYS[here][event.type]?.includes(to) && !isWrong && !isAgain ? null : [here, event.type, to]
}

/** What must be possible here, whatever the version: the ways out that law gives to the applicant and to the agency. */
function required(definition: ProcedureDefinition, graph: StepGraph, { snapshot: { context }, view }: Node): EventType[] {
  const isUndecided = context.decision === null
  const mayAsk = () => context.supplements.filter(({ status }) => status !== 'CANCELLED').length < definition.supplement.max
  const isWatched = (wanted: TimerKind) => context.timers.some(({ kind, status }) => kind === wanted && status === 'RUNNING')
  const types: EventType[] = context.fees.some(isOwed) ? ['FEE_SETTLED'] : []
  const isPaid = types.length === 0
  if (!view.isFinal && context.subs.some(({ closedAt }) => closedAt === null)) types.push('SUB_CLOSED')
  switch (view.shell) {
    case 'awaitingFee':
      types.push('WITHDRAW')
      if (isWatched('FEE')) types.push('LIMIT_PASSED')
      return types
    case 'arrived':
      types.push('ACCEPT', 'REFUSE_INTAKE', 'WITHDRAW')
      if (mayAsk()) types.push('REQUEST_SUPPLEMENT')
      return types
    case 'supplementBeforeIntake':
      types.push('SUPPLY', 'WITHDRAW')
      if (isWatched('SUPPLEMENT')) types.push('LIMIT_PASSED')
      return types
    case 'accepted':
      types.push('HAND_OVER', 'TRANSFER')
      if (isUndecided) types.push('REQUEST_WITHDRAWAL')
      return types
    case 'processing': {
      const open = view.steps.map(({ step }) => graph.steps.get(step))
      types.push('SUSPEND')
      if (isUndecided) types.push('STOP', 'REQUEST_WITHDRAWAL', 'TRANSFER')
      if (isUndecided && mayAsk()) types.push('REQUEST_SUPPLEMENT')
      if (open.some((step) => step?.sub !== undefined)) types.push('OPEN_SUB')
      const isOwing = (kind: StepKind | undefined) => kind === 'financialObligation'
      if (open.some((step) => isOwing(step?.kind)) || !definition.steps.some(({ kind }) => isOwing(kind)))
        types.push('REQUIRE_OBLIGATION')
      if (context.opinions.some(({ status }) => status === 'OPEN')) types.push('GIVE_OPINION')
      return types
    }
    case 'awaitingSupplement':
      types.push('SUPPLY', 'CANCEL_SUPPLEMENT', 'WITHDRAW')
      if (isWatched('SUPPLEMENT')) types.push('LIMIT_PASSED')
      if (isUndecided) types.push('STOP')
      return types
    case 'awaitingObligation':
      types.push('OBLIGATION_SETTLED')
      if (isUndecided) types.push('STOP', 'WITHDRAW')
      return types
    case 'suspended':
      types.push('RESUME')
      if (isUndecided) types.push('STOP', 'WITHDRAW')
      return types
    case 'withdrawalAsked':
      types.push('CONFIRM_WITHDRAWAL', 'DENY_WITHDRAWAL')
      return types
    case 'resultReady':
      types.push('REOPEN')
      if (isPaid && !isUndecided) types.push('RETURN_RESULT')
      return types
    default:
      return isPaid ? [] : ['FEE_SETTLED']
  }
}

/** Whether it goes on from a wait where it stood, with the same steps open. */
const goesOn = ({ from, to }: Edge): boolean => {
  const open = ({ view }: Node) => view.steps.map(({ step }) => step)
  return !isWaitingState(to.view.shell) && !to.view.isFinal && isSameSet(open(from), open(to))
}

/** Ways that are missing here, and a wait that nobody can end. */
export function wayFaults(
  definition: ProcedureDefinition,
  graph: StepGraph,
  node: Node,
  changes: readonly Edge[],
  report: Report,
): void {
  const { shell } = node.view
  for (const type of required(definition, graph, node))
    if (!changes.some(({ event }) => event.type === type)) report('way', shell, [shell, type])
  if (isWaitingState(shell) && !changes.some(goesOn)) report('pauseEnds', shell, [shell])
}
