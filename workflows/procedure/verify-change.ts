import type { Effect } from '../dossier/effects.ts'
import { mayFollow, type NationalCode } from '../dossier/national-code.ts'
import { isJoined } from '../dossier/questions-block.ts'
import { openStepWorks } from '../dossier/reading.ts'
import type { DossierContext } from '../dossier/state.ts'
import { emptyContext } from '../dossier/turn.ts'
import type { ProcedureDefinition } from './definition.ts'
import { type Change, isSameSet } from './explore-view.ts'
import type { StepGraph } from './graph.ts'
import type { Report } from './verify-fault.ts'
import { ledgerFaults } from './verify-ledger.ts'
import { clockFault, isWaitingState } from './verify-state.ts'
import { wrongWay } from './verify-ways.ts'

const UNBORN = emptyContext()
const sorted = (ids: readonly string[]): string => ids.toSorted().join(', ')
const before = ({ from }: Pick<Change, 'from'>): DossierContext => from?.snapshot.context ?? UNBORN
const isTold = (effects: readonly Effect[], type: Effect['type']): boolean => effects.some((effect) => effect.type === type)

/** The portal hears only changes that are permitted. */
function pairFaults({ effects, is }: Change, { reportedCode }: DossierContext, report: Report): void {
  let reported = reportedCode
  for (const effect of effects) {
    if (effect.type !== 'syncPortal') continue
    if (!mayFollow(reported as NationalCode | null, effect.code, is.isFinal))
      report('nationalPair', is.at, [String(reported ?? '–'), String(effect.code)])
    reported = effect.code
  }
}

interface Expected {
  outcome: string
  to: string
  /** The steps that begin. */
  begins: string[]
}

/** Where an ending should have led, or null when it is not the end of a step. */
function expected(
  definition: ProcedureDefinition,
  graph: StepGraph,
  { event }: Change,
  context: DossierContext,
): Expected | null {
  const exists = (onlyIn: string[] | undefined) =>
    onlyIn === undefined || (context.caseCode !== null && onlyIn.includes(context.caseCode))
  const begins = (to: string): string[] => {
    if (graph.steps.has(to)) return [to]
    const found: string[] = []
    for (const { id, onlyIn } of graph.entries(to)) if (exists(onlyIn)) found.push(id)
    return found
  }
  const leads = (outcome: string, to: string): Expected => ({ outcome, to, begins: to === 'end' ? [] : begins(to) })
  if (event.type === 'HAND_OVER') return leads(event.type, definition.start)
  if (event.type === 'SEND_BACK' || event.type === 'REOPEN') return leads(event.type, event.toStep)
  if (event.type !== 'COMPLETE_STEP') return null
  const step = context.work.find(({ workId }) => workId === event.workId)?.step ?? ''
  const outcome = graph.steps.get(step)?.outcomes.find(({ id }) => id === event.outcome)
  if (!outcome) return { outcome: event.outcome, to: '–', begins: [] }
  const place = graph.placeOf(step)
  if (outcome.to !== 'join' || !place) return leads(outcome.id, outcome.to)
  const { block, branch } = place
  const plan = { own: branch.steps, branches: block.branches.map(({ steps }) => steps), join: block.join, isReached: true }
  return isJoined(context, plan) ? leads(outcome.id, block.to) : { outcome: outcome.id, to: 'join', begins: [] }
}

/** The step that ended, or in which it happened. */
function happenedIn({ event, from, is }: Change, { work }: DossierContext): string {
  const meant = 'workId' in event ? work.find(({ workId }) => workId === event.workId)?.step : undefined
  return meant ?? (from?.view ?? is).at
}

