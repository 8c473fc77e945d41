import { FINAL_STATES, NATIONAL_CODES, type ShellState, shellState } from '../dossier/national-code.ts'
import { firstStepWork, isOwed, isPaused, openStepWorks, openWork } from '../dossier/reading.ts'
import type { Snapshot } from '../dossier/snapshot.ts'
import type { DossierContext, FeeState, Work } from '../dossier/state.ts'
import { chooseLimit } from '../dossier/turn.ts'
import type { ProcedureDefinition } from './definition.ts'
import type { Rule } from './findings.ts'
import { limitChoices, memberLimitChoice, membersLimitChoice, stepLimitChoice } from './limits.ts'
import { DESK, type Performer } from './performer.ts'

/** What is wrong with one state, looked at alone. */
export interface Fault {
  rule: Rule
  step: string | null
  words: string[]
}

const WAITING: readonly ShellState[] = ['awaitingSupplement', 'awaitingObligation', 'suspended']
export const isWaitingState = (shell: ShellState): boolean => WAITING.includes(shell)
export const isFinal = (state: Pick<Snapshot, 'value'>): boolean => FINAL_STATES.some((final) => final === shellState(state))

/** Where it stands, for a finding: the step, else the state of the shell. */
export const standsAt = (state: Pick<Snapshot, 'value' | 'context'>): string =>
  firstStepWork(state.context)?.step ?? shellState(state)

/** What the table of the shell says about both clocks in each state. */
export function clockFault({ steps }: ProcedureDefinition, state: Snapshot): string | null {
  const { legalClock, intakeClock } = state.context
  const shell = shellState(state)
  const runs = legalClock !== null && legalClock.stoppedAt === null
  const isIntake = intakeClock !== null && intakeClock.stoppedAt === null
  if (isIntake !== (shell === 'arrived')) return `${shell}: tiếp nhận / intake`
  if (['awaitingFee', 'arrived', 'supplementBeforeIntake', 'resultReady'].includes(shell) || isFinal(state))
    return runs ? `${shell}: chạy / runs` : null
  if (!runs) return `${shell}: không chạy / does not run`
  const open = openStepWorks(state.context)
  const isOutside = open.length > 0 && open.every(({ step }) => steps.some(({ id, outsideLimit }) => id === step && outsideLimit))
  return isPaused(state.context) === (isWaitingState(shell) || isOutside) ? null : `${shell}: tạm dừng sai / paused wrongly`
}

/** The steps where a value of the machine stands; a branch that waits for the others stands nowhere. */
const leaves = (value: unknown): string[] =>
  typeof value === 'string' ? [value] : typeof value === 'object' && value !== null ? Object.values(value).flatMap(leaves) : []

const DUTIES: Readonly<Record<string, string[]>> = { arrived: ['intake'], accepted: ['handOver'], resultReady: ['return'] }

/** Exactly the steps where it stands, or stood before it had to wait, are open, and whatever the desk has to do. */
function workFault(state: Snapshot): string | null {
  const open = state.context.work.filter(({ closedAt, member }) => closedAt === null && member === null).map(({ step }) => step)
  const shell = shellState(state)
  const stood = Object.values(state.historyValue).flatMap((nodes) => nodes.map(({ key }) => key))
  const places =
    shell === 'processing' ? leaves(state.value) : isWaitingState(shell) || shell === 'withdrawalAsked' ? stood : [shell]
  const expected = [
    ...places.filter((place) => place !== 'joined').flatMap((place) => DUTIES[place] ?? (place === shell ? [] : [place])),
    ...(shell === 'withdrawalAsked' ? ['withdrawal'] : []),
  ]
  return open.toSorted().join() === expected.toSorted().join() ? null : `${shell}: ${open.join(', ') || '–'}`
}

const written = ({ role, unitKind, agency, sameAs, notSameAs }: Performer) =>
  [role, unitKind, agency, sameAs && `= ${sameAs}`, notSameAs && `≠ ${notSameAs}`].filter(Boolean).join(' ')

function performerOf({ steps }: ProcedureDefinition, { step, member }: Work): Performer | null {
  const found = steps.find(({ id }) => id === step)
  if (!found) return step === 'withdrawal' ? null : DESK
  return member === null ? found.performer : (found.members?.fixed.find(({ id }) => id === member)?.performer ?? null)
}

