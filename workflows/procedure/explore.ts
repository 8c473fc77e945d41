import { candidates } from '../dossier/candidates.ts'
import type { Effect } from '../dossier/effects.ts'
import type { MachineEvent } from '../dossier/events.ts'
import { isObligationSettled } from '../dossier/questions-ending.ts'
import { hasSpoken } from '../dossier/questions-opinion.ts'
import {
  firstStepWork,
  hasDone,
  isExcluded,
  isOwed,
  openStepWorks,
  openWork,
  opinionsOf,
  requiredAccount,
} from '../dossier/reading.ts'
import { isPossible, type Snapshot, take, thaw } from '../dossier/snapshot.ts'
import type { DossierContext, Facts, Work } from '../dossier/state.ts'
import type { DossierMachine } from './compile.ts'
import { conditionsOf } from './condition-context.ts'
import type { ProcedureDefinition } from './definition.ts'
import { StepGraph } from './graph.ts'

/** One instant is enough: the machine orders things, it does not measure them. */
const NOW = '2026-01-05T01:00:00.000Z'
/** Changes nothing but marks, counters that guards bound, and names: left out so that the space stays small. */
const MARKS_ONLY = new Set<MachineEvent['type']>([
  'OPEN',
  'ASSIGN',
  'OPEN_WORK',
  'EXTEND',
  'RECALENDAR',
  'ADD_MEMBER',
  'UPGRADE_VERSION',
])

export interface Node {
  id: number
  snapshot: Snapshot
  /** How it is reached first: by the shortest way. */
  from: Node | null
  by: MachineEvent | null
}

export interface Edge {
  from: Node
  to: Node
  event: MachineEvent
  effects: Effect[]
}

export interface Explored {
  nodes: Node[]
  edges: Edge[]
  isComplete: boolean
}

export const pathTo = (node: Node): MachineEvent[] =>
  node.by === null || node.from === null ? [] : [...pathTo(node.from), node.by]

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
function keyOf({ status, value, context, historyValue }: Snapshot, graph: StepGraph): string {
  const { caseCode, decision, supplements, fees, legalClock, reportedCode, subs } = context
  const open = openStepWorks(context)
  const before = open.length === 0 ? graph.gates() : [...new Set(open.flatMap(({ step }) => graph.before(step)))]
  return JSON.stringify([
    status,
    value,
    WAITING.includes(value) ? Object.values(historyValue).map((nodes) => nodes.map(({ id }) => id)) : null,
    caseCode,
    decision,
    reportedCode,
    supplements.filter((asked) => asked.status !== 'CANCELLED').length,
    fees.map((fee) => isOwed(fee)),
    legalClock && [legalClock.stoppedAt !== null, legalClock.pauses.filter(({ to }) => to === null).map(({ reason }) => reason)],
    openWork(context).flatMap((work) => (work.member === null ? work.step : [])),
    open.map((work) => [
      ...(graph.steps.get(work.step)?.members ? opinionKey(context, work) : []),
      graph.steps.get(work.step)?.kind === 'financialObligation' && isObligationSettled(context, work),
      new Set(subs.filter(({ workId }) => workId === work.workId).map(({ closedAt }) => closedAt !== null)).size,
      subs.some(({ workId, closedAt }) => workId === work.workId && closedAt === null),
    ]),
    status === 'done' ? null : before.filter((id) => graph.stepsOf(id).some((step) => hasDone(context, step))),
  ])
}

/** Whose step makes it possible: side by side several are open. */
function workBehind({ steps }: ProcedureDefinition, context: DossierContext, event: MachineEvent): Work | undefined {
  const isMeant = (work: Work): boolean => {
    const step = steps.find(({ id }) => id === work.step)
    return event.type === 'OPEN_SUB' ? step?.sub !== undefined : step?.kind === 'financialObligation'
  }
  const needs = event.type === 'OPEN_SUB' || event.type === 'REQUIRE_OBLIGATION'
  return (needs ? openStepWorks(context).find(isMeant) : undefined) ?? firstStepWork(context)
}

/** Somebody who may do it: the one whom the version asks for, or one of two colleagues. */
function actorFor(definition: ProcedureDefinition, context: DossierContext, event: MachineEvent): string {
  if (event.type === 'RECALL') return context.work.find(({ workId }) => workId === event.workId)?.closedById ?? 'nobody'
  const meant = 'workId' in event ? event.workId + (event.type === 'GIVE_OPINION' ? `.${event.member}` : '') : null
  const work = meant === null ? workBehind(definition, context, event) : context.work.find(({ workId }) => workId === meant)
  if (!work) return 'somebody'
  const wanted = work.assigneeId ?? requiredAccount(context, work.performer)
  const people = wanted === null ? [`first-${work.performer.role}`, `second-${work.performer.role}`] : [wanted]
  return people.find((id) => !isExcluded(context, work.performer, { id })) ?? 'nobody'
}

