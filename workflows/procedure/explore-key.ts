import { isObligationSettled } from '../dossier/questions-ending.ts'
import { hasSpoken } from '../dossier/questions-opinion.ts'
import { hasDone, isDrawn, isOwed } from '../dossier/reading.ts'
import type { Snapshot } from '../dossier/snapshot.ts'
import type { DossierContext, Work } from '../dossier/state.ts'
import type { View } from './explore-view.ts'
import type { StepGraph } from './graph.ts'

/** The steps to return to matter only while the dossier waits; later they are overwritten. */
const WAITING: readonly unknown[] = ['awaitingSupplement', 'awaitingObligation', 'suspended', 'withdrawalAsked']

/** Names are letters, digits and hyphens: these marks stand in none of them. */
function valueKey(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value)
  let key = ''
  for (const [name, inner] of Object.entries(value)) key += `{${name} ${valueKey(inner)}}`
  return key
}

/**
 * What can still make a difference, as a short text: equal texts are equal states. Ids, instants, rounds and people are folded away, and so
 * is which steps were done, as far as nobody can send back to them from here.
 */
export class StateKeys {
  private readonly graph: StepGraph
  private readonly maxSupplements: number
  /** For what is open, to what one can go back: each with the steps of which one must have been done. */
  private readonly backFrom = new Map<string, string[][]>()

  constructor(graph: StepGraph, maxSupplements: number) {
    this.graph = graph
    this.maxSupplements = maxSupplements
  }

  keyOf({ status, value, context, historyValue }: Snapshot, { open, steps }: View): string {
    const { caseCode, decision, fees, legalClock, intakeClock, reportedCode } = context
    let key = `${status} ${valueKey(value)} ${caseCode} ${decision} ${reportedCode} ${this.asked(context)} ${intakeClock?.stoppedAt === null}`
    if (WAITING.includes(value)) for (const nodes of Object.values(historyValue)) for (const { id } of nodes) key += ` ${id}`
    key += '|'
    for (const fee of fees) key += isOwed(fee) ? 1 : 0
    key += '|'
    if (legalClock) {
      key += legalClock.stoppedAt === null
      for (const { to, reason } of legalClock.pauses) if (to === null) key += ` ${reason}`
    }
    for (const { step, member, performer } of open)
      key += member === null ? `,${step} ${performer.role} ${performer.sameAs ?? ''} ${performer.notSameAs ?? ''}` : ','
    // What a right machine makes follow from the rest; a wrong one is seen by it.
    let running = 0
    for (const timer of context.timers) if (timer.status === 'RUNNING' && (timer.limitRef ?? timer.dueAt) !== null) running += 1
    key += `|${running}|`
    for (const work of steps) key += this.progress(context, work)
    return status === 'done' ? key : `${key}|${this.done(context, steps)}`
  }

  /** Beyond the bound somebody has to agree each time, and no number is the last one. */
  private asked({ supplements }: DossierContext): number {
    let count = 0
    for (const { status } of supplements) if (status !== 'CANCELLED') count += 1
    return Math.min(count, this.maxSupplements + 1)
  }

  /** How far those who were asked have come (who of them it is makes no difference), and what the step waits for. */
  private progress(context: DossierContext, work: Work): string {
    const step = this.graph.steps.get(work.step)
    let key = ','
    if (step?.members) {
      const counts = { all: 0, open: 0, spoken: 0 }
      for (const opinion of context.opinions) {
        if (opinion.workId !== work.workId) continue
        counts.all += 1
        if (opinion.status === 'OPEN') counts.open += 1
        if (hasSpoken(opinion)) counts.spoken += 1
      }
      key += `${counts.all} ${counts.open} ${counts.spoken}`
    }
    if (step?.kind === 'financialObligation' && isObligationSettled(context, work)) key += 'settled'
    const subs = { open: false, closed: false }
    for (const { workId, closedAt } of context.subs)
      if (workId === work.workId) subs[closedAt === null ? 'open' : 'closed'] = true
    return `${key}${subs.open ? 'o' : ''}${subs.closed ? 'c' : ''}`
  }

  private done(context: DossierContext, open: readonly Work[]): string {
    const done = new Set<string>()
    for (const { step, member, closedAt, outcome } of context.work)
      if (member === null && closedAt !== null && isDrawn(outcome)) done.add(step)
    // What was done before a transfer counts no longer.
    if (context.transfers.length > 0) for (const step of done) if (!hasDone(context, step)) done.delete(step)
    let key = ''
    for (const steps of this.ways(open)) key += steps.some((step) => done.has(step)) ? 1 : 0
    return key
  }

  private ways(open: readonly Work[]): string[][] {
    let name = ''
    for (const { step } of open) name += `${step},`
    const known = this.backFrom.get(name)
    if (known) return known
    const ids = open.length === 0 ? this.graph.gates() : [...new Set(open.flatMap(({ step }) => this.graph.before(step)))]
    const found = ids.map((id) => this.graph.stepsOf(id))
    this.backFrom.set(name, found)
    return found
  }
}
