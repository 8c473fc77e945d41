import type { StepKindRules } from './step-kind.ts'

/** An officer examines papers and answers. */
export const review: StepKindRules = {
  kind: 'review',
  decides: false,
  needsDecision: false,
  needsData: false,
  needsLimit: false,
  needsMembers: false,
  mayBeOutsideLimit: false,
}
