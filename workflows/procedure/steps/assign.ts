import type { StepKindRules } from './step-kind.ts'

/** Somebody chooses who goes on or which way. */
export const assign: StepKindRules = {
  kind: 'assign',
  decides: false,
  needsDecision: false,
  needsData: false,
  needsLimit: false,
  needsMembers: false,
  mayBeOutsideLimit: false,
}
