import type { StepKindRules } from './step-kind.ts'

/** Several agencies are asked side by side, each with its own limit; whoever asked sums up. */
export const consult: StepKindRules = {
  kind: 'consult',
  decides: false,
  needsDecision: false,
  needsData: false,
  needsLimit: false,
  needsMembers: true,
  mayBeOutsideLimit: true,
}
