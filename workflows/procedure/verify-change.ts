import type { Effect } from '../dossier/effects.ts'
import { mayFollow, type NationalCode, shellState } from '../dossier/national-code.ts'
import { isJoined } from '../dossier/questions-block.ts'
import { openStepWorks } from '../dossier/reading.ts'
import type { DossierContext } from '../dossier/state.ts'
import { emptyContext } from '../dossier/turn.ts'
import type { ProcedureDefinition } from './definition.ts'
import type { Change } from './explore.ts'
import type { StepGraph } from './graph.ts'
import { ledgerFaults } from './verify-ledger.ts'
import { clockFault, type Fault, isFinal, isWaitingState, standsAt } from './verify-state.ts'
import { wrongWay } from './verify-ways.ts'

export type EffectOf<Type extends Effect['type']> = Extract<Effect, { type: Type }>
export const effectsOf = <Type extends Effect['type']>(effects: readonly Effect[], type: Type): EffectOf<Type>[] =>
  effects.filter((effect): effect is EffectOf<Type> => effect.type === type)
const sorted = (ids: readonly string[]): string => ids.toSorted().join(', ')
export const before = ({ from }: Pick<Change, 'from'>): DossierContext => (from.id < 0 ? emptyContext() : from.snapshot.context)

/** The portal hears only changes that are permitted. */
function pairFaults(edge: Change): Fault[] {
  const { after } = edge
  const found: Fault[] = []
  let reported = before(edge).reportedCode
  for (const { code } of effectsOf(edge.effects, 'syncPortal')) {
    if (!mayFollow(reported as NationalCode | null, code, isFinal(after)))
      found.push({ rule: 'nationalPair', step: standsAt(after), words: [String(reported ?? '–'), String(code)] })
    reported = code
  }
  return found
}

/** Where an ending should have led: the steps that begin, or null when it is not the end of a step. */
function expected(
  definition: ProcedureDefinition,
  graph: StepGraph,
  edge: Change,
): { outcome: string; to: string; begins: string[] } | null {
  const { event } = edge
  const context = before(edge)
  const begins = (to: string): string[] =>
    graph
      .entries(to)
      .filter(
        ({ onlyIn }) =>
          !graph.blocks.has(to) || onlyIn === undefined || (context.caseCode !== null && onlyIn.includes(context.caseCode)),
      )
      .map(({ id }) => id)
  if (event.type === 'HAND_OVER') return { outcome: event.type, to: definition.start, begins: begins(definition.start) }
  if (event.type === 'SEND_BACK' || event.type === 'REOPEN')
    return { outcome: event.type, to: event.toStep, begins: begins(event.toStep) }
  if (event.type !== 'COMPLETE_STEP') return null
  const step = context.work.find(({ workId }) => workId === event.workId)?.step ?? ''
  const outcome = graph.steps.get(step)?.outcomes.find(({ id }) => id === event.outcome)
  if (!outcome) return { outcome: event.outcome, to: '–', begins: [] }
  const place = graph.placeOf(step)
  if (outcome.to !== 'join' || !place)
    return { outcome: outcome.id, to: outcome.to, begins: outcome.to === 'end' ? [] : begins(outcome.to) }
  const { block, branch } = place
  const plan = { own: branch.steps, branches: block.branches.map(({ steps }) => steps), join: block.join, isReached: true }
  if (!isJoined(context, plan)) return { outcome: outcome.id, to: 'join', begins: [] }
  return { outcome: outcome.id, to: block.to, begins: block.to === 'end' ? [] : begins(block.to) }
}

/** The step that ended, or in which it happened. */
export const happenedIn = (edge: Change): string => {
  const { event, after } = edge
  const meant = 'workId' in event ? before(edge).work.find(({ workId }) => workId === event.workId)?.step : undefined
  return meant ?? (edge.from.id < 0 ? standsAt(after) : standsAt(edge.from.snapshot))
}

