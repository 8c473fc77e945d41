import type { StepKindRules } from './step-kind.ts'

/** The one place where a dossier is decided; a refusal is signed like a grant. */
export const sign: StepKindRules = {
  kind: 'sign',
  decides: true,
  needsDecision: false,
  needsData: false,
  needsLimit: false,
  needsMembers: false,
  mayBeOutsideLimit: false,
}
