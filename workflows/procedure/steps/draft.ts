import type { StepKindRules } from './step-kind.ts'

/** The result, or the written refusal, is drawn up. */
export const draft: StepKindRules = {
  kind: 'draft',
  decides: false,
  needsDecision: false,
  needsData: false,
  needsLimit: false,
  needsMembers: false,
  mayBeOutsideLimit: false,
}
