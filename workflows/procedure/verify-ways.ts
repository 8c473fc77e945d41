import type { EventType } from '../dossier/events.ts'
import { type ShellState, shellState } from '../dossier/national-code.ts'
import { isOwed, openStepWorks } from '../dossier/reading.ts'
import type { Snapshot } from '../dossier/snapshot.ts'
import type { ProcedureDefinition } from './definition.ts'
import type { Change, Edge, Node } from './explore.ts'
import { type Fault, isFinal, isWaitingState } from './verify-state.ts'

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
    // Silence that would have been an answer only marks the step while the withdrawal is looked at.
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
export function wrongWay({ from, event, after }: Change): string[] | null {
  if (from.id < 0) return ['awaitingFee', 'arrived'].includes(shellState(after)) ? null : ['born', event.type, shellState(after)]
  const here = shellState(from.snapshot)
  const to = shellState(after)
  const isBack = STOOD.includes(to) && (isWaitingState(here) || here === 'withdrawalAsked')
  const isWrong = isBack && (to === 'processing') !== openStepWorks(after.context).length > 0
  const isAgain =
    event.type === 'FEE_SETTLED' && from.snapshot.context.fees.every((fee) => fee.feeId !== event.feeId || !isOwed(fee))
  return WAYS[here][event.type]?.includes(to) && !isWrong && !isAgain ? null : [here, event.type, to]
}

/** What must be possible here, whatever the version: the ways out that law gives to the applicant and to the agency. */
function required({ steps, supplement }: ProcedureDefinition, state: Snapshot): EventType[] {
  const { context } = state
  const isUndecided = context.decision === null
  const mayAsk = context.supplements.filter(({ status }) => status !== 'CANCELLED').length < supplement.max
  const isLimited = context.timers.some(({ kind, status }) => kind === 'SUPPLEMENT' && status === 'RUNNING')
  const money: EventType[] = context.fees.some(isOwed) ? ['FEE_SETTLED'] : []
  const closed: EventType[] = !isFinal(state) && context.subs.some(({ closedAt }) => closedAt === null) ? ['SUB_CLOSED'] : []
  const always = [...money, ...closed]
  const until = (...events: EventType[]) => (isUndecided ? events : [])
  switch (shellState(state)) {
    case 'awaitingFee': {
      const isWatched = context.timers.some(({ kind, status }) => kind === 'FEE' && status === 'RUNNING')
      return [...always, 'WITHDRAW', ...(isWatched ? ['LIMIT_PASSED' as const] : [])]
    }
    case 'arrived':
      return [...always, 'ACCEPT', 'REFUSE_INTAKE', 'WITHDRAW', ...(mayAsk ? ['REQUEST_SUPPLEMENT' as const] : [])]
    case 'supplementBeforeIntake':
      return [...always, 'SUPPLY', 'WITHDRAW', ...(isLimited ? ['LIMIT_PASSED' as const] : [])]
    case 'accepted':
      return [...always, 'HAND_OVER', 'TRANSFER', ...until('REQUEST_WITHDRAWAL')]
    case 'processing': {
      const open = openStepWorks(context).flatMap(({ step }) => steps.filter(({ id }) => id === step))
      const isSub = open.some(({ sub }) => sub !== undefined)
      const isOwing = open.some(({ kind }) => kind === 'financialObligation')
      return [
        ...always,
        'SUSPEND',
        ...until('STOP', 'REQUEST_WITHDRAWAL', 'TRANSFER', ...(mayAsk ? ['REQUEST_SUPPLEMENT' as const] : [])),
        ...(isSub ? ['OPEN_SUB' as const] : []),
        ...(isOwing || steps.every(({ kind }) => kind !== 'financialObligation') ? ['REQUIRE_OBLIGATION' as const] : []),
        ...(context.opinions.some(({ status }) => status === 'OPEN') ? ['GIVE_OPINION' as const] : []),
      ]
    }
    case 'awaitingSupplement':
      return [
        ...always,
        'SUPPLY',
        'CANCEL_SUPPLEMENT',
        'WITHDRAW',
        ...(isLimited ? ['LIMIT_PASSED' as const] : []),
        ...until('STOP'),
      ]
    case 'awaitingObligation':
      return [...always, 'OBLIGATION_SETTLED', ...until('STOP', 'WITHDRAW')]
    case 'suspended':
      return [...always, 'RESUME', ...until('STOP', 'WITHDRAW')]
    case 'withdrawalAsked':
      return [...always, 'CONFIRM_WITHDRAWAL', 'DENY_WITHDRAWAL']
    case 'resultReady':
      return [...always, 'REOPEN', ...(money.length === 0 && !isUndecided ? ['RETURN_RESULT' as const] : [])]
    default:
      return money
  }
}

/** Whether it goes on from a wait where it stood, with the same steps open. */
const goesOn = ({ from, to }: Edge): boolean => {
  const open = (node: Node) => openStepWorks(node.snapshot.context).map(({ step }) => step)
  return (
    !isWaitingState(shellState(to.snapshot)) &&
    !isFinal(to.snapshot) &&
    open(from).toSorted().join() === open(to).toSorted().join()
  )
}

/** Ways that are missing here, and a wait that nobody can end. */
export function wayFaults(definition: ProcedureDefinition, { snapshot }: Node, changes: readonly Edge[]): Fault[] {
  const shell = shellState(snapshot)
  const missing = required(definition, snapshot).filter((type) => !changes.some(({ event }) => event.type === type))
  return [
    ...missing.map((type): Fault => ({ rule: 'way', step: shell, words: [shell, type] })),
    ...(isWaitingState(shell) && !changes.some(goesOn) ? [{ rule: 'pauseEnds' as const, step: shell, words: [shell] }] : []),
  ]
}
