import type { Effect } from '../dossier/effects.ts'
import type { MachineEvent } from '../dossier/events.ts'
import { isObligationSettled } from '../dossier/questions-ending.ts'
import { hasSpoken } from '../dossier/questions-opinion.ts'
import { hasDone, isDrawn, isOwed, isPaused, openStepWorks, openWork, opinionsOf } from '../dossier/reading.ts'
import { isPossible, type Snapshot, take, thaw } from '../dossier/snapshot.ts'
import type { DossierContext, DossierTimer, Facts, Work } from '../dossier/state.ts'
import type { DossierMachine } from './compile.ts'
import { actorFor, isMark, openings, type Told, worthTrying } from './explore-tries.ts'
import { StepGraph } from './graph.ts'

export interface Node {
  id: number
  snapshot: Snapshot
  /** How it is reached first: by the shortest way. */
  from: Node | null
  by: Told | null
}

export interface Edge {
  from: Node
  to: Node
  event: MachineEvent
}

/** A change as it is looked at while it happens: with the state as it really is behind it, because the node may have been reached before. */
export interface Change extends Told {
  from: Node
  to: Node
  effects: Effect[]
  after: Snapshot
  isNew: boolean
}

export interface Explored {
  nodes: Node[]
  edges: Edge[]
  /** Limits that only mark something: tried where they pass first, without going on from there. */
  marks: Change[]
  /** Limits that run in a state which does not take their passing. */
  deaf: { node: Node; timer: DossierTimer }[]
  /** Openings that are refused. */
  unopened: Told[]
  isComplete: boolean
}

export interface Bounds {
  maxStates: number
  /** Questions and changes together: the time that it takes is bounded by it, whatever the version looks like. */
  maxCalls?: number
  /** Told every question that the machine is asked. */
  asked?: (snapshot: Snapshot, told: Told) => void
  /** Told every state once all that is possible there was done; true ends it. */
  left?: (node: Node, changes: readonly Edge[]) => boolean
  /** Told every change; true ends it. */
  visit?: (change: Change) => boolean
}

/** Five times what the largest real version takes, and less than a minute. */
const MAX_CALLS = 200_000

export const pathTo = (node: Node): Told[] => {
  const path: Told[] = []
  for (let at: Node | null = node; at?.by; at = at.from) path.push(at.by)
  return path.toReversed()
}

/** The steps to return to matter only while the dossier waits; later they are overwritten. */
const WAITING: readonly unknown[] = ['awaitingSupplement', 'awaitingObligation', 'suspended', 'withdrawalAsked']

/** How far those who were asked have come: who of them it is makes no difference. */
const opinionKey = (context: DossierContext, { workId }: Work): number[] => {
  const asked = opinionsOf(context, workId)
  return [asked.length, asked.filter(({ status }) => status === 'OPEN').length, asked.filter(hasSpoken).length]
}

/**
 * What can still make a difference. Ids, instants, rounds and people are folded away, and so is which steps were done, as far as nobody can
 * send back to them from here.
 */
function keyOf({ status, value, context, historyValue }: Snapshot, graph: StepGraph, maxSupplements: number): string {
  const { caseCode, decision, supplements, fees, legalClock, reportedCode, subs } = context
  const open = openStepWorks(context)
  const done = new Set(
    context.work.flatMap(({ step, member, closedAt, outcome }) =>
      member === null && closedAt !== null && isDrawn(outcome) ? step : [],
    ),
  )
  // What was done before a transfer counts no longer.
  if (context.transfers.length > 0) for (const step of done) if (!hasDone(context, step)) done.delete(step)
  const before = open.length === 0 ? graph.gates() : [...new Set(open.flatMap(({ step }) => graph.before(step)))]
  return JSON.stringify([
    status,
    value,
    WAITING.includes(value) ? Object.values(historyValue).map((nodes) => nodes.map(({ id }) => id)) : null,
    caseCode,
    decision,
    reportedCode,
    // Beyond the bound somebody has to agree each time, and no number is the last one.
    Math.min(supplements.filter((asked) => asked.status !== 'CANCELLED').length, maxSupplements + 1),
    fees.map((fee) => isOwed(fee)),
    legalClock && [legalClock.stoppedAt !== null, legalClock.pauses.filter(({ to }) => to === null).map(({ reason }) => reason)],
    openWork(context).map(({ step, member, performer: { role, sameAs, notSameAs } }) =>
      member === null ? [step, role, sameAs ?? '', notSameAs ?? ''] : '',
    ),
    // What a right machine makes follow from the rest; a wrong one is seen by it.
    context.timers.filter((timer) => timer.status === 'RUNNING' && (timer.limitRef ?? timer.dueAt) !== null).length,
    context.intakeClock?.stoppedAt === null,
    open.map((work) => [
      ...(graph.steps.get(work.step)?.members ? opinionKey(context, work) : []),
      graph.steps.get(work.step)?.kind === 'financialObligation' && isObligationSettled(context, work),
      new Set(subs.filter(({ workId }) => workId === work.workId).map(({ closedAt }) => closedAt !== null)).size,
      subs.some(({ workId, closedAt }) => workId === work.workId && closedAt === null),
    ]),
    status === 'done'
      ? null
      : before.filter((id) => (graph.blocks.has(id) ? graph.stepsOf(id).some((step) => done.has(step)) : done.has(id))),
  ])
}

