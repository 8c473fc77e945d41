import { type Performer, SHELL_WORK } from '../procedure/performer.ts'
import type { DossierContext, Facts, FeeState, Opinion, Work } from './state.ts'

const isDuty = (work: Work) => SHELL_WORK.some((duty) => duty === work.step)
/** Outcomes of the version begin with a small letter; words of the shell (SENT_BACK, RECALLED, ENDED) stand in capitals. */
export const isDrawn = (outcome: string | null) => outcome !== null && /^[a-z]/.test(outcome)

export const openWork = (context: DossierContext): Work[] => context.work.filter((work) => work.closedAt === null)

/** The open work of the steps where processing stands: one, or one of each branch of a block. What members have to do is not counted. */
export const openStepWorks = (context: DossierContext): Work[] =>
  context.work.filter((work) => work.closedAt === null && work.member === null && !isDuty(work))

/** For what belongs to the dossier as a whole: the step that has been open the longest. */
export const firstStepWork = (context: DossierContext): Work | undefined => openStepWorks(context)[0]

/** What another agency did before a transfer counts no longer. */
const ownWork = (context: DossierContext): Work[] => {
  const before = context.transfers.at(-1)?.workBefore ?? 0
  return before === 0 ? context.work : context.work.slice(before)
}

/** Who decides now: the agency that it was transferred to last, or the one that it was opened for. */
export const competentAgency = ({ context }: { context: DossierContext }, opened: string): string =>
  context.transfers.at(-1)?.toAgencyId ?? opened

export const lastDone = (context: DossierContext, step: string): Work | undefined =>
  ownWork(context).findLast(
    (work) => work.step === step && work.member === null && work.closedAt !== null && isDrawn(work.outcome),
  )

export const hasDone = (context: DossierContext, step: string): boolean => lastDone(context, step) !== undefined

type Actor = Facts['actor']
const people = ({ id, viaId }: Actor): string[] => (viaId === undefined ? [id] : [id, viaId])

/** Four eyes: whoever closed the step that another person has to look at, in the own name or in another's. */
export function isExcluded(context: DossierContext, performer: Performer, actor: Actor): boolean {
  if (performer.notSameAs === undefined) return false
  const done = lastDone(context, performer.notSameAs)
  return done !== undefined && people(actor).some((id) => id === done.closedById || id === done.closedViaId)
}

/** Who did the step the last time; nobody, when it ended in silence: jobs act under `system:` names, which no account has. */
export function doerOf(context: DossierContext, step: string): string | null {
  const id = lastDone(context, step)?.closedById ?? null
  return id?.startsWith('system:') ? null : id
}

export const requiredAccount = (context: DossierContext, performer: Performer): string | null =>
  performer.sameAs === undefined ? null : doerOf(context, performer.sameAs)

export function mayDo(context: DossierContext, work: Work, actor: Actor): boolean {
  const required = requiredAccount(context, work.performer)
  return !isExcluded(context, work.performer, actor) && (required === null || required === actor.id)
}

/** Who was asked while this work was open. */
export const opinionsOf = (context: DossierContext, workId: string): Opinion[] =>
  context.opinions.filter((opinion) => opinion.workId === workId)

/** The current passage through a block: everything since it was entered the last time. */
export function passage(context: DossierContext, steps: readonly string[]): Work[] {
  const own = (work: Work | undefined) => work !== undefined && work.member === null && steps.includes(work.step)
  const before = (work: Work) => context.work.find(({ workId }) => workId === work.after)
  const last = context.work.findLast((work) => own(work) && !own(before(work)))
  // The branches of one entry are opened by one ending, one after the other.
  const first = context.work.findIndex(
    (work) => own(work) && !own(before(work)) && work.after === last?.after && work.openedAt === last?.openedAt,
  )
  return first < 0 ? [] : context.work.slice(first).filter(own)
}

export const isOwed = (fee: FeeState): boolean => fee.amountVnd > 0 && fee.settledAt === null

export const isPaused = (context: DossierContext): boolean =>
  context.legalClock?.pauses.some((pause) => pause.to === null) ?? false

/** Waits for somebody else; the step's own time outside the limit is no such wait. */
export const isWaiting = (context: DossierContext): boolean =>
  context.legalClock?.pauses.some((pause) => pause.to === null && pause.reason !== 'OUTSIDE_LIMIT') ?? false

/** The duty of looking at it is open exactly as long as the answer is awaited. */
export const isWithdrawalAsked = (context: DossierContext): boolean =>
  context.work.some(({ step, closedAt }) => step === 'withdrawal' && closedAt === null)
