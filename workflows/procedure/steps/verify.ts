import type { StepKindRules } from './step-kind.ts'

/** A look at the place or a question to another office; part of the limit unless law says otherwise. */
export const verify: StepKindRules = {
  kind: 'verify',
  decides: false,
  needsDecision: false,
  needsData: false,
  needsLimit: false,
  needsMembers: false,
  mayBeOutsideLimit: true,
}
