import type { Performer } from '../procedure/definition.ts'
import { SHELL_WORK } from '../procedure/definition.ts'
import type { DossierContext, FeeState, Work } from './state.ts'

const isDuty = (work: Work) => SHELL_WORK.some((duty) => duty === work.step)
/** Outcomes of the version begin with a small letter; words of the shell (SENT_BACK, RECALLED, ENDED) stand in capitals. */
const isDrawn = (outcome: string | null) => outcome !== null && /^[a-z]/.test(outcome)

export const openWork = (context: DossierContext): Work[] => context.work.filter((work) => work.closedAt === null)

/** The open work of the step where processing stands; at most one, as long as no version has parallel branches. */
export const openStepWork = (context: DossierContext): Work | undefined =>
  context.work.findLast((work) => work.closedAt === null && !isDuty(work))

/** The work that was closed immediately before the open one. */
export const previousStepWork = (context: DossierContext): Work | undefined =>
  context.work.findLast((work) => work.closedAt !== null && !isDuty(work))

export const lastDone = (context: DossierContext, step: string): Work | undefined =>
  context.work.findLast((work) => work.step === step && work.closedAt !== null && isDrawn(work.outcome))

export const hasDone = (context: DossierContext, step: string): boolean => lastDone(context, step) !== undefined

/** Four eyes: this account closed the step that another person has to look at. */
export const isExcluded = (context: DossierContext, performer: Performer, accountId: string): boolean =>
  performer.notSameAs !== undefined && lastDone(context, performer.notSameAs)?.closedById === accountId

export const requiredAccount = (context: DossierContext, performer: Performer): string | null =>
  performer.sameAs === undefined ? null : (lastDone(context, performer.sameAs)?.closedById ?? null)

export function mayDo(context: DossierContext, work: Work, accountId: string): boolean {
  const required = requiredAccount(context, work.performer)
  return !isExcluded(context, work.performer, accountId) && (required === null || required === accountId)
}

export const isOwed = (fee: FeeState): boolean => fee.amountVnd > 0 && fee.settledAt === null

export const isPaused = (context: DossierContext): boolean =>
  context.legalClock?.pauses.some((pause) => pause.to === null) ?? false

/** Waits for somebody else; the step's own time outside the limit is no such wait. */
export const isWaiting = (context: DossierContext): boolean =>
  context.legalClock?.pauses.some((pause) => pause.to === null && pause.reason !== 'OUTSIDE_LIMIT') ?? false
