import type { MachineEvent } from '../dossier/events.ts'
import { isPossible, type Snapshot, take, thaw } from '../dossier/snapshot.ts'
import type { DossierTimer, Facts } from '../dossier/state.ts'
import type { DossierMachine } from './compile.ts'
import { StateKeys } from './explore-key.ts'
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
  asked?: (snapshot: Snapshot, told: Told) => void
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
  private readonly keys: StateKeys
  private readonly actors: Actors
  private readonly known = new Map<string, Node>()
  private readonly looked = new Set<string>()
  private calls = 0
  private isOver = false

  constructor(machine: DossierMachine, bounds: Bounds) {
    this.machine = machine
    this.bounds = bounds
    this.keys = new StateKeys(new StepGraph(machine.definition), machine.definition.supplement.max)
    this.actors = new Actors(machine.definition)
  }

  run(): this {
    const nothing = thaw(this.machine, null)
    const opened = openings(this.machine)
    for (const told of opened) {
      this.reach(null, nothing, told)
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
      const told = { event, facts: this.actors.factsFor(event) }
      if (isMark(this.machine.definition, context, event)) this.look(node, told)
      else this.reach(node, node.snapshot, told)
    }
  }

  private isRefused(snapshot: Snapshot, told: Told): boolean {
    this.calls += 1
    this.bounds.asked?.(snapshot, told)
    return !isPossible(snapshot, told.event, told.facts)
  }

  private look(from: Node, told: Told): void {
    const key = markKey(from, told.event)
    if (key === null || this.looked.has(key) || told.event.type !== 'LIMIT_PASSED') return
    this.looked.add(key)
    const { timerId } = told.event
    if (this.isRefused(from.snapshot, told)) {
      const timer = from.snapshot.context.timers.find((each) => each.timerId === timerId)
      if (timer) this.deaf.push({ node: from, timer })
      return
    }
    const [snapshot, effects] = take(this.machine, from.snapshot, told.event, told.facts)
    const is = viewOf(snapshot)
    const to = { id: -2, snapshot, view: is, from, by: told }
    this.marks.push({ ...told, from, to, effects, after: snapshot, is, isNew: false })
  }

  private reach(from: Node | null, here: Snapshot, told: Told): void {
    if (this.calls > (this.bounds.maxCalls ?? MAX_CALLS)) this.stop()
    if (this.isOver || this.isRefused(here, told)) return
    const [after, effects] = take(this.machine, here, told.event, told.facts)
    const is = viewOf(after)
    const key = this.keys.keyOf(after, is)
    const before = this.known.get(key)
    if (!before && this.nodes.length >= this.bounds.maxStates) {
      this.isComplete = false
      return
    }
    const to = before ?? { id: this.nodes.length, snapshot: after, view: is, from, by: told }
    if (!before) {
      this.nodes.push(to)
      this.known.set(key, to)
    }
    this.transitions += 1
    if (from) this.edges.push({ from, to, event: told.event })
    const change = { event: told.event, facts: told.facts, from, to, effects, after, is, isNew: !before }
    if (this.bounds.visit?.(change)) this.stop()
  }

  private stop(): void {
    this.isComplete = false
    this.isOver = true
  }
}

export const explore = (machine: DossierMachine, bounds: Bounds): Explored => new Exploration(machine, bounds).run()
