import type { StepKindRules } from './step-kind.ts'

/** Another agency sets what has to be paid; its time is not ours. */
export const financialObligation: StepKindRules = {
  kind: 'financialObligation',
  decides: false,
  needsDecision: false,
  needsData: true,
  needsLimit: false,
  needsMembers: false,
  mayBeOutsideLimit: true,
}
