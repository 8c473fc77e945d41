import type { StepKindRules } from './step-kind.ts'

/** Another system does it; an officer writes down its answer. */
export const external: StepKindRules = {
  kind: 'external',
  decides: false,
  needsDecision: false,
  needsData: true,
  needsLimit: false,
  needsMembers: false,
  mayBeOutsideLimit: true,
}
