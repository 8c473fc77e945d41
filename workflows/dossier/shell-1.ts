import type { ProcedureDefinition } from '../procedure/definition.ts'
import { SHELL_WORK } from '../procedure/performer.ts'
import type { DossierState, Shell1State } from './state.ts'

type Shell1Work = Shell1State['context']['work'][number]

const isDuty = ({ step }: Shell1Work) => SHELL_WORK.some((duty) => duty === step)

/**
 * In shell 1 one step followed the other and nobody acted in another's name, so what was not written down follows from what was: a work was
 * opened by the end of the one before it.
 */
function completeWork(works: readonly Shell1Work[]): DossierState['context']['work'] {
  let before: string | null = null
  return works.map((work) => {
    const after = isDuty(work) ? null : before
    if (!isDuty(work)) before = work.workId
    return { ...work, closedViaId: null, member: null, after }
  })
}

/** Shell 1 let a step about obligations end whether anything had been required and settled in it or not. */
export const asShell1Read = (definition: ProcedureDefinition): ProcedureDefinition => ({
  ...definition,
  steps: definition.steps.map((step) => ({
    ...step,
    outcomes: step.outcomes.map((outcome) => ({ ...outcome, noObligation: true })),
  })),
})

/** Everything that is asked of a state today, read off one that shell 1 left. */
export function completeShell1({ context, ...state }: Shell1State): DossierState {
  return {
    ...state,
    context: {
      ...context,
      work: completeWork(context.work),
      supplements: context.supplements.map((asked) => ({ ...asked, approverId: null })),
      obligations: context.obligations.map((obligation) => ({ ...obligation, workId: null })),
      opinions: [],
      transfers: [],
      subs: [],
    },
  }
}
