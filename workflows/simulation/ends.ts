import type { Plan, StepPlan, Target } from './plan.ts'
import { unfit } from './unfit.ts'

const share = (sums: readonly number[], index: number) => (sums[index] ?? 0) - (index === 0 ? 0 : (sums[index - 1] ?? 0))

function waysOf({ shares, targets, silence, block }: StepPlan, caseIndex: number): Target[] {
  const sums = shares[caseIndex] ?? []
  return targets
    .filter((_, index) => share(sums, index) > 0 || index === silence)
    .map((target) => (target.type === 'join' && block ? block.to : target))
}

const entriesOf = (target: Target, caseIndex: number): StepPlan[] =>
  target.type === 'step'
    ? [target.step]
    : target.type === 'block'
      ? target.block.branches.flatMap(({ entry, shares }) => ((shares[caseIndex] ?? 0) > 0 ? [entry] : []))
      : []

/** Shares under which a dossier would go round for ever, or stand before no way at all, are refused before the first run. */
export function refuseEndless({ steps, start, caseShares }: Plan): void {
  for (const [caseIndex] of caseShares.entries()) {
    if (share(caseShares, caseIndex) <= 0) continue
    const reached = new Set<StepPlan>()
    const waiting = entriesOf(start, caseIndex)
    for (let step = waiting.pop(); step; step = waiting.pop()) {
      if (reached.has(step)) continue
      reached.add(step)
      const ways = waysOf(step, caseIndex)
      if (ways.length === 0) throw unfit(`assumptions.steps.${step.id}.outcomes`, 'simulation.noShare')
      waiting.push(...ways.flatMap((way) => entriesOf(way, caseIndex)))
    }
    const ending = new Set<StepPlan>()
    for (let before = -1; before !== ending.size; ) {
      before = ending.size
      for (const step of reached)
        if (
          waysOf(step, caseIndex).some((way) => way.type === 'end' || entriesOf(way, caseIndex).some((next) => ending.has(next)))
        )
          ending.add(step)
    }
    const lost = steps.find((step) => reached.has(step) && !ending.has(step))
    if (lost) throw unfit(`assumptions.steps.${lost.id}.outcomes`, 'simulation.endless')
  }
}
