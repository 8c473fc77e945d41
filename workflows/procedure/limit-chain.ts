import type { Limit } from '../working-time/working-time.schema.ts'
import type { ProcedureDefinition } from './definition.ts'
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

/** The longest way from the first step to the end, without ways back and without time outside the limit. */
export function chainMinutes(
  definition: ProcedureDefinition,
  graph: StepGraph,
  caseCode: string,
  stepLimits: Readonly<Record<string, Limit>>,
): number {
  const known = new Map<string, number>()
  const longest = (id: string): number => {
    const step = graph.steps.get(id)
    if (!step || (step.onlyIn && !step.onlyIn.includes(caseCode))) return 0
    const before = known.get(id)
    if (before !== undefined) return before
    const limit = stepLimits[id] ?? step.limit
    const own = step.outsideLimit || limit === null ? 0 : limitMinutes(limit)
    const total = own + Math.max(0, ...graph.next(id).map(longest))
    known.set(id, total)
    return total
  }
  return longest(definition.start)
}
