import type { StepState } from '../../dossier/shell-plan.ts'
import { vocabulary } from '../../dossier/vocabulary.ts'
import type { Block } from '../definition.ts'

/** Names inside a branch that no step may take. */
export const BRANCH_STATES = ['choose', 'joined'] as const

/**
 * A parallel state with a region for each branch. Work is opened by whatever enters the block, never on entry: so each region finds its place
 * by the work that is open in it, and waits when there is none (its branch is not meant, or finished).
 */
export function blockState({ id, branches }: Block, steps: Readonly<Record<string, StepState>>) {
  const regions = branches.map((branch) => {
    const joined = `joined_${id}_${branch.id}`
    const region = vocabulary.createStateConfig({
      id: `branch_${id}_${branch.id}`,
      initial: 'choose',
      states: {
        choose: {
          id: `choose_${id}_${branch.id}`,
          always: [
            ...branch.steps.map((step) => ({
              guard: { type: 'isStepOpen' as const, params: { step } },
              target: `#step-${step}`,
            })),
            { target: `#${joined}` },
          ],
        },
        joined: { id: joined },
        ...Object.fromEntries(branch.steps.flatMap((step) => (steps[step] ? [[step, steps[step]]] : []))),
      },
    })
    return [branch.id, region] as const
  })
  return vocabulary.createStateConfig({ id: `step-${id}`, type: 'parallel', states: Object.fromEntries(regions) })
}
