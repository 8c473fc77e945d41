import { hasDone, isDrawn, openStepWorks } from '../dossier/reading.ts'
import type { Snapshot } from '../dossier/snapshot.ts'
import type { ProcedureDefinition } from './definition.ts'
import { type Edge, type Explored, pathTo } from './explore.ts'
import { type Finding, finding } from './findings.ts'
import { StepGraph } from './graph.ts'
import { STEP_KIND_RULES } from './steps/step-kinds.ts'
import { standsAt } from './verify-state.ts'

/** Ways that have to be open somewhere, told as `<step> <event> <where>`: going back, calling back, reopening. */
function soughtAt(
  definition: ProcedureDefinition,
  graph: StepGraph,
  { context, value }: Snapshot,
): { key: string; step: string; type: string }[] {
  const isDone = (id: string) => graph.stepsOf(id).some((step) => hasDone(context, step))
  const sure = (id: string) =>
    graph.entries(id).some(({ onlyIn }) => onlyIn === undefined || onlyIn.includes(context.caseCode ?? ''))
  if (value === 'resultReady')
    return graph
      .gates()
      .filter((id) => isDone(id) && sure(id))
      .map((id) => ({ key: `resultReady REOPEN ${id}`, step: id, type: `REOPEN ${id}` }))
  if (typeof value === 'string') return []
  return openStepWorks(context).flatMap((work) => {
    const { step, after, workId } = work
    const ended = context.work.find((each) => each.workId === after)
    const isPlain =
      ended !== undefined && ended.member === null && isDrawn(ended.outcome) && ended.closedById?.startsWith('system:') === false
    const spared = context.work.some((each) => each.outcome === 'CANCELLED' && each.closedAt === ended?.closedAt)
    const asked = context.opinions.some((each) => each.workId === workId && each.status !== 'OPEN')
    return [
      ...graph
        .before(step)
        .filter((id) => isDone(id) && sure(id))
        .map((id) => ({ key: `${step} SEND_BACK ${id}`, step, type: `SEND_BACK ${id}` })),
      ...(isPlain && !spared && !asked && ended.step !== step
        ? [{ key: `${ended.step} RECALL`, step: ended.step, type: 'RECALL' }]
        : []),
      ...joinsOf(definition, graph, step, context.decision !== null).map((outcome) => ({
        key: `${step} ${outcome} ${placesOf(context, graph, step)}`,
        step,
        type: `COMPLETE_STEP ${outcome}`,
      })),
    ]
  })
}

/** Which other steps of the block are open: at the end of a branch both ways have to be there, waiting and going on. */
const placesOf = (context: Snapshot['context'], graph: StepGraph, step: string): string => {
  const block = graph.placeOf(step)?.block.id
  return openStepWorks(context).filter((work) => work.step !== step && graph.placeOf(work.step)?.block.id === block).length > 0
    ? 'waits'
    : 'goes on'
}

/** Ends of a branch that nothing else stands in the way of. */
function joinsOf({ steps }: ProcedureDefinition, graph: StepGraph, id: string, isDecided: boolean): string[] {
  const step = steps.find((each) => each.id === id)
  if (!step || step.members || step.sub || step.kind === 'financialObligation' || !graph.placeOf(id)) return []
  const isOpen = (to: string) =>
    to === 'end'
      ? isDecided
      : graph.entries(to).every(({ onlyIn, kind }) => onlyIn === undefined && (isDecided || !STEP_KIND_RULES[kind].needsDecision))
  return isOpen(graph.placeOf(id)?.block.to ?? 'end')
    ? step.outcomes.filter(({ to }) => to === 'join').map((outcome) => outcome.id)
    : []
}

/** The same, of the changes that were seen. */
function seenBy({ from, event }: Edge, graph: StepGraph): string | null {
  const { context } = from.snapshot
  const step = 'workId' in event ? (context.work.find(({ workId }) => workId === event.workId)?.step ?? '') : ''
  if (event.type === 'REOPEN') return `resultReady REOPEN ${event.toStep}`
  if (event.type === 'SEND_BACK') return `${step} SEND_BACK ${event.toStep}`
  if (event.type === 'RECALL') return `${step} RECALL`
  return event.type === 'COMPLETE_STEP' ? `${step} ${event.outcome} ${placesOf(context, graph, step)}` : null
}

export function soughtFindings(definition: ProcedureDefinition, { nodes, edges }: Explored): Finding[] {
  const graph = new StepGraph(definition)
  const seen = new Set(edges.map((edge) => seenBy(edge, graph)))
  return nodes.flatMap((node) =>
    soughtAt(definition, graph, node.snapshot)
      .filter(({ key }) => !seen.has(key))
      .map(({ step, type }) => finding('way', step, [standsAt(node.snapshot), type], pathTo(node))),
  )
}
