import type { LegalClock } from './legal-clock.ts'
import type { BlockPlan, StepPlan } from './plan.ts'

/** Where one passage of a dossier through a step stands. */
export type Standing = 'waiting' | 'queued' | 'working' | 'closed'

export interface Visit {
  dossier: Dossier
  step: StepPlan
  standing: Standing
  /** Counted milliseconds when it was opened, joined the queue and began. */
  opened: number
  ready: number
  begun: number
  /** Hands-on milliseconds. */
  service: number
  person: number
  /** Who alone may do it, or may not; -1: nobody in particular. */
  wanted: number
  barred: number
  /** Place in the order of the queue. */
  order: number
}

export interface Dossier {
  caseIndex: number
  isCounted: boolean
  arrived: number
  clock: LegalClock
  open: Visit[]
  visits: number
  block: BlockPlan | null
  finished: number
  /** Who did each step last; only where a step asks for it. */
  people: Int32Array | null
}
