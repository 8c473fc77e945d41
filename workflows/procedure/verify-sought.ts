import { hasDone, isDrawn } from '../dossier/reading.ts'
import type { ProcedureDefinition } from './definition.ts'
import type { Explored } from './explore.ts'
import { type Edge, type Node, pathTo } from './explore-view.ts'
import { type Finding, finding } from './findings.ts'
import type { StepGraph } from './graph.ts'
import { STEP_KIND_RULES } from './steps/step-kinds.ts'

interface Sought {
  key: string
  step: string
  type: string
}

/** Ways that have to be open somewhere, told as `<step> <event> <where>`: going back, calling back, reopening. */
function soughtAt(definition: ProcedureDefinition, graph: StepGraph, { snapshot: { context, value }, view }: Node): Sought[] {
  const isDone = (id: string) => graph.stepsOf(id).some((step) => hasDone(context, step))
  const sure = (id: string) =>
    graph.entries(id).some(({ onlyIn }) => onlyIn === undefined || onlyIn.includes(context.caseCode ?? ''))
  const found: Sought[] = []
  if (value === 'resultReady') {
    for (const id of graph.gates())
      if (isDone(id) && sure(id)) found.push({ key: `resultReady REOPEN ${id}`, step: id, type: `REOPEN ${id}` })
    return found
  }
  if (typeof value === 'string') return found
  for (const { step, after, workId } of view.steps) {
    for (const id of graph.before(step))
      if (isDone(id) && sure(id)) found.push({ key: `${step} SEND_BACK ${id}`, step, type: `SEND_BACK ${id}` })
    const ended = context.work.find((each) => each.workId === after)
    const isPlain =
      ended !== undefined && ended.member === null && isDrawn(ended.outcome) && ended.closedById?.startsWith('system:') === false
    const isSpared = () => context.work.some((each) => each.outcome === 'CANCELLED' && each.closedAt === ended?.closedAt)
    const isAsked = () => context.opinions.some((each) => each.workId === workId && each.status !== 'OPEN')
    if (isPlain && ended.step !== step && !isSpared() && !isAsked())
      found.push({ key: `${ended.step} RECALL`, step: ended.step, type: 'RECALL' })
    for (const outcome of joinsOf(definition, graph, step, context.decision !== null))
      found.push({ key: `${step} ${outcome} ${placesOf(view.steps, graph, step)}`, step, type: `COMPLETE_STEP ${outcome}` })
  }
  return found
}

/** Which other steps of the block are open: at the end of a branch both ways have to be there, waiting and going on. */
function placesOf(open: Node['view']['steps'], graph: StepGraph, step: string): string {
  const block = graph.placeOf(step)?.block.id
  return open.some((work) => work.step !== step && graph.placeOf(work.step)?.block.id === block) ? 'waits' : 'goes on'
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
  if (event.type === 'REOPEN') return `resultReady REOPEN ${event.toStep}`
  if (event.type !== 'SEND_BACK' && event.type !== 'RECALL' && event.type !== 'COMPLETE_STEP') return null
  const step = from.snapshot.context.work.find(({ workId }) => workId === event.workId)?.step ?? ''
  if (event.type === 'SEND_BACK') return `${step} SEND_BACK ${event.toStep}`
  if (event.type === 'RECALL') return `${step} RECALL`
  return graph.placeOf(step) ? `${step} ${event.outcome} ${placesOf(from.view.steps, graph, step)}` : null
}

export function soughtFindings(definition: ProcedureDefinition, graph: StepGraph, { nodes, edges }: Explored): Finding[] {
  const seen = new Set<string | null>()
  for (const edge of edges) seen.add(seenBy(edge, graph))
  const found: Finding[] = []
  for (const node of nodes)
    for (const { key, step, type } of soughtAt(definition, graph, node))
      if (!seen.has(key)) found.push(finding('way', step, [node.view.at, type], pathTo(node)))
  return found
}
