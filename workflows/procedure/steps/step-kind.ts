import type { StepKind } from '../definition.ts'

/** What sets one kind of step apart; everything else is common to all (`step-state.ts`). */
export interface StepKindRules {
  kind: StepKind
  /** Its outcomes may carry a decision (and then every forward one must). */
  decides: boolean
  /** Only after a decision: there is nothing to number or to issue before. */
  needsDecision: boolean
  /** The performer has to write something down. */
  needsData: boolean
  /** Without a limit of its own nobody would ever be reminded. */
  needsLimit: boolean
  /** Others are asked side by side; exactly these kinds have `members`. */
  needsMembers: boolean
  /** Its time may be left out of the legal limit. */
  mayBeOutsideLimit: boolean
}