/** Work that goes to somebody else than the version says. */
function performerFaults(definition: ProcedureDefinition, context: DossierContext): Fault[] {
  return openWork(context).flatMap((work) => {
    const meant = performerOf(definition, work)
    if (meant === null || written(meant) === written(work.performer)) return []
    return [{ rule: 'performerOther' as const, step: work.step, words: [`${written(work.performer)} (${written(meant)})`] }]
  })
}

/** Every limit that has to be watched here, as kind, work and name of the limit. */
function timersWanted(definition: ProcedureDefinition, state: Snapshot): { key: string; step: string }[] {
  const { context } = state
  const shell = shellState(state)
  const limits = limitChoices(definition)
  const wanted: { key: string; step: string }[] = []
  const want = (kind: string, workId: string | null, ref: string | null, step: string) => {
    if (ref !== null) wanted.push({ key: `${kind} ${workId ?? '-'} ${ref}`, step })
  }
  const refOf = (choice: Parameters<typeof chooseLimit>[0]) => chooseLimit(choice, context.caseCode).ref
  if (shell === 'awaitingFee') want('FEE', null, refOf(limits.fee), shell)
  if (shell === 'arrived')
    want('INTAKE', context.work.findLast(({ step }) => step === 'intake')?.workId ?? null, refOf(limits.intake), shell)
  if (shell === 'supplementBeforeIntake' || shell === 'awaitingSupplement')
    want('SUPPLEMENT', null, refOf(limits.supplement), shell)
  if (context.legalClock !== null && context.legalClock.stoppedAt === null) want('LEGAL', null, refOf(limits.legal), shell)
  for (const { workId, step } of openStepWorks(context)) {
    want('STEP', workId, refOf(stepLimitChoice(definition, step)), step)
    const members = definition.steps.find(({ id }) => id === step)?.members
    for (const { member, status } of context.opinions.filter((each) => each.workId === workId)) {
      const fixed = members?.fixed.find(({ id }) => id === member)
      if (!members || status !== 'OPEN') continue
      const choice = fixed ? memberLimitChoice(step, members, fixed) : membersLimitChoice(step, members)
      want('OPINION', `${workId}.${member}`, refOf(choice), step)
    }
  }
  return wanted
}

/** Exactly these limits run; a step's own may have passed already, and a member's as well. */
function timerFaults(definition: ProcedureDefinition, state: Snapshot): Fault[] {
  const { timers, work } = state.context
  const keyOf = ({ kind, workId, limitRef, dueAt }: (typeof timers)[number]) => `${kind} ${workId ?? '-'} ${dueAt ?? limitRef}`
  const wanted = timersWanted(definition, state)
  const running = timers.filter(({ status }) => status === 'RUNNING')
  const passed = timers.filter(({ status }) => status === 'PASSED').map(keyOf)
  const keys = running.map(keyOf)
  const stepOf = (workId: string | null) => work.find((each) => each.workId === workId)?.step ?? shellState(state)
  return [
    ...wanted
      .filter(({ key }) => !keys.includes(key) && !passed.includes(key))
      .map(({ key, step }) => ({ rule: 'timer' as const, step, words: [`${key}: không có / missing`] })),
    ...running
      .filter((timer) => !wanted.some(({ key }) => key === keyOf(timer)))
      .map((timer) => ({ rule: 'timer' as const, step: stepOf(timer.workId), words: [`${keyOf(timer)}: thừa / not wanted`] })),
  ]
}

const BEFORE_INTAKE: readonly ShellState[] = ['arrived', 'supplementBeforeIntake']

