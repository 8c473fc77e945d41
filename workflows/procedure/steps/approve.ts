import type { StepKindRules } from './step-kind.ts'

/** A head agrees before the leader signs. */
export const approve: StepKindRules = {
  kind: 'approve',
  decides: false,
  needsDecision: false,
  needsData: false,
  needsLimit: false,
  needsMembers: false,
  mayBeOutsideLimit: false,
}
