import { FINAL_STATES, mayFollow, shellState } from '../dossier/national-code.ts'
import { firstStepWork, isOwed, isPaused, openStepWorks } from '../dossier/reading.ts'
import type { Snapshot } from '../dossier/snapshot.ts'
import { compile } from './compile.ts'
import type { ProcedureDefinition } from './definition.ts'
import { type Edge, type Explored, explore, type Node, pathTo } from './explore.ts'
import { type Finding, finding, type Rule } from './findings.ts'
import { structureFaults } from './structure.ts'
import { verifyData } from './verify-data.ts'

export interface VerifyOptions {
  maxStates?: number
  /** Milliseconds, for `ms`; without it nothing is measured, because decisions have no clock. */
  clock?: () => number
}

export interface Verified {
  findings: Finding[]
  states: number
  transitions: number
  ms: number
}

const MAX_STATES = 20_000
/** Faults after which there is no machine to explore. */
const isFatal = (definition: ProcedureDefinition) => structureFaults(definition).length > 0

const isFinal = (state: Snapshot) => FINAL_STATES.some((final) => final === shellState(state))

/** Where the step stands, for a finding that belongs to one. */
const stepOf = ({ context }: Snapshot): string | null => firstStepWork(context)?.step ?? null

/** What the table of the shell says about the legal clock in each state. */
function clockFault(definition: ProcedureDefinition, state: Snapshot): string | null {
  const { legalClock } = state.context
  const shell = shellState(state)
  const runs = legalClock !== null && legalClock.stoppedAt === null
  if (shell === 'awaitingFee' || shell === 'arrived' || shell === 'supplementBeforeIntake')
    return runs ? `${shell}: chạy / runs` : null
  if (shell === 'resultReady' || isFinal(state)) return runs ? `${shell}: chạy / runs` : null
  if (!runs) return `${shell}: không chạy / does not run`
  const waits = shell === 'awaitingSupplement' || shell === 'awaitingObligation' || shell === 'suspended'
  const open = openStepWorks(state.context)
  const isFree = (step: string) => definition.steps.some(({ id, outsideLimit }) => id === step && outsideLimit !== undefined)
  const isOutside = open.length > 0 && open.every(({ step }) => isFree(step))
  return isPaused(state.context) === (waits || isOutside) ? null : `${shell}: tạm dừng sai / paused wrongly`
}

/** The steps where a value of the machine stands; a branch that waits for the others stands nowhere. */
const leaves = (value: unknown): string[] =>
  typeof value === 'string' ? [value] : typeof value === 'object' && value !== null ? Object.values(value).flatMap(leaves) : []

const DUTIES: Readonly<Record<string, string[]>> = {
  arrived: ['intake'],
  accepted: ['handOver'],
  resultReady: ['return'],
}

/** Exactly the steps where it stands, or stood before it had to wait, are open, and whatever the desk has to do. */
function workFault(state: Snapshot): string | null {
  const open = state.context.work.filter(({ closedAt, member }) => closedAt === null && member === null).map(({ step }) => step)
  const shell = shellState(state)
  const isWaiting = shell === 'awaitingSupplement' || shell === 'awaitingObligation' || shell === 'suspended'
  const stood = Object.values(state.historyValue).flatMap((nodes) => nodes.map(({ key }) => key))
  const places = shell === 'processing' ? leaves(state.value) : isWaiting || shell === 'withdrawalAsked' ? stood : [shell]
  const expected = [
    ...places.filter((place) => place !== 'joined').flatMap((place) => DUTIES[place] ?? (place === shell ? [] : [place])),
    ...(shell === 'withdrawalAsked' ? ['withdrawal'] : []),
  ]
  return open.toSorted().join() === expected.toSorted().join() ? null : `${shell}: ${open.join(', ') || '–'}`
}

function nodeFindings(definition: ProcedureDefinition, node: Node): Finding[] {
  const state = node.snapshot
  const { context } = state
  const found: Finding[] = []
  const add = (rule: Rule, words: string[] = []) => found.push(finding(rule, stepOf(state), words, pathTo(node)))
  const clock = clockFault(definition, state)
  if (clock) add('clock', [clock])
  const work = workFault(state)
  if (work) add('work', [work])
  if (shellState(state) === 'returned' && context.refunds.length === 0 && context.fees.some(isOwed)) add('feeBeforeResult')
  if (shellState(state) === 'returned' && context.decision === null) add('decisionMissing')
  const asked = context.supplements.filter(({ status }) => status !== 'CANCELLED').length
  if (asked > definition.supplement.max) add('supplements', [String(asked)])
  return found
}