/** What changes nothing but a mark; a limit does when the version reads silence as an answer. */
function isMark({ steps }: ProcedureDefinition, { work, timers }: DossierContext, event: MachineEvent): boolean {
  if (event.type !== 'LIMIT_PASSED') return MARKS_ONLY.has(event.type)
  if (event.kind === 'LEGAL' || event.kind === 'INTAKE') return true
  const meant = timers.find(({ timerId }) => timerId === event.timerId)?.workId
  const step = steps.find(({ id }) => id === work.find(({ workId }) => workId === meant)?.step)
  if (event.kind === 'STEP') return step?.whenLate !== 'consent'
  return event.kind === 'OPINION' && step?.members?.silence !== 'consents'
}

/** Of several members who are asked side by side one is enough, and of their answers one. */
function worthTrying(machine: DossierMachine, context: DossierContext, facts: Facts): MachineEvent[] {
  const seen = new Set<string>()
  const isFirst = (key: string) => !seen.has(key) && seen.add(key) !== undefined
  return candidates(machine.definition, context, facts).filter((event) => {
    if (isMark(machine.definition, context, event)) return false
    if (event.type === 'GIVE_OPINION') return isFirst(`${event.type} ${event.workId}`)
    if (event.type === 'LIMIT_PASSED' && event.kind === 'OPINION') {
      const member = context.timers.find(({ timerId }) => timerId === event.timerId)?.workId ?? ''
      return isFirst(`${event.type} ${member.slice(0, member.lastIndexOf('.'))}`)
    }
    return true
  })
}

/** Every way in which a dossier of this version can be opened: each case, with and without money. */
function openings(machine: DossierMachine): { event: MachineEvent; facts: Facts }[] {
  const { cases, fees, sources, steps } = machine.definition
  const conditions = Object.fromEntries(conditionsOf(machine.definition).map(({ fact }) => [fact, true]))
  const times = [...new Set(fees.map(({ when }) => when))]
  const owed = times.map((when) => ({ feeId: when, code: when, amountVnd: 1_000, when }))
  // Cases in which the same steps exist run the same way.
  const kinds = new Map(cases.map(({ code }) => [steps.map(({ onlyIn }) => onlyIn?.includes(code) ?? true).join(), code]))
  return [...kinds.values()].flatMap((code) =>
    (owed.length === 0 ? [[]] : [[], owed]).map((money) => ({
      event: { type: 'OPEN' as const, source: sources[0] ?? 'DESK', dataRef: 'ref', receivedAt: NOW },
      facts: { now: NOW, actor: { id: 'somebody' }, conditions, caseCode: code, fees: money },
    })),
  )
}

/** Breadth first over the machine that runs, not over a second model; `isComplete` is false when there were too many states. */
export function explore(machine: DossierMachine, maxStates: number): Explored {
  const graph = new StepGraph(machine.definition)
  const edges: Edge[] = []
  const nodes: Node[] = []
  const known = new Map<string, Node>()
  const facts = openings(machine)
  const root: Node = { id: -1, snapshot: thaw(machine, null), from: null, by: null }
  let isComplete = true
  const reach = (from: Node, event: MachineEvent, told: Facts) => {
    if (!isPossible(from.snapshot, event, told)) return
    const [snapshot, effects] = take(machine, from.snapshot, event, told)
    const key = keyOf(snapshot, graph)
    let to = known.get(key)
    if (!to) {
      if (nodes.length >= maxStates) {
        isComplete = false
        return
      }
      to = { id: nodes.length, snapshot, from, by: event }
      nodes.push(to)
      known.set(key, to)
    }
    edges.push({ from, to, event, effects })
  }
  for (const opening of facts) reach(root, opening.event, opening.facts)
  const base = facts[0]?.facts
  if (!base) return { nodes, edges, isComplete }
  for (let next = 0; next < nodes.length; next += 1) {
    const node = nodes[next]
    if (!node) break
    const told: Facts = { ...base, caseCode: null, fees: [] }
    for (const event of worthTrying(machine, node.snapshot.context, told))
      reach(node, event, { ...told, actor: { id: actorFor(machine.definition, node.snapshot.context, event) } })
  }
  return { nodes, edges, isComplete }
}
