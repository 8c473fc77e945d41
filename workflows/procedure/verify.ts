import { shellState } from '../dossier/national-code.ts'
import { isExcluded, isOwed, isPaused, openStepWorks } from '../dossier/reading.ts'
import { isPossible } from '../dossier/snapshot.ts'
import { compile, type DossierMachine } from './compile.ts'
import type { ProcedureDefinition } from './definition.ts'
import { type Bounds, type Change, type Edge, explore, type Node, pathTo } from './explore.ts'
import type { Told } from './explore-tries.ts'
import { type Finding, finding } from './findings.ts'
import { StepGraph } from './graph.ts'
import { structureFaults } from './structure.ts'
import { changeFaults, toldFaults } from './verify-change.ts'
import { verifyData } from './verify-data.ts'
import type { VerifyMemo } from './verify-memo.ts'
import { reachFindings } from './verify-reach.ts'
import { soughtFindings } from './verify-sought.ts'
import { type Fault, isFinal, isWaitingState, standsAt, stateFaults } from './verify-state.ts'
import { wayFaults } from './verify-ways.ts'

export interface VerifyOptions {
  maxStates?: number
  /** Milliseconds, for `ms`; without it nothing is measured, because decisions have no clock. */
  clock?: () => number
  /** Runs of the same structure are not run again. */
  memo?: VerifyMemo
}

export interface Verified {
  findings: Finding[]
  states: number
  transitions: number
  ms: number
}

const MAX_STATES = 20_000

/** One finding for each rule, step and reason is enough: the shortest one comes first. */
class Found {
  readonly findings: Finding[] = []
  private readonly seen = new Set<string>()

  add(rule: Finding['rule'], step: string | null, words: readonly string[], path: () => Told[]): void {
    const key = `${rule} ${step} ${rule === 'unreachableOutcome' || rule === 'way' ? words.slice(0, 2).join(' ') : ''}`
    if (this.seen.has(key)) return
    this.seen.add(key)
    this.findings.push(finding(rule, step, words, path()))
  }
  faults(faults: readonly Fault[], path: () => Told[]): void {
    for (const { rule, step, words } of faults) this.add(rule, step, words, path)
  }
}

/** Less than what is owed settles nothing. */
function halfPaidFaults({ snapshot, by }: Node, ask: Bounds['asked']): Fault[] {
  const owed = isFinal(snapshot) ? [] : snapshot.context.fees.filter(isOwed)
  return owed.flatMap(({ feeId, amountVnd }) => {
    const event = { type: 'FEE_SETTLED' as const, feeId, amountVnd: amountVnd - 1 }
    if (by === null) return []
    const told = { event, facts: { ...by.facts, fees: [] } }
    ask?.(snapshot, told)
    const isTaken = isPossible(snapshot, event, told.facts)
    return isTaken ? [{ rule: 'feeBeforeResult' as const, step: shellState(snapshot), words: ['FEE_SETTLED'] }] : []
  })
}

/** Whoever did the other step cannot do this one, whatever else may be. */
function fourEyesFaults(node: Node, asked: Set<string>): Fault[] {
  const { context } = node.snapshot
  return openStepWorks(context).flatMap((work) => {
    const other = work.performer.notSameAs
    const done =
      other === undefined ? undefined : context.work.findLast((each) => each.step === other && each.closedById !== null)
    if (other === undefined || !done?.closedById || !node.by || asked.has(work.step)) return []
    const actor = { id: done.closedById }
    if (!isExcluded(context, work.performer, actor)) return []
    asked.add(work.step)
    const event = { type: 'SEND_BACK' as const, workId: work.workId, toStep: other, reasonRef: 'ref' }
    const isOpen = isPossible(node.snapshot, event, { ...node.by.facts, actor })
    return isOpen ? [{ rule: 'fourEyesOpen' as const, step: work.step, words: [other] }] : []
  })
}

export interface MachineRun {
  findings: Finding[]
  states: number
  transitions: number
  /** Where each step is open first. */
  entries: ReadonlyMap<string, Node>
}

export interface MachineCheck {
  maxStates?: number
  /** Told every question that the machine is asked, for whoever wants to ask the same again. */
  asked?: Bounds['asked']
  /** Told every finding; true ends the search. */
  isEnough?: (finding: Finding) => boolean
}

