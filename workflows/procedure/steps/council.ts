import type { StepKindRules } from './step-kind.ts'

/** Members meet and vote; the secretary writes down the minutes. */
export const council: StepKindRules = {
  kind: 'council',
  decides: false,
  needsDecision: false,
  needsData: false,
  needsLimit: false,
  needsMembers: true,
  mayBeOutsideLimit: true,
}
