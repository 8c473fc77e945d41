import type { StepKindRules } from './step-kind.ts'

/** The clerk enters the signed result in the register. */
export const number: StepKindRules = {
  kind: 'number',
  decides: false,
  needsDecision: true,
  needsData: false,
  needsLimit: false,
  needsMembers: false,
  mayBeOutsideLimit: false,
}
