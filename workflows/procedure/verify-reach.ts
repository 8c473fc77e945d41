import { shellState } from '../dossier/national-code.ts'
import { openStepWorks } from '../dossier/reading.ts'
import type { Snapshot } from '../dossier/snapshot.ts'
import type { ProcedureDefinition } from './definition.ts'
import { type Edge, type Explored, type Node, pathTo } from './explore.ts'
import { type Finding, finding, type Rule } from './findings.ts'
import { isFinal, standsAt } from './verify-state.ts'

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

/** Steps and outcomes that never come, and states from which nothing ends. */
export function reachFindings(definition: ProcedureDefinition, explored: Explored): Finding[] {
  const { nodes, edges } = explored
  const steps = new Set(nodes.flatMap(({ snapshot }) => openStepWorks(snapshot.context).map(({ step }) => step)))
  const outcomes = new Set(edges.flatMap((edge) => endingOf(definition, edge)))
  const ends = reaching(explored, isFinal)
  const results = reaching(explored, (state) => shellState(state) === 'returned')
  const first = (nodesOf: Node[], rule: Rule) => {
    const byStep = Map.groupBy(nodesOf, ({ snapshot }) => standsAt(snapshot))
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
