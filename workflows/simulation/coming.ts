import type { z } from 'zod'
import { MINUTE_MS } from '../working-time/zone.ts'
import type { Random } from './random.ts'
import type { arrivalsSchema } from './simulation.schema.ts'
import { unfit } from './unfit.ts'
import type { WorkIndex } from './work-index.ts'

/** When dossiers come, and which part of the run is counted (in counted milliseconds of the index). */
export interface Coming {
  countedFrom: number
  /** Infinite: the run itself is the window. */
  countedTo: number
  /** How many are expected in one run. */
  expected: number
  instants: (random: Random) => Iterable<number>
}

export const firstInstant = (arrivals: z.infer<typeof arrivalsSchema>): number =>
  arrivals.type === 'poisson'
    ? Date.parse(arrivals.from)
    : arrivals.instants.reduce((first, instant) => Math.min(first, Date.parse(instant)), Number.POSITIVE_INFINITY)

export function comingOf(arrivals: z.infer<typeof arrivalsSchema>, warmUpDays: number, index: WorkIndex): Coming {
  const start = firstInstant(arrivals)
  const dayMs = index.dayMinutes * MINUTE_MS
  const warmUpMs = warmUpDays * dayMs
  const countedFrom = index.at(start) + warmUpMs
  if (arrivals.type === 'list') {
    const sorted = arrivals.instants.map((instant) => Date.parse(instant)).sort((a, b) => a - b)
    const last = sorted.at(-1) ?? start
    if (last >= index.end()) index.unknownEnd()
    if (index.at(last) < countedFrom) throw unfit('assumptions.warmUpDays', 'simulation.warmUpTooLong')
    return { countedFrom, countedTo: Number.POSITIVE_INFINITY, expected: sorted.length, instants: () => sorted }
  }
  const { workingDays, perWorkingHour } = arrivals
  if (warmUpDays >= workingDays) throw unfit('assumptions.warmUpDays', 'simulation.warmUpTooLong')
  const end = index.after(start, workingDays * dayMs)
  if (end === Number.POSITIVE_INFINITY) return index.unknownEnd()
  const meanMs = (60 * MINUTE_MS) / perWorkingHour
  function* instants(random: Random) {
    for (let at = index.after(start, -Math.log(random()) * meanMs); at <= end; at = index.after(at, -Math.log(random()) * meanMs))
      yield at
  }
  const expected = (workingDays * dayMs) / meanMs
  return { countedFrom, countedTo: index.at(end), expected, instants }
}
