import { hasDone, isDrawn } from '../dossier/reading.ts'
import type { ProcedureDefinition } from './definition.ts'
import type { Explored } from './explore.ts'
import { type Edge, type Node, pathTo } from './explore-view.ts'
import { type Finding, finding } from './findings.ts'
import type { StepGraph } from './graph.ts'
import { Pairs } from './pairs.ts'
import { STEP_KIND_RULES } from './steps/step-kinds.ts'

interface Sought {
  step: string
  type: string
}

/** The ways that were gone, by event and the step that they concern. */
interface Seen {
  back: Pairs
  /** For each end of a branch, whether it waited for the others and whether it went on. */
  joined: Pairs
  recalled: Set<string>
  reopened: Set<string>
}

function seenBy(edges: readonly Edge[], graph: StepGraph): Seen {
  const seen: Seen = { back: new Pairs(), joined: new Pairs(), recalled: new Set(), reopened: new Set() }
  for (const { from, event } of edges) {
    if (event.type === 'REOPEN') seen.reopened.add(event.toStep)
    if (event.type !== 'SEND_BACK' && event.type !== 'RECALL' && event.type !== 'COMPLETE_STEP') continue
    const step = from.snapshot.context.work.find(({ workId }) => workId === event.workId)?.step ?? ''
    if (event.type === 'SEND_BACK') seen.back.add(step, event.toStep)
    else if (event.type === 'RECALL') seen.recalled.add(step)
    else if (graph.placeOf(step)) seen.joined.add(step, `${event.outcome} ${placesOf(from.view.steps, graph, step)}`)
  }
  return seen
}

/** Ways that have to be open somewhere and were never gone: going back, calling back, reopening, ending a branch. */
class Missing {
  private readonly definition: ProcedureDefinition
  private readonly graph: StepGraph
  private readonly seen: Seen
  /** Of each step the places to which nobody was ever sent back; mostly none, and then nothing has to be asked. */
  private readonly neverBack = new Map<string, string[]>()
  private readonly neverReopened: string[]

  constructor(definition: ProcedureDefinition, graph: StepGraph, seen: Seen) {
    this.definition = definition
    this.graph = graph
    this.seen = seen
    this.neverReopened = graph.gates().filter((id) => !seen.reopened.has(id))
  }

  at({ snapshot: { context, value }, view }: Node): Sought[] {
    const { graph, seen } = this
    const isDone = (id: string) => graph.stepsOf(id).some((step) => hasDone(context, step))
    const sure = (id: string) =>
      graph.entries(id).some(({ onlyIn }) => onlyIn === undefined || onlyIn.includes(context.caseCode ?? ''))
    const found: Sought[] = []
    if (value === 'resultReady') {
      for (const id of this.neverReopened) if (isDone(id) && sure(id)) found.push({ step: id, type: `REOPEN ${id}` })
      return found
    }
    if (typeof value === 'string') return found
    for (const { step, after, workId } of view.steps) {
      for (const id of this.placesNeverBack(step)) if (isDone(id) && sure(id)) found.push({ step, type: `SEND_BACK ${id}` })
      const ended = context.work.find((each) => each.workId === after)
      if (ended && ended.step !== step && !seen.recalled.has(ended.step)) {
        const isPlain = ended.member === null && isDrawn(ended.outcome) && ended.closedById?.startsWith('system:') === false
        const isSpared = context.work.some((each) => each.outcome === 'CANCELLED' && each.closedAt === ended.closedAt)
        const isAsked = context.opinions.some((each) => each.workId === workId && each.status !== 'OPEN')
        if (isPlain && !isSpared && !isAsked) found.push({ step: ended.step, type: 'RECALL' })
      }
      if (graph.placeOf(step))
        for (const outcome of joinsOf(this.definition, graph, step, context.decision !== null))
          if (!seen.joined.has(step, `${outcome} ${placesOf(view.steps, graph, step)}`))
            found.push({ step, type: `COMPLETE_STEP ${outcome}` })
    }
    return found
  }

  private placesNeverBack(step: string): string[] {
    const known = this.neverBack.get(step) ?? this.graph.before(step).filter((id) => !this.seen.back.has(step, id))
    this.neverBack.set(step, known)
    return known
  }
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

export function soughtFindings(definition: ProcedureDefinition, graph: StepGraph, { nodes, edges }: Explored): Finding[] {
  const missing = new Missing(definition, graph, seenBy(edges, graph))
  const found: Finding[] = []
  for (const node of nodes)
    for (const { step, type } of missing.at(node)) found.push(finding('way', step, [node.view.at, type], pathTo(node)))
  return found
}