/** Money that is due has been asked for, and what comes first has been paid. */
function feeFaults(state: Snapshot, shell: ShellState): Fault[] {
  const { fees, refunds } = state.context
  const isDue = ({ when }: FeeState): boolean => {
    if (when === 'beforeIntake') return true
    if (shell === 'awaitingFee' || BEFORE_INTAKE.includes(shell)) return false
    return when !== 'beforeReturn' || shell === 'resultReady'
  }
  const owed = fees.filter(isOwed)
  const isUnpaid = shell === 'returned' ? owed.length > 0 && refunds.length === 0 : false
  const isEarly = BEFORE_INTAKE.includes(shell) && owed.some(({ when }) => when === 'beforeIntake')
  const silent = isFinal(state) ? undefined : owed.find((fee) => isDue(fee) && fee.requestedAt === null)
  return [
    ...(isUnpaid || isEarly
      ? [{ rule: 'feeBeforeResult' as const, step: isUnpaid ? 'resultReady' : 'awaitingFee', words: [] }]
      : []),
    ...(silent ? [{ rule: 'feeNotAsked' as const, step: standsAt(state), words: [silent.when] }] : []),
  ]
}

/** An end closes all work, every timer, both clocks and whatever was asked. */
function endFaults(state: Snapshot, shell: ShellState): Fault[] {
  if (!isFinal(state)) return []
  const { context } = state
  const open = [
    ...openWork(context).map(({ workId }) => workId),
    ...context.timers.filter(({ status }) => status === 'RUNNING').map(({ timerId }) => timerId),
    ...context.supplements.filter(({ status }) => status === 'OPEN').map(({ supplementId }) => supplementId),
    ...context.opinions.filter(({ status }) => status === 'OPEN').map(({ workId, member }) => `${workId}.${member}`),
    ...[context.legalClock, context.intakeClock]
      .filter((clock) => clock !== null && (clock.stoppedAt === null || clock.pauses.some(({ to }) => to === null)))
      .map(() => 'clock'),
    ...(context.endedAt === null ? ['endedAt'] : []),
  ]
  return open.length > 0 ? [{ rule: 'openAfterEnd', step: shell, words: [open.join(', ')] }] : []
}

/** Whoever the version names has been asked. */
function memberFaults({ steps }: ProcedureDefinition, { opinions, ...context }: DossierContext): Fault[] {
  return openStepWorks({ ...context, opinions }).flatMap(({ workId, step }) => {
    const fixed = steps.find(({ id }) => id === step)?.members?.fixed ?? []
    return fixed
      .filter(({ id }) => !opinions.some((asked) => asked.workId === workId && asked.member === id))
      .map(({ id }) => ({ rule: 'notAsked' as const, step, words: [id] }))
  })
}

function codeFault({ context }: Snapshot, shell: ShellState): Fault[] {
  const code = NATIONAL_CODES[shell]
  // After a supplement before intake the portal knows 5 until the desk answers.
  if (context.reportedCode === code || (shell === 'arrived' && context.reportedCode === 5)) return []
  return [{ rule: 'nationalCode', step: shell, words: [shell, String(code), String(context.reportedCode ?? '–')] }]
}

function askedFault({ supplement: { max } }: ProcedureDefinition, { supplements }: DossierContext, shell: ShellState): Fault[] {
  const asked = supplements.filter(({ status }) => status !== 'CANCELLED')
  const isAgreed = asked.slice(max).every(({ approverId }) => approverId !== null)
  return asked.length > max && !isAgreed ? [{ rule: 'supplements', step: shell, words: [String(asked.length)] }] : []
}

export function stateFaults(definition: ProcedureDefinition, state: Snapshot): Fault[] {
  const { context } = state
  const shell = shellState(state)
  const at = standsAt(state)
  const clock = clockFault(definition, state)
  const work = workFault(state)
  return [
    ...(clock
      ? [
          {
            rule: 'clock' as const,
            step: clock.endsWith('intake') ? 'arrived' : isWaitingState(shell) ? shell : at,
            words: [clock],
          },
        ]
      : []),
    ...(work ? [{ rule: 'work' as const, step: at, words: [work] }] : []),
    ...performerFaults(definition, context),
    ...timerFaults(definition, state),
    ...feeFaults(state, shell),
    ...endFaults(state, shell),
    ...memberFaults(definition, context),
    ...codeFault(state, shell),
    ...askedFault(definition, context, shell),
    ...(['resultReady', 'returned'].includes(shell) && context.decision === null
      ? [{ rule: 'decisionMissing' as const, step: shell, words: [] }]
      : []),
  ]
}