/** What the machine does, compared with what its version says and with what law and portal expect. */
export function verifyMachine(
  definition: ProcedureDefinition,
  machine: DossierMachine,
  { maxStates = MAX_STATES, isEnough, asked: told }: MachineCheck = {},
): MachineRun {
  const graph = new StepGraph(definition)
  const found = new Found()
  const asked = new Set<string>()
  const entries = new Map<string, Node>()
  let seen = 0
  const isDone = (): boolean => {
    const fresh = found.findings.slice(seen)
    seen += fresh.length
    return isEnough !== undefined && fresh.some(isEnough)
  }
  const visit = (edge: Change): boolean => {
    const { after, isNew } = edge
    found.faults(changeFaults(definition, graph, edge), () => [...pathTo(edge.from), edge])
    if (isNew) {
      found.faults([...stateFaults(definition, after), ...fourEyesFaults(edge.to, asked), ...halfPaidFaults(edge.to, told)], () =>
        pathTo(edge.to),
      )
      for (const { step } of openStepWorks(after.context)) if (!entries.has(step)) entries.set(step, edge.to)
    }
    return isDone()
  }
  const left = (node: Node, changes: readonly Edge[]): boolean => {
    found.faults(wayFaults(definition, node, changes), () => pathTo(node))
    return isDone()
  }
  const explored = explore(machine, { maxStates, visit, left, ...(told ? { asked: told } : {}) })
  if (explored.unopened.length > 0) found.add('way', 'born', ['born', 'OPEN'], () => [])
  for (const mark of explored.marks) found.faults(toldFaults(definition, mark), () => pathTo(mark.to))
  for (const { node, timer } of explored.deaf) {
    // While the dossier waits for others these stand still: such a message is stale, and the limit passes later.
    const shell = shellState(node.snapshot)
    const waits =
      isWaitingState(shell) || isPaused(node.snapshot.context) || (shell === 'withdrawalAsked' && timer.kind === 'OPINION')
    const step = node.snapshot.context.work.find(({ workId }) => workId === timer.workId)?.step
    if (!waits || !['LEGAL', 'STEP', 'OPINION'].includes(timer.kind))
      found.add('limitTells', step ?? standsAt(node.snapshot), [timer.kind, 'LIMIT_PASSED'], () => pathTo(node))
  }
  const whole = explored.isComplete
    ? [...reachFindings(definition, explored), ...soughtFindings(definition, explored)]
    : isEnough && isDone()
      ? []
      : [finding('tooManyStates', null, [String(maxStates)])]
  for (const { rule, step, words, path, facts } of whole)
    found.add(rule, step, words, () => path.map((event, index) => ({ event, facts: facts[index] })) as Told[])
  return { findings: found.findings, states: explored.nodes.length, transitions: explored.edges.length, entries }
}

/** A version may be published when this finds nothing: its data is sound, and the compiled machine does what law and portal expect. */
export function verify(
  definition: ProcedureDefinition,
  { maxStates = MAX_STATES, clock = () => 0, memo }: VerifyOptions = {},
): Verified {
  const start = clock()
  const ofData = verifyData(definition)
  if (structureFaults(definition).length > 0) {
    const findings = ofData.filter(
      ({ rule, step, vi }, index) =>
        ofData.findIndex((each) => each.rule === rule && each.step === step && each.vi === vi) === index,
    )
    return { findings, states: 0, transitions: 0, ms: Math.round(clock() - start) }
  }
  const doRun = () => verifyMachine(definition, compile(definition), { maxStates })
  const run = memo ? memo.run(definition, maxStates, doRun) : doRun()
  // What is seen without running is shown by the shortest way to the step.
  const shown = ofData.map((each) => {
    const node = each.step === null ? undefined : run.entries.get(each.step)
    return node ? finding(each.rule, each.step, each.words, pathTo(node)) : each
  })
  const findings = [...shown, ...run.findings].filter(
    ({ rule, step, vi }, index, all) =>
      all.findIndex((each) => each.rule === rule && each.step === step && each.vi === vi) === index,
  )
  return { findings, states: run.states, transitions: run.transitions, ms: Math.round(clock() - start) }
}