/** Where a limit passes: the same step and the same kind of timer in the same state of the shell need one look. */
function markKey({ context, value }: Snapshot, event: MachineEvent): string | null {
  if (event.type !== 'LIMIT_PASSED') return null
  const meant = context.timers.find(({ timerId }) => timerId === event.timerId)
  const step = context.work.find(({ workId }) => workId === meant?.workId)?.step
  return `${event.kind} ${step ?? '-'} ${typeof value === 'string' ? value : 'handling'} ${isPaused(context)}`
}

/** Breadth first over the machine that runs, not over a second model; `isComplete` is false when there were too many states. */
class Exploration implements Explored {
  readonly nodes: Node[] = []
  readonly edges: Edge[] = []
  readonly marks: Change[] = []
  readonly deaf: Explored['deaf'] = []
  readonly unopened: Told[] = []
  isComplete = true
  private readonly machine: DossierMachine
  private readonly bounds: Bounds
  private readonly graph: StepGraph
  private readonly known = new Map<string, Node>()
  private readonly looked = new Set<string>()
  /** What is told differs by the person only. */
  private readonly toldBy = new Map<string, Facts>()
  private calls = 0
  private isOver = false

  constructor(machine: DossierMachine, bounds: Bounds) {
    this.machine = machine
    this.bounds = bounds
    this.graph = new StepGraph(machine.definition)
  }

  run(): this {
    const root: Node = { id: -1, snapshot: thaw(this.machine, null), from: null, by: null }
    const opened = openings(this.machine)
    for (const told of opened) {
      this.reach(root, told)
      if (!isPossible(root.snapshot, told.event, told.facts)) this.unopened.push(told)
    }
    const base = opened[0]?.facts
    for (let next = 0; base && next < this.nodes.length && !this.isOver; next += 1) {
      const node = this.nodes[next]
      const first = this.edges.length
      if (node) this.leave(node, { ...base, caseCode: null, fees: [] })
      // Too many states: what was possible here is not known wholly.
      if (node && this.isComplete && this.bounds.left?.(node, this.edges.slice(first))) this.stop()
    }
    return this
  }

  private leave(node: Node, facts: Facts): void {
    const { context } = node.snapshot
    const { definition } = this.machine
    for (const event of worthTrying(this.machine, node.snapshot, facts)) {
      if (this.isOver) return
      const id = actorFor(definition, context, event)
      const known = this.toldBy.get(id) ?? { ...facts, actor: { id } }
      this.toldBy.set(id, known)
      const told = { event, facts: known }
      if (isMark(definition, context, event)) this.look(node, told)
      else this.reach(node, told)
    }
  }

  private isRefused({ snapshot }: Node, { event, facts }: Told): boolean {
    this.calls += 1
    this.bounds.asked?.(snapshot, { event, facts })
    return !isPossible(snapshot, event, facts)
  }

  private look(from: Node, told: Told): void {
    const key = markKey(from.snapshot, told.event)
    if (key === null || this.looked.has(key) || told.event.type !== 'LIMIT_PASSED') return
    this.looked.add(key)
    const { timerId } = told.event
    if (this.isRefused(from, told)) {
      const timer = from.snapshot.context.timers.find((each) => each.timerId === timerId)
      if (timer) this.deaf.push({ node: from, timer })
      return
    }
    const [snapshot, effects] = take(this.machine, from.snapshot, told.event, told.facts)
    this.marks.push({ ...told, from, to: { id: -2, snapshot, from, by: told }, effects, after: snapshot, isNew: false })
  }

  private reach(from: Node, told: Told): void {
    if (this.calls > (this.bounds.maxCalls ?? MAX_CALLS)) this.stop()
    if (this.isOver || this.isRefused(from, told)) return
    const [snapshot, effects] = take(this.machine, from.snapshot, told.event, told.facts)
    const key = keyOf(snapshot, this.graph, this.machine.definition.supplement.max)
    const before = this.known.get(key)
    if (!before && this.nodes.length >= this.bounds.maxStates) {
      this.isComplete = false
      return
    }
    const to = before ?? { id: this.nodes.length, snapshot, from, by: told }
    if (!before) {
      this.nodes.push(to)
      this.known.set(key, to)
    }
    this.edges.push({ from, to, event: told.event })
    if (this.bounds.visit?.({ ...told, from, to, effects, after: snapshot, isNew: !before })) this.stop()
  }

  private stop(): void {
    this.isComplete = false
    this.isOver = true
  }
}

export const explore = (machine: DossierMachine, bounds: Bounds): Explored => new Exploration(machine, bounds).run()