function pairFindings({ from, to, event, effects }: Edge): Finding[] {
  const found: Finding[] = []
  let reported = from.id < 0 ? null : from.snapshot.context.reportedCode
  for (const effect of effects) {
    if (effect.type !== 'syncPortal') continue
    if (!mayFollow(reported as Parameters<typeof mayFollow>[0], effect.code, isFinal(to.snapshot)))
      found.push(
        finding('nationalPair', stepOf(to.snapshot), [String(reported ?? '–'), String(effect.code)], [...pathTo(from), event]),
      )
    reported = effect.code
  }
  return found
}

/** The nodes from which one of the meant nodes can be reached. */
function reaching({ nodes, edges }: Explored, isMeant: (state: Snapshot) => boolean): Set<Node> {
  const back = Map.groupBy(edges, ({ to }) => to)
  const found = new Set<Node>()
  const waiting = nodes.filter(({ snapshot }) => isMeant(snapshot))
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (found.has(node)) continue
    found.add(node)
    waiting.push(...(back.get(node) ?? []).map(({ from }) => from))
  }
  return found
}

/** By which outcome a step ended so; the version's answer to silence counts as well. */
function endingOf({ steps }: ProcedureDefinition, { from, event }: Edge): string[] {
  const { work, timers } = from.snapshot.context
  const stepOfWork = (meant: string | null | undefined) => work.find(({ workId }) => workId === meant)?.step
  if (event.type === 'COMPLETE_STEP') return [`${stepOfWork(event.workId)}.${event.outcome}`]
  if (event.type !== 'LIMIT_PASSED' || event.kind !== 'STEP') return []
  const late = stepOfWork(timers.find(({ timerId }) => timerId === event.timerId)?.workId)
  return steps.filter(({ id }) => id === late).map(({ id, lateOutcome }) => `${id}.${lateOutcome}`)
}

function reachFindings(definition: ProcedureDefinition, explored: Explored): Finding[] {
  const { nodes, edges } = explored
  const steps = new Set(nodes.flatMap(({ snapshot }) => openStepWorks(snapshot.context).map(({ step }) => step)))
  const outcomes = new Set(edges.flatMap((edge) => endingOf(definition, edge)))
  const ends = reaching(explored, isFinal)
  const results = reaching(explored, (state) => shellState(state) === 'returned')
  const first = (nodesOf: Node[], rule: Rule) => {
    const byStep = Map.groupBy(nodesOf, ({ snapshot }) => stepOf(snapshot))
    return [...byStep].flatMap(([step, [node]]) => (node ? [finding(rule, step, [], pathTo(node))] : []))
  }
  return [
    ...definition.steps.filter(({ id }) => !steps.has(id)).map(({ id }) => finding('unreachableStep', id)),
    ...definition.steps
      .filter(({ id }) => steps.has(id))
      .flatMap(({ id, outcomes: all }) =>
        all
          .filter((outcome) => !outcomes.has(`${id}.${outcome.id}`))
          .map((outcome) => finding('unreachableOutcome', id, [outcome.id])),
      ),
    ...first(
      nodes.filter((node) => !ends.has(node)),
      'noEnd',
    ),
    ...first(
      nodes.filter((node) => !isFinal(node.snapshot) && ends.has(node) && !results.has(node)),
      'noResult',
    ),
  ]
}

/** One finding for each rule and step is enough: the shortest one comes first. */
function distinct(found: Finding[]): Finding[] {
  const seen = new Set<string>()
  return found.filter(({ rule, step, vi }) => {
    const key = `${rule} ${step} ${vi}`
    return !seen.has(key) && seen.add(key)
  })
}

/** A version may be published when this finds nothing: its data is sound, and the compiled machine does what law and portal expect. */
export function verify(
  definition: ProcedureDefinition,
  { maxStates = MAX_STATES, clock = () => 0 }: VerifyOptions = {},
): Verified {
  const start = clock()
  const found = verifyData(definition)
  if (isFatal(definition)) return { findings: found, states: 0, transitions: 0, ms: Math.round(clock() - start) }
  const explored = explore(compile(definition), maxStates)
  found.push(...explored.nodes.flatMap((node) => nodeFindings(definition, node)), ...explored.edges.flatMap(pairFindings))
  if (explored.isComplete) found.push(...reachFindings(definition, explored))
  else found.push(finding('tooManyStates', null, [String(maxStates)]))
  return {
    findings: distinct(found),
    states: explored.nodes.length,
    transitions: explored.edges.length,
    ms: Math.round(clock() - start),
  }
}
