import type { StepKindRules } from './step-kind.ts'

/** The signed result is sealed and goes to the desk. */
export const issue: StepKindRules = {
  kind: 'issue',
  decides: false,
  needsDecision: true,
  needsData: false,
  needsLimit: false,
  needsMembers: false,
  mayBeOutsideLimit: false,
}
