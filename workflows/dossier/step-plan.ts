import type { FormCode, Join } from '../procedure/definition.ts'
import type { Performer } from '../procedure/performer.ts'
import type { LimitChoice } from './turn.ts'

/** What the orders and questions of steps need of the version: the parameters that `compile` writes into the machine. */
export interface StepPlan {
  step: string
  performer: Performer
  limits: LimitChoice
  /** A `sign` step is this one or lies ahead: whatever was decided before is decided anew. */
  decidesAgain: boolean
  members: MembersPlan | null
  /** Forms that come into being when it is opened. */
  forms: FormCode[]
}

export interface BlockPlan {
  branches: { plan: StepPlan; condition: string | null; cases: string[] | null }[]
}

/** Whose opinion is asked in a step, and when enough have answered. */
export interface MembersPlan {
  step: string
  fixed: { member: string; performer: Performer; condition: string | null; limits: LimitChoice }[]
  chosen: { min: number; max: number; performer: Performer; from: 'own' | 'any'; addLater: boolean } | null
  limits: LimitChoice
  silence: 'waits' | 'consents'
  join: Join
  rest: 'cancel' | 'keep'
  answers: { id: string; counts: 'for' | 'against' | 'neutral' }[]
}

/** One branch that ends, and the block that goes on when enough have ended. */
export interface JoinPlan {
  /** Steps of this branch, and of every branch. */
  own: string[]
  branches: string[][]
  join: Join
  /** The way on is open, or the branch only waits. */
  isReached: boolean
}

/** Everything that has to hold for a step to end so. */
export interface Ending {
  step: string
  outcome: string
  /** Name of the FEEL condition among the facts. */
  condition: string | null
  needsReason: boolean
  /** The cases in which the next step exists; null: in all. */
  cases: string[] | null
  needsDecision: boolean
  checks: string[]
  members: MembersPlan | null
  needsObligation: boolean
  needsSubs: boolean
  /** The branches of the block that is entered. */
  branches: BlockPlan['branches'] | null
  join: JoinPlan | null
}
