import type { MachineEvent } from '../dossier/events.ts'
import { isPossible, type Snapshot, take, thaw } from '../dossier/snapshot.ts'
import type { DossierTimer, Facts } from '../dossier/state.ts'
import type { DossierMachine } from './compile.ts'
import { KnownStates } from './explore-key.ts'
import { Actors, isMark, openings, worthTrying } from './explore-tries.ts'
import { type Change, type Edge, type Node, type Told, viewOf } from './explore-view.ts'
import { StepGraph } from './graph.ts'

export interface Explored {
  nodes: Node[]
  edges: Edge[]
  /** Changes, the openings with them. */
  transitions: number
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
  asked?: (snapshot: Snapshot, event: MachineEvent, facts: Facts) => void
  /** Told every state once all that is possible there was done; true ends it. */
  left?: (node: Node, changes: readonly Edge[]) => boolean
  /** Told every change; true ends it. */
  visit?: (change: Change) => boolean
}

/** Five times what the largest real version takes, and less than a minute. */
const MAX_CALLS = 200_000

/** Where a limit passes: the same step and the same kind of timer in the same state of the shell need one look. */
function markKey({ snapshot: { context, value }, view }: Node, event: MachineEvent): string | null {
  if (event.type !== 'LIMIT_PASSED') return null
  const meant = context.timers.find(({ timerId }) => timerId === event.timerId)
  const step = context.work.find(({ workId }) => workId === meant?.workId)?.step
  return `${event.kind} ${step ?? '-'} ${typeof value === 'string' ? value : 'handling'} ${view.isPaused}`
}

/** Breadth first over the machine that runs, not over a second model; `isComplete` is false when there were too many states. */
class Exploration implements Explored {
  readonly nodes: Node[] = []
  readonly edges: Edge[] = []
  transitions = 0
  readonly marks: Change[] = []
  readonly deaf: Explored['deaf'] = []
  readonly unopened: Told[] = []
  isComplete = true
  private readonly machine: DossierMachine
  private readonly bounds: Bounds
  private readonly known: KnownStates<Node>
  private readonly actors: Actors
  private readonly looked = new Set<string>()
  private calls = 0
  private isOver = false

  constructor(machine: DossierMachine, bounds: Bounds) {
    this.machine = machine
    this.bounds = bounds
    this.known = new KnownStates(new StepGraph(machine.definition), machine.definition.supplement.max)
    this.actors = new Actors(machine.definition)
  }

  run(): this {
    const nothing = thaw(this.machine, null)
    const opened = openings(this.machine)
    for (const told of opened) {
      this.reach(null, nothing, told.event, told.facts)
      if (!isPossible(nothing, told.event, told.facts)) this.unopened.push(told)
    }
    const base = opened[0]?.facts
    const facts = base && { ...base, caseCode: null, fees: [] }
    for (let next = 0; facts && next < this.nodes.length && !this.isOver; next += 1) {
      const node = this.nodes[next]
      const first = this.edges.length
      if (node) this.leave(node, facts)
      // Too many states: what was possible here is not known wholly.
      if (node && this.isComplete && this.bounds.left?.(node, this.edges.slice(first))) this.stop()
    }
    return this
  }

  private leave(node: Node, facts: Facts): void {
    const { context } = node.snapshot
    this.actors.enter(node, facts)
    for (const event of worthTrying(this.machine, node, facts)) {
      if (this.isOver) return
      const own = this.actors.factsFor(event)
      if (isMark(this.machine.definition, context, event)) this.look(node, event, own)
      else this.reach(node, node.snapshot, event, own)
    }
  }

  private isRefused(snapshot: Snapshot, event: MachineEvent, facts: Facts): boolean {
    this.calls += 1
    this.bounds.asked?.(snapshot, event, facts)
    return !isPossible(snapshot, event, facts)
  }

  private look(from: Node, event: MachineEvent, facts: Facts): void {
    const key = markKey(from, event)
    if (key === null || this.looked.has(key) || event.type !== 'LIMIT_PASSED') return
    this.looked.add(key)
    const { timerId } = event
    if (this.isRefused(from.snapshot, event, facts)) {
      const timer = from.snapshot.context.timers.find((each) => each.timerId === timerId)
      if (timer) this.deaf.push({ node: from, timer })
      return
    }
    const [snapshot, effects] = take(this.machine, from.snapshot, event, facts)
    const is = viewOf(snapshot)
    const to = { id: -2, snapshot, view: is, from, by: { event, facts } }
    this.marks.push({ event, facts, from, to, effects, after: snapshot, is, isNew: false })
  }

  private reach(from: Node | null, here: Snapshot, event: MachineEvent, facts: Facts): void {
    if (this.calls > (this.bounds.maxCalls ?? MAX_CALLS)) this.stop()
    if (this.isOver || this.isRefused(here, event, facts)) return
    const [after, effects] = take(this.machine, here, event, facts)
    const is = viewOf(after)
    const { item: to, isNew } = this.known.find(after, is, () =>
      this.nodes.length < this.bounds.maxStates
        ? { id: this.nodes.length, snapshot: after, view: is, from, by: { event, facts } }
        : null,
    )
    if (!to) {
      this.isComplete = false
      return
    }
    if (isNew) this.nodes.push(to)
    this.transitions += 1
    if (from) this.edges.push({ from, to, event })
    const change = { event, facts, from, to, effects, after, is, isNew }
    if (this.bounds.visit?.(change)) this.stop()
  }

  private stop(): void {
    this.isComplete = false
    this.isOver = true
  }
}

export const explore = (machine: DossierMachine, bounds: Bounds): Explored => new Exploration(machine, bounds).run()
