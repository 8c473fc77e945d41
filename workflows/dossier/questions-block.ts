import { openStepWorks, passage } from './reading.ts'
import type { DossierContext } from './state.ts'
import type { BlockPlan, JoinPlan } from './step-plan.ts'
import type { ToldEvent } from './turn.ts'

interface Asked {
  context: DossierContext
  event: ToldEvent
}

/** Several ways may be meant at once (a multi-choice); one without a condition always is. */
export function isBranchMeant(
  { context, event }: Asked,
  { condition, cases }: Pick<BlockPlan['branches'][number], 'condition' | 'cases'>,
): boolean {
  const exists = cases === null || (context.caseCode !== null && cases.includes(context.caseCode))
  return exists && (condition === null || event.facts.conditions[condition] === true)
}

/** A block without any branch would have no one to work on it: it is not entered. */
export const mayEnter = (asked: Asked, { branches }: { branches: BlockPlan['branches'] | null }): boolean =>
  branches === null || branches.some((branch) => isBranchMeant(asked, branch))

/** Counts this branch as finished: the question is asked while its last work ends. */
export function isJoined(context: DossierContext, { own, branches, join }: JoinPlan): boolean {
  const entered = passage(context, branches.flat()).map(({ step }) => step)
  const open = openStepWorks(context).map(({ step }) => step)
  const others = branches.filter((steps) => steps.every((step) => !own.includes(step)))
  const entry = others.filter((steps) => steps.some((step) => entered.includes(step)))
  const waiting = entry.filter((steps) => steps.some((step) => open.includes(step))).length
  if (join.type === 'all') return waiting === 0
  if (join.type === 'any') return true
  return waiting === 0 || 1 + entry.length - waiting >= join.n
}

/** XState chooses where each branch stands from the work that is open in it. */
export const isStepOpen = ({ context }: Asked, { step }: { step: string }): boolean =>
  openStepWorks(context).some((work) => work.step === step)
