import { isExcluded, isOwed } from '../dossier/reading.ts'
import { isPossible } from '../dossier/snapshot.ts'
import { compile, type DossierMachine } from './compile.ts'
import type { ProcedureDefinition } from './definition.ts'
import { type Bounds, explore } from './explore.ts'
import { type Change, type Edge, type Node, pathTo, type Told } from './explore-view.ts'
import { type Finding, finding } from './findings.ts'
import { StepGraph } from './graph.ts'
import { structureFaults } from './structure.ts'
import { changeFaults, toldFaults } from './verify-change.ts'
import { verifyData } from './verify-data.ts'
import type { Report } from './verify-fault.ts'
import type { VerifyMemo } from './verify-memo.ts'
import { reachFindings } from './verify-reach.ts'
import { soughtFindings } from './verify-sought.ts'
import { isWaitingState, stateFaults } from './verify-state.ts'
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
  /** For rules that do not know the way to what they look at. */
  at(path: () => Told[]): Report {
    return (rule, step, words) => this.add(rule, step, words, path)
  }
}

/** Less than what is owed settles nothing. */
function halfPaidFaults({ snapshot, view, by }: Node, ask: Bounds['asked'], report: Report): void {
  if (view.isFinal || by === null) return
  for (const fee of snapshot.context.fees) {
    if (!isOwed(fee)) continue
    const event = { type: 'FEE_SETTLED' as const, feeId: fee.feeId, amountVnd: fee.amountVnd - 1 }
    const facts = { ...by.facts, fees: [] }
    ask?.(snapshot, event, facts)
    if (isPossible(snapshot, event, facts)) report('feeBeforeResult', view.shell, ['FEE_SETTLED'])
  }
}

/** Whoever did the other step cannot do this one, whatever else may be. */
function fourEyesFaults({ snapshot, view, by }: Node, asked: Set<string>, ask: Bounds['asked'], report: Report): void {
  const { context } = snapshot
  for (const work of view.steps) {
    const other = work.performer.notSameAs
    if (other === undefined || by === null || asked.has(work.step)) continue
    const done = context.work.findLast((each) => each.step === other && each.closedById !== null)
    if (!done?.closedById) continue
    const actor = { id: done.closedById }
    if (!isExcluded(context, work.performer, actor)) continue
    asked.add(work.step)
    const event = { type: 'SEND_BACK' as const, workId: work.workId, toStep: other, reasonRef: 'ref' }
    const facts = { ...by.facts, actor }
    ask?.(snapshot, event, facts)
    if (isPossible(snapshot, event, facts)) report('fourEyesOpen', work.step, [other])
  }
}

export interface MachineRun {
  findings: Finding[]
  states: number
  transitions: number
  /** The shortest way to where each step is open first. */
  entries: ReadonlyMap<string, Told[]>
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
    if (isEnough === undefined || seen === found.findings.length) return false
    const fresh = found.findings.slice(seen)
    seen += fresh.length
    return fresh.some(isEnough)
  }
  const visit = (change: Change): boolean => {
    const { after, to, is, isNew } = change
    changeFaults(
      definition,
      graph,
      change,
      found.at(() => [...(change.from ? pathTo(change.from) : []), { event: change.event, facts: change.facts }]),
    )
    if (isNew) {
      const report = found.at(() => pathTo(to))
      stateFaults(definition, graph, after, is, report)
      fourEyesFaults(to, asked, told, report)
      halfPaidFaults(to, told, report)
      for (const { step } of is.steps) if (!entries.has(step)) entries.set(step, to)
    }
    return isDone()
  }
  const left = (node: Node, changes: readonly Edge[]): boolean => {
    wayFaults(
      definition,
      graph,
      node,
      changes,
      found.at(() => pathTo(node)),
    )
    return isDone()
  }
  const explored = explore(machine, { maxStates, visit, left, ...(told ? { asked: told } : {}) })
  if (explored.unopened.length > 0) found.add('way', 'born', ['born', 'OPEN'], () => [])
  for (const mark of explored.marks)
    toldFaults(
      graph,
      mark,
      found.at(() => pathTo(mark.to)),
    )
  for (const { node, timer } of explored.deaf) {
    // While the dossier waits for others these stand still: such a message is stale, and the limit passes later.
    const { shell, isPaused, at } = node.view
    const waits = isWaitingState(shell) || isPaused || (shell === 'withdrawalAsked' && timer.kind === 'OPINION')
    const step = node.snapshot.context.work.find(({ workId }) => workId === timer.workId)?.step
    if (!waits || !['LEGAL', 'STEP', 'OPINION'].includes(timer.kind))
      found.add('limitTells', step ?? at, [timer.kind, 'LIMIT_PASSED'], () => pathTo(node))
  }
  const whole = explored.isComplete
    ? [...reachFindings(definition, explored), ...soughtFindings(definition, graph, explored)]
    : isEnough && isDone()
      ? []
      : [finding('tooManyStates', null, [String(maxStates)])]
  for (const { rule, step, words, path, facts } of whole)
    found.add(rule, step, words, () => path.map((event, index) => ({ event, facts: facts[index] })) as Told[])
  const ways = [...entries].map(([step, node]) => [step, pathTo(node)] as const)
  return {
    findings: found.findings,
    states: explored.nodes.length,
    transitions: explored.transitions,
    entries: new Map(ways),
  }
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
    const path = each.step === null ? undefined : run.entries.get(each.step)
    return path ? finding(each.rule, each.step, each.words, path) : each
  })
  const findings = [...shown, ...run.findings].filter(
    ({ rule, step, vi }, index, all) =>
      all.findIndex((each) => each.rule === rule && each.step === step && each.vi === vi) === index,
  )
  return { findings, states: run.states, transitions: run.transitions, ms: Math.round(clock() - start) }
}