function targetFaults(
  definition: ProcedureDefinition,
  graph: StepGraph,
  change: Change,
  old: DossierContext,
  report: Report,
): void {
  const { after, event, from, is } = change
  const now = after.context
  const step = happenedIn(change, old)
  const wrong = wrongWay(change)
  if (wrong) report('wayWrong', event.type === 'COMPLETE_STEP' ? step : (wrong[0] ?? null), wrong)
  const clock = change.isNew && 'workId' in event ? clockFault(graph.steps, now, is) : null
  if (clock !== null && step !== is.at) report('clock', step, [clock])
  const waited = from?.view.shell
  const isLeft = waited !== undefined && isWaitingState(waited) && !isWaitingState(is.shell)
  if (isLeft && now.legalClock?.pauses.some(({ to, reason }) => to === null && reason !== 'OUTSIDE_LIMIT'))
    report('pauseEnds', waited, [waited])
  const meant = expected(definition, graph, change, old)
  if (!meant) return
  // Work is only ever added behind what is there.
  const opened = openStepWorks({ ...now, work: now.work.slice(old.work.length) }).map((work) => work.step)
  const isEnded = is.shell === 'resultReady'
  if (!isSameSet(opened, meant.begins) || isEnded !== (meant.to === 'end'))
    report('target', step, [meant.outcome, sorted(opened) || is.shell, sorted(meant.begins) || meant.to])
  if (event.type !== 'COMPLETE_STEP') return
  const decision = graph.steps.get(step)?.outcomes.find(({ id }) => id === event.outcome)?.decision
  if (decision !== undefined && now.decision !== decision) report('decisionMissing', step, [])
}

/** A limit that passes: silence that is an answer is taken; the head hears of it where the version says so, and in any case somebody does. */
function limitFaults(graph: StepGraph, change: Change, old: DossierContext, report: Report): void {
  const { event, effects, after, from, is } = change
  if (event.type !== 'LIMIT_PASSED') return
  const timer = old.timers.find(({ timerId }) => timerId === event.timerId)
  const step = graph.steps.get(old.work.find(({ workId }) => workId === timer?.workId)?.step ?? '')
  const isNext = isTold(effects, 'openWork')
  // Silence that counts is told together with the last answer.
  const isCounted = event.kind === 'OPINION' && after.context.opinions.some(({ status }) => status === 'SILENT')
  const toHead = effects.some((effect) => effect.type === 'notify' && effect.audience === 'head')
  const isHead = step?.whenLate !== 'escalate' || event.kind !== 'STEP' || toHead
  const isJoinedSilently = event.kind === 'STEP' && step?.whenLate === 'consent'
  const isOpen = after.context.work.some(({ workId, closedAt }) => workId === timer?.workId && closedAt === null)
  if (isJoinedSilently && isOpen) {
    const to = step.outcomes.find(({ id }) => id === step.lateOutcome)?.to ?? '–'
    report('target', step.id, [step.lateOutcome ?? '–', step.id, to])
  }
  if (!isHead || (!isTold(effects, 'notify') && !isNext && !isCounted && !isJoinedSilently))
    report('limitTells', step?.id ?? (from?.view ?? is).shell, [event.kind])
}

/** Handing over and paying change whose turn it is inside the agency or are told by the fee itself. */
const SILENT = ['HAND_OVER', 'FEE_SETTLED']

/** Somebody hears of every change of the state and of every limit that passes. */
export function toldFaults(graph: StepGraph, change: Change, report: Report): void {
  const { event, effects, from, is } = change
  limitFaults(graph, change, before(change), report)
  if (from?.view.shell !== is.shell && !SILENT.includes(event.type)) {
    const isHeard = effects.some((effect) => effect.type === 'notify' && (!is.isFinal || effect.audience === 'applicant'))
    if (!isHeard) report('toldNobody', is.shell, [is.shell])
  }
  if (is.isFinal && from?.view.isFinal && event.type === 'FEE_SETTLED' && !isTold(effects, 'refund'))
    report('openAfterEnd', is.shell, ['refund'])
}

/** What is wrong with one change: where it led, what it told, and whether its effects are those of the state. */
export function changeFaults(definition: ProcedureDefinition, graph: StepGraph, change: Change, report: Report): void {
  const old = before(change)
  pairFaults(change, old, report)
  targetFaults(definition, graph, change, old, report)
  ledgerFaults(definition, change, old, report)
  toldFaults(graph, change, report)
}
