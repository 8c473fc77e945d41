import { NATIONAL_CODES, type ShellState } from '../dossier/national-code.ts'
import { isOwed } from '../dossier/reading.ts'
import type { Snapshot } from '../dossier/snapshot.ts'
import type { DossierContext, FeeState, Work } from '../dossier/state.ts'
import type { ProcedureDefinition, Step } from './definition.ts'
import { isSameSet, type View } from './explore-view.ts'
import type { StepGraph } from './graph.ts'
import { DESK, type Performer } from './performer.ts'
import type { Report } from './verify-fault.ts'
import { timerFaults } from './verify-timers.ts'

const WAITING: readonly ShellState[] = ['awaitingSupplement', 'awaitingObligation', 'suspended']
export const isWaitingState = (shell: ShellState): boolean => WAITING.includes(shell)

const STILL: readonly ShellState[] = ['awaitingFee', 'arrived', 'supplementBeforeIntake', 'resultReady']

/** What the table of the shell says about both clocks in each state. */
export function clockFault(
  steps: ReadonlyMap<string, Step>,
  { legalClock, intakeClock }: DossierContext,
  view: View,
): string | null {
  const { shell } = view
  const runs = legalClock !== null && legalClock.stoppedAt === null
  const isIntake = intakeClock !== null && intakeClock.stoppedAt === null
  if (isIntake !== (shell === 'arrived')) return `${shell}: tiếp nhận / intake`
  if (view.isFinal || STILL.includes(shell)) return runs ? `${shell}: chạy / runs` : null
  if (!runs) return `${shell}: không chạy / does not run`
  const isOutside = view.steps.length > 0 && view.steps.every(({ step }) => steps.get(step)?.outsideLimit)
  return view.isPaused === (isWaitingState(shell) || isOutside) ? null : `${shell}: tạm dừng sai / paused wrongly`
}

/** The steps where a value of the machine stands; a branch that waits for the others stands nowhere. */
const leaves = (value: unknown): string[] =>
  typeof value === 'string' ? [value] : typeof value === 'object' && value !== null ? Object.values(value).flatMap(leaves) : []

const DUTIES: Readonly<Record<string, string[]>> = { arrived: ['intake'], accepted: ['handOver'], resultReady: ['return'] }

/** Exactly the steps where it stands, or stood before it had to wait, are open, and whatever the desk has to do. */
function workFault(state: Snapshot, { open, shell, at }: View, report: Report): void {
  const is: string[] = []
  for (const { member, step } of open) if (member === null) is.push(step)
  const stood = () => Object.values(state.historyValue).flatMap((nodes) => nodes.map(({ key }) => key))
  const places =
    shell === 'processing' ? leaves(state.value) : isWaitingState(shell) || shell === 'withdrawalAsked' ? stood() : [shell]
  const expected: string[] = []
  for (const place of places) if (place !== 'joined') expected.push(...(DUTIES[place] ?? (place === shell ? [] : [place])))
  if (shell === 'withdrawalAsked') expected.push('withdrawal')
  if (!isSameSet(is, expected)) report('work', at, [`${shell}: ${is.join(', ') || '–'}`])
}

const written = ({ role, unitKind, agency, sameAs, notSameAs }: Performer) =>
  [role, unitKind, agency, sameAs && `= ${sameAs}`, notSameAs && `≠ ${notSameAs}`].filter(Boolean).join(' ')

function performerOf(steps: ReadonlyMap<string, Step>, { step, member }: Work): Performer | null {
  const found = steps.get(step)
  if (!found) return step === 'withdrawal' ? null : DESK
  return member === null ? found.performer : (found.members?.fixed.find(({ id }) => id === member)?.performer ?? null)
}

/** Work that goes to somebody else than the version says. */
function performerFaults(steps: ReadonlyMap<string, Step>, { open }: View, report: Report): void {
  for (const work of open) {
    const meant = performerOf(steps, work)
    if (meant === null || meant === work.performer || written(meant) === written(work.performer)) continue
    report('performerOther', work.step, [`${written(work.performer)} (${written(meant)})`])
  }
}

const BEFORE_INTAKE: readonly ShellState[] = ['arrived', 'supplementBeforeIntake']

