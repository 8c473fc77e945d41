import type { Limit } from '../working-time/working-time.schema.ts'
import type { ProcedureDefinition, Step } from './definition.ts'
import type { StepGraph } from './graph.ts'

/** A working day has 480 counted minutes in every calendar we know; a version is checked without knowing its agency. */
const DAY_MINUTES = 480

/** Working minutes that a limit gives at least; of seven calendar days five may be counted on. */
export function limitMinutes({ unit, amount = 1 }: Limit): number {
  switch (unit) {
    case 'workingDay':
      return amount * DAY_MINUTES
    case 'workingHour':
      return amount * 60
    case 'sameDay':
      return DAY_MINUTES
    case 'calendarDay':
      return Math.floor((amount * 5 * DAY_MINUTES) / 7)
  }
}

/** A way through steps: how long it takes, and the step that takes most of it. */
interface Chain {
  minutes: number
  longest: string | null
  most: number
}

interface Ways {
  /** To the end of the branch; null: there is none. */
  join: Chain | null
  /** To the end of processing. */
  out: Chain
}

const NOTHING: Chain = { minutes: 0, longest: null, most: 0 }
const longer = (chains: readonly Chain[]): Chain =>
  chains.reduce((best, each) => (each.minutes > best.minutes ? each : best), NOTHING)
const after = (first: Chain, then: Chain): Chain => {
  const { longest, most } = first.most >= then.most ? first : then
  return { minutes: first.minutes + then.minutes, longest, most }
}

/** The longest way from the first step to the end, without ways back and without time outside the limit; of branches the longest counts. */
export function longestChain(
  definition: ProcedureDefinition,
  graph: StepGraph,
  caseCode: string,
  stepLimits: Readonly<Record<string, Limit>>,
): Chain {
  const known = new Map<string, Ways>()
  const ofBlock = (id: string, branches: string[]): Ways => {
    const inside = branches.map(waysFrom)
    const joined = longer(inside.flatMap(({ join }) => join ?? []))
    const to = graph.blocks.get(id)?.to ?? 'end'
    const through = after(joined, to === 'end' ? NOTHING : waysFrom(to).out)
    return { join: null, out: longer([through, ...inside.map(({ out }) => out)]) }
  }
  const ofStep = (step: Step): Ways => {
    const limit = stepLimits[step.id] ?? step.limit
    const minutes = step.outsideLimit || limit === null ? 0 : limitMinutes(limit)
    const own: Chain = { minutes, longest: minutes > 0 ? step.id : null, most: minutes }
    const forward = step.outcomes.filter(({ back }) => !back).map(({ to }) => to)
    const next = forward.filter((to) => to !== 'end' && to !== 'join').map((to) => ({ to, ways: waysFrom(to) }))
    const joins = next.filter(({ to }) => graph.placeOf(to)).flatMap(({ ways }) => ways.join ?? [])
    if (forward.includes('join')) joins.push(NOTHING)
    return {
      join: joins.length === 0 ? null : after(own, longer(joins)),
      out: after(own, longer(next.map(({ ways }) => ways.out))),
    }
  }
  const waysFrom = (id: string): Ways => {
    const before = known.get(id)
    if (before) return before
    const block = graph.blocks.get(id)
    const step = graph.steps.get(id)
    const isMissing = !step || (step.onlyIn && !step.onlyIn.includes(caseCode))
    const found: Ways = block
      ? ofBlock(
          id,
          block.branches.map(({ start }) => start),
        )
      : isMissing
        ? { join: NOTHING, out: NOTHING }
        : ofStep(step)
    known.set(id, found)
    return found
  }
  return waysFrom(definition.start).out
}
