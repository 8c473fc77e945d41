import { isObligationSettled } from '../dossier/questions-ending.ts'
import { hasSpoken } from '../dossier/questions-opinion.ts'
import { hasDone, isDrawn, isOwed } from '../dossier/reading.ts'
import type { Snapshot } from '../dossier/snapshot.ts'
import type { DossierContext, Work } from '../dossier/state.ts'
import type { View } from './explore-view.ts'
import type { StepGraph } from './graph.ts'

/** The steps to return to matter only while the dossier waits; later they are overwritten. */
const WAITING: readonly unknown[] = ['awaitingSupplement', 'awaitingObligation', 'suspended', 'withdrawalAsked']

/** For each step the places, by number, to which one can go back when it was done: itself, or its block. */
interface Places {
  places: Map<string, number[]>
  count: number
}

/** Between parts of a length that differs. No name has this number. */
const STOP = -1

const isEqual = (one: readonly number[], other: readonly number[]): boolean => {
  if (one.length !== other.length) return false
  for (let at = 0; at < one.length; at += 1) if (one[at] !== other[at]) return false
  return true
}

/**
 * The states that are known, by what can still make a difference. Ids, instants, rounds and people are folded away, and so is which steps
 * were done, as far as nobody can send back to them from here. Names are numbers here: a state is a short row of numbers.
 */
export class KnownStates<Item> {
  private readonly graph: StepGraph
  private readonly maxSupplements: number
  /** For what is open, to what one can go back. */
  private readonly before = new Map<string, Places>()
  private readonly names = new Map<unknown, number>()
  private readonly items = new Map<number, { key: number[]; item: Item }[]>()
  private key: number[] = []

  constructor(graph: StepGraph, maxSupplements: number) {
    this.graph = graph
    this.maxSupplements = maxSupplements
  }

  /** What is known under this state, else what is made for it; null makes nothing. */
  find(snapshot: Snapshot, view: View, make: () => Item | null): { item: Item | null; isNew: boolean } {
    const key = this.keyOf(snapshot, view)
    let hash = 17
    for (let at = 0; at < key.length; at += 1) hash = (Math.imul(hash, 31) + (key[at] ?? 0)) | 0
    const row = this.items.get(hash)
    if (row) for (const known of row) if (isEqual(known.key, key)) return { item: known.item, isNew: false }
    const item = make()
    if (item === null) return { item, isNew: true }
    if (row) row.push({ key, item })
    else this.items.set(hash, [{ key, item }])
    return { item, isNew: true }
  }

  private name(of: unknown): void {
    const known = this.names.get(of)
    if (known !== undefined) {
      this.key.push(known)
      return
    }
    this.key.push(this.names.size)
    this.names.set(of, this.names.size)
  }

  private place(value: unknown): void {
    if (typeof value !== 'object' || value === null) {
      this.name(value)
      return
    }
    for (const [name, inner] of Object.entries(value)) {
      this.name(name)
      this.place(inner)
    }
    this.key.push(STOP)
  }

  private keyOf({ status, value, context, historyValue }: Snapshot, { open, steps }: View): number[] {
    const { legalClock, intakeClock } = context
    const key: number[] = []
    this.key = key
    this.name(status)
    this.place(value)
    this.name(context.caseCode)
    this.name(context.decision)
    this.name(context.reportedCode)
    key.push(this.asked(context), intakeClock?.stoppedAt === null ? 1 : 0)
    if (WAITING.includes(value)) for (const nodes of Object.values(historyValue)) for (const { id } of nodes) this.name(id)
    key.push(STOP)
    for (const fee of context.fees) key.push(isOwed(fee) ? 1 : 0)
    key.push(STOP)
    if (legalClock) {
      key.push(legalClock.stoppedAt === null ? 1 : 0)
      for (const { to, reason } of legalClock.pauses) if (to === null) this.name(reason)
    }
    key.push(STOP)
    for (const { step, member, performer } of open) {
      this.name(member === null ? step : null)
      if (member !== null) continue
      this.name(performer.role)
      this.name(performer.sameAs)
      this.name(performer.notSameAs)
    }
    // What a right machine makes follow from the rest; a wrong one is seen by it.
    let running = 0
    for (const timer of context.timers) if (timer.status === 'RUNNING' && (timer.limitRef ?? timer.dueAt) !== null) running += 1
    key.push(STOP, running)
    for (const work of steps) this.progress(context, work)
    if (status !== 'done') this.done(context, steps)
    return key
  }

  /** Beyond the bound somebody has to agree each time, and no number is the last one. */
  private asked({ supplements }: DossierContext): number {
    let count = 0
    for (const { status } of supplements) if (status !== 'CANCELLED') count += 1
    return Math.min(count, this.maxSupplements + 1)
  }

  /** How far those who were asked have come (who of them it is makes no difference), and what the step waits for. */
  private progress(context: DossierContext, work: Work): void {
    const step = this.graph.steps.get(work.step)
    this.key.push(STOP)
    if (step?.members) {
      const counts = { all: 0, open: 0, spoken: 0 }
      for (const opinion of context.opinions) {
        if (opinion.workId !== work.workId) continue
        counts.all += 1
        if (opinion.status === 'OPEN') counts.open += 1
        if (hasSpoken(opinion)) counts.spoken += 1
      }
      this.key.push(counts.all, counts.open, counts.spoken)
    }
    const isSettled = step?.kind === 'financialObligation' && isObligationSettled(context, work)
    let subs = 0
    for (const { workId, closedAt } of context.subs) if (workId === work.workId) subs |= closedAt === null ? 1 : 2
    this.key.push(isSettled ? 1 : 0, subs)
  }

  /** To which of the places before one could go back, thirty of them in a number. */
  private done(context: DossierContext, open: readonly Work[]): void {
    const { places, count } = this.placesBefore(open)
    const isDone = new Uint8Array(count)
    for (const { step, member, closedAt, outcome } of context.work) {
      if (member !== null || closedAt === null) continue
      const own = places.get(step)
      // What was done before a transfer counts no longer.
      if (own === undefined || !isDrawn(outcome) || (context.transfers.length > 0 && !hasDone(context, step))) continue
      for (const place of own) isDone[place] = 1
    }
    let bits = 1
    this.key.push(STOP)
    for (const bit of isDone) {
      bits = bits * 2 + bit
      if (bits < 2 ** 29) continue
      this.key.push(bits)
      bits = 1
    }
    this.key.push(bits)
  }

  private placesBefore(open: readonly Work[]): Places {
    let name = ''
    for (const { step } of open) name += `${step},`
    const known = this.before.get(name)
    if (known) return known
    const ids = open.length === 0 ? this.graph.gates() : [...new Set(open.flatMap(({ step }) => this.graph.before(step)))]
    const places = new Map<string, number[]>()
    for (const [place, id] of ids.entries())
      for (const step of this.graph.stepsOf(id)) places.set(step, [...(places.get(step) ?? []), place])
    const found = { places, count: ids.length }
    this.before.set(name, found)
    return found
  }
}
