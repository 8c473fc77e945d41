import { FINAL_STATES, mayFollow, shellState } from '../dossier/national-code.ts'
import { firstStepWork, isOwed, isPaused } from '../dossier/reading.ts'
import type { Snapshot } from '../dossier/snapshot.ts'
import { compile } from './compile.ts'
import type { ProcedureDefinition } from './definition.ts'
import { type Edge, type Explored, explore, type Node, pathTo } from './explore.ts'
import { type Finding, finding, type Rule } from './findings.ts'
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
const FATAL: readonly Rule[] = ['stepUnknown', 'idTwice', 'idReserved']

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
  const isOutside = definition.steps.some(({ id, outsideLimit }) => id === stepOf(state) && outsideLimit !== undefined)
  return isPaused(state.context) === (waits || isOutside) ? null : `${shell}: tạm dừng sai / paused wrongly`
}

function workFault(state: Snapshot): string | null {
  const open = state.context.work.filter(({ closedAt }) => closedAt === null).map(({ step }) => step)
  const shell = shellState(state)
  if (isFinal(state)) return open.length === 0 ? null : open.join(', ')
  if (shell === 'awaitingFee' || shell === 'supplementBeforeIntake') return open.length === 0 ? null : open.join(', ')
  const expected = shell === 'withdrawalAsked' ? 2 : 1
  return open.length === expected ? null : `${shell}: ${open.join(', ') || '–'}`
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

function reachFindings(definition: ProcedureDefinition, explored: Explored): Finding[] {
  const { nodes, edges } = explored
  const steps = new Set(nodes.map(({ snapshot }) => stepOf(snapshot)))
  const outcomes = new Set(
    edges.flatMap(({ from, event }) => (event.type === 'COMPLETE_STEP' ? [`${stepOf(from.snapshot)}.${event.outcome}`] : [])),
  )
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
  if (found.some(({ rule }) => FATAL.includes(rule)))
    return { findings: found, states: 0, transitions: 0, ms: Math.round(clock() - start) }
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
