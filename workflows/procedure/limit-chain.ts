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

interface Ways {
  /** To the end of the branch; null: there is none. */
  join: number | null
  /** To the end of processing. */
  out: number
}

/** The longest way from the first step to the end, without ways back and without time outside the limit; of branches the longest counts. */
export function chainMinutes(
  definition: ProcedureDefinition,
  graph: StepGraph,
  caseCode: string,
  stepLimits: Readonly<Record<string, Limit>>,
): number {
  const known = new Map<string, Ways>()
  const ofBlock = (id: string, branches: string[]): Ways => {
    const inside = branches.map(waysFrom)
    const joined = Math.max(0, ...inside.map(({ join }) => join ?? 0))
    const to = graph.blocks.get(id)?.to ?? 'end'
    return { join: null, out: Math.max(joined + (to === 'end' ? 0 : waysFrom(to).out), ...inside.map(({ out }) => out)) }
  }
  const ofStep = (step: Step): Ways => {
    const limit = stepLimits[step.id] ?? step.limit
    const own = step.outsideLimit || limit === null ? 0 : limitMinutes(limit)
    const forward = step.outcomes.filter(({ back }) => !back).map(({ to }) => to)
    const next = forward.filter((to) => to !== 'end' && to !== 'join').map((to) => ({ to, ways: waysFrom(to) }))
    const joins = next.filter(({ to }) => graph.placeOf(to)).flatMap(({ ways }) => ways.join ?? [])
    if (forward.includes('join')) joins.push(0)
    return {
      join: joins.length === 0 ? null : own + Math.max(...joins),
      out: own + Math.max(0, ...next.map(({ ways }) => ways.out)),
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
        ? { join: 0, out: 0 }
        : ofStep(step)
    known.set(id, found)
    return found
  }
  return waysFrom(definition.start).out
}
