import type { StepKindRules } from './step-kind.ts'

/** A notice hangs in public for a fixed time, which law leaves out of the limit. */
export const publicPosting: StepKindRules = {
  kind: 'publicPosting',
  decides: false,
  needsDecision: false,
  needsData: false,
  needsLimit: true,
  needsMembers: false,
  mayBeOutsideLimit: true,
}