/** Money that is due has been asked for, and what comes first has been paid. */
function feeFaults({ fees, refunds }: DossierContext, { shell, isFinal, at }: View, report: Report): void {
  if (fees.length === 0) return
  const isDue = ({ when }: FeeState): boolean => {
    if (when === 'beforeIntake') return true
    if (shell === 'awaitingFee' || BEFORE_INTAKE.includes(shell)) return false
    return when !== 'beforeReturn' || shell === 'resultReady'
  }
  const owed = fees.filter(isOwed)
  const isUnpaid = shell === 'returned' ? owed.length > 0 && refunds.length === 0 : false
  const isEarly = BEFORE_INTAKE.includes(shell) && owed.some(({ when }) => when === 'beforeIntake')
  const silent = isFinal ? undefined : owed.find((fee) => isDue(fee) && fee.requestedAt === null)
  if (isUnpaid || isEarly) report('feeBeforeResult', isUnpaid ? 'resultReady' : 'awaitingFee', [])
  if (silent) report('feeNotAsked', at, [silent.when])
}

/** An end closes all work, every timer, both clocks and whatever was asked. */
function endFaults(context: DossierContext, { open: works, isFinal, shell }: View, report: Report): void {
  if (!isFinal) return
  const open = [
    ...works.map(({ workId }) => workId),
    ...context.timers.filter(({ status }) => status === 'RUNNING').map(({ timerId }) => timerId),
    ...context.supplements.filter(({ status }) => status === 'OPEN').map(({ supplementId }) => supplementId),
    ...context.opinions.filter(({ status }) => status === 'OPEN').map(({ workId, member }) => `${workId}.${member}`),
    ...[context.legalClock, context.intakeClock]
      .filter((clock) => clock !== null && (clock.stoppedAt === null || clock.pauses.some(({ to }) => to === null)))
      .map(() => 'clock'),
    ...(context.endedAt === null ? ['endedAt'] : []),
  ]
  if (open.length > 0) report('openAfterEnd', shell, [open.join(', ')])
}

/** Whoever the version names has been asked. */
function memberFaults(steps: ReadonlyMap<string, Step>, { opinions }: DossierContext, view: View, report: Report): void {
  for (const { workId, step } of view.steps)
    for (const { id } of steps.get(step)?.members?.fixed ?? [])
      if (!opinions.some((asked) => asked.workId === workId && asked.member === id)) report('notAsked', step, [id])
}

function codeFault({ reportedCode }: DossierContext, { shell }: View, report: Report): void {
  const code = NATIONAL_CODES[shell]
  // After a supplement before intake the portal knows 5 until the desk answers.
  if (reportedCode === code || (shell === 'arrived' && reportedCode === 5)) return
  report('nationalCode', shell, [shell, String(code), String(reportedCode ?? '–')])
}

function askedFault(
  { supplement: { max } }: ProcedureDefinition,
  { supplements }: DossierContext,
  view: View,
  report: Report,
): void {
  if (supplements.length <= max) return
  const asked = supplements.filter(({ status }) => status !== 'CANCELLED')
  const isAgreed = asked.slice(max).every(({ approverId }) => approverId !== null)
  if (asked.length > max && !isAgreed) report('supplements', view.shell, [String(asked.length)])
}

/** What is wrong with one state, looked at alone. */
export function stateFaults(
  definition: ProcedureDefinition,
  graph: StepGraph,
  state: Snapshot,
  view: View,
  report: Report,
): void {
  const { context } = state
  const { shell, at } = view
  const clock = clockFault(graph.steps, context, view)
  if (clock) report('clock', clock.endsWith('intake') ? 'arrived' : isWaitingState(shell) ? shell : at, [clock])
  workFault(state, view, report)
  performerFaults(graph.steps, view, report)
  timerFaults(definition, context, view, report)
  feeFaults(context, view, report)
  endFaults(context, view, report)
  memberFaults(graph.steps, context, view, report)
  codeFault(context, view, report)
  askedFault(definition, context, view, report)
  if ((shell === 'resultReady' || shell === 'returned') && context.decision === null) report('decisionMissing', shell, [])
}
