import type { ProcedureDefinition } from './definition.ts'
import type { Explored } from './explore.ts'
import { type Edge, type Node, pathTo, type View } from './explore-view.ts'
import { type Finding, finding, type Rule } from './findings.ts'
import { Pairs } from './pairs.ts'

/** For each state the changes that lead to it: the numbers of the states before, one after the other, and where those of each state begin. */
function backwards({ nodes, edges }: Explored): { begins: Int32Array; from: Int32Array } {
  const begins = new Int32Array(nodes.length + 1)
  for (const { to } of edges) begins[to.id + 1] = (begins[to.id + 1] ?? 0) + 1
  for (let id = 1; id < begins.length; id += 1) begins[id] = (begins[id] ?? 0) + (begins[id - 1] ?? 0)
  const next = begins.slice()
  const from = new Int32Array(edges.length)
  for (const edge of edges) {
    const place = next[edge.to.id] ?? 0
    from[place] = edge.from.id
    next[edge.to.id] = place + 1
  }
  return { begins, from }
}

/** From which states (1) one of the meant ones can be reached. */
function reaching(
  { nodes }: Explored,
  { begins, from }: ReturnType<typeof backwards>,
  isMeant: (view: View) => boolean,
): Uint8Array {
  const found = new Uint8Array(nodes.length)
  const waiting: number[] = []
  for (const { id, view } of nodes) if (isMeant(view)) waiting.push(id)
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (found[id] === 1) continue
    found[id] = 1
    for (const before of from.subarray(begins[id], begins[id + 1])) if (found[before] === 0) waiting.push(before)
  }
  return found
}

/** By which outcomes each step ended; the version's answer to silence counts as well. */
function endings({ steps }: ProcedureDefinition, edges: readonly Edge[]): Pairs {
  const found = new Pairs()
  for (const { from, event } of edges) {
    if (event.type !== 'COMPLETE_STEP' && (event.type !== 'LIMIT_PASSED' || event.kind !== 'STEP')) continue
    const { work, timers } = from.snapshot.context
    const meant = event.type === 'COMPLETE_STEP' ? event.workId : timers.find(({ timerId }) => timerId === event.timerId)?.workId
    const ended = work.find(({ workId }) => workId === meant)?.step
    if (ended === undefined) continue
    const outcome = event.type === 'COMPLETE_STEP' ? event.outcome : steps.find(({ id }) => id === ended)?.lateOutcome
    if (outcome !== undefined) found.add(ended, outcome)
  }
  return found
}

/** Steps and outcomes that never come, and states from which nothing ends. */
export function reachFindings(definition: ProcedureDefinition, explored: Explored): Finding[] {
  const { nodes, edges } = explored
  const steps = new Set<string>()
  for (const { view } of nodes) for (const { step } of view.steps) steps.add(step)
  const outcomes = endings(definition, edges)
  const ways = backwards(explored)
  const ends = reaching(explored, ways, ({ isFinal }) => isFinal)
  const results = reaching(explored, ways, ({ shell }) => shell === 'returned')
  const first = (nodesOf: Node[], rule: Rule) => {
    const byStep = Map.groupBy(nodesOf, ({ view }) => view.at)
    return [...byStep].flatMap(([step, [node]]) => (node ? [finding(rule, step, [], pathTo(node))] : []))
  }
  return [
    ...definition.steps.filter(({ id }) => !steps.has(id)).map(({ id }) => finding('unreachableStep', id)),
    ...definition.steps
      .filter(({ id }) => steps.has(id))
      .flatMap(({ id, outcomes: all }) =>
        all.filter((outcome) => !outcomes.has(id, outcome.id)).map((outcome) => finding('unreachableOutcome', id, [outcome.id])),
      ),
    ...first(
      nodes.filter(({ id }) => ends[id] === 0),
      'noEnd',
    ),
    ...first(
      nodes.filter(({ id, view }) => !view.isFinal && ends[id] === 1 && results[id] === 0),
      'noResult',
    ),
  ]
}