function targetFaults(definition: ProcedureDefinition, graph: StepGraph, edge: Change): Fault[] {
  const { after } = edge
  const meant = expected(definition, graph, edge)
  const step = happenedIn(edge)
  const wrong = wrongWay(edge)
  const found: Fault[] = wrong
    ? [{ rule: 'wayWrong', step: edge.event.type === 'COMPLETE_STEP' ? step : (wrong[0] ?? null), words: wrong }]
    : []
  const clock = edge.isNew && 'workId' in edge.event ? clockFault(definition, after) : null
  if (clock !== null && step !== standsAt(after)) found.push({ rule: 'clock', step, words: [clock] })
  const waited = edge.from.id < 0 ? null : shellState(edge.from.snapshot)
  const isLeft = waited !== null && isWaitingState(waited) && !isWaitingState(shellState(after))
  if (isLeft && after.context.legalClock?.pauses.some(({ to, reason }) => to === null && reason !== 'OUTSIDE_LIMIT'))
    found.push({ rule: 'pauseEnds', step: waited, words: [waited] })
  if (!meant) return found
  // Work is only ever added behind what is there.
  const opened = openStepWorks({ ...after.context, work: after.context.work.slice(before(edge).work.length) })
  const is = sorted(opened.map((work) => work.step))
  const isEnded = shellState(after) === 'resultReady'
  if (is !== sorted(meant.begins) || isEnded !== (meant.to === 'end'))
    found.push({ rule: 'target', step, words: [meant.outcome, is || shellState(after), sorted(meant.begins) || meant.to] })
  const { event } = edge
  const decision =
    event.type === 'COMPLETE_STEP' ? graph.steps.get(step)?.outcomes.find(({ id }) => id === event.outcome)?.decision : undefined
  if (decision !== undefined && after.context.decision !== decision) found.push({ rule: 'decisionMissing', step, words: [] })
  return found
}

/** Handing over and paying change whose turn it is inside the agency or are told by the fee itself. */
const SILENT = ['HAND_OVER', 'FEE_SETTLED']

/** Somebody hears of every change of the state and of every limit that passes. */
export function toldFaults(definition: ProcedureDefinition, edge: Change): Fault[] {
  const { event, effects, after } = edge
  const told = effectsOf(effects, 'notify')
  const found: Fault[] = []
  const old = before(edge)
  if (event.type === 'LIMIT_PASSED') {
    const timer = old.timers.find(({ timerId }) => timerId === event.timerId)
    const step = definition.steps.find(({ id }) => id === old.work.find(({ workId }) => workId === timer?.workId)?.step)
    const isNext = effectsOf(effects, 'openWork').length > 0
    // Silence that counts is told together with the last answer.
    const isCounted = event.kind === 'OPINION' && after.context.opinions.some(({ status }) => status === 'SILENT')
    const isHead = step?.whenLate !== 'escalate' || event.kind !== 'STEP' || told.some(({ audience }) => audience === 'head')
    const isJoinedSilently = event.kind === 'STEP' && step?.whenLate === 'consent'
    if (!isHead || (told.length === 0 && !isNext && !isCounted && !isJoinedSilently))
      found.push({ rule: 'limitTells', step: step?.id ?? shellState(edge.from.snapshot), words: [event.kind] })
  }
  const to = shellState(after)
  const isNew = edge.from.id < 0 || shellState(edge.from.snapshot) !== to
  const isHeard = told.length > 0 && (!isFinal(after) || told.some(({ audience }) => audience === 'applicant'))
  if (isNew && !SILENT.includes(event.type) && !isHeard) found.push({ rule: 'toldNobody', step: to, words: [to] })
  if (
    isFinal(after) &&
    edge.from.id >= 0 &&
    isFinal(edge.from.snapshot) &&
    event.type === 'FEE_SETTLED' &&
    effectsOf(effects, 'refund').length === 0
  )
    found.push({ rule: 'openAfterEnd', step: to, words: ['refund'] })
  return found
}

/** What is wrong with one change: where it led, what it told, and whether its effects are those of the state. */
export const changeFaults = (definition: ProcedureDefinition, graph: StepGraph, edge: Change): Fault[] => [
  ...pairFaults(edge),
  ...targetFaults(definition, graph, edge),
  ...ledgerFaults(definition, edge),
  ...toldFaults(definition, edge),
]
