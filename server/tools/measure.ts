import { z } from 'zod'

/** How much a run may take: `quick` is for every test run (less time, smaller samples), `large` is started by hand (ten million dossiers). */
export interface BenchOptions {
  quick: boolean
  large: boolean
  /** A host says so when nothing that it measures from now on minds what goes on beside it. */
  welcomeGuests: () => void
}

/**
 * Whether a file of the bench minds what goes on beside it. By itself each one runs alone. A guest compares processor time only and may run
 * beside the long ordinary day of a host.
 */
export type Company = 'alone' | 'guest' | 'host'

/** One figure of the bench. It is good at or above its floor, or at or below its ceiling; with neither it is only printed. */
export interface Measure {
  /** Short and stable: figures of different days are compared by it. */
  id: string
  /** What it measures against what, in one line. */
  title: string
  unit: string
  floor?: number
  ceiling?: number
  /**
   * What has been reached where the bound has not: a quick run, which every change has to pass, holds this, so that it gets no worse unnoticed.
   * The full run holds the bound and says that it is not met.
   */
  reached?: number
  /** What is claimed; shown beside the bound, never a gate. */
  goal?: number
  run: (options: BenchOptions) => number | Promise<number>
}

export interface Figure extends Omit<Measure, 'run'> {
  value: number
  isGood: boolean
  /** The first value, when it was beyond its bound and was therefore measured once more. */
  first?: number
}

/** Whatever is drawn by lot for the bench is drawn from this. */
export const BENCH_SEED = 1

/** Samples of a quick run are small and its machine is rarely alone: it catches what got a quarter worse, the full run holds the bound. */
const QUICK_SLACK = 1.25

/** As it is told by the process of a file, and as it stands in .out/bench.json. */
export const figureSchema: z.ZodType<Figure> = z.object({
  id: z.string(),
  title: z.string(),
  unit: z.string(),
  floor: z.number().optional(),
  ceiling: z.number().optional(),
  goal: z.number().optional(),
  value: z.number(),
  isGood: z.boolean(),
  first: z.number().optional(),
})

/** A figure beyond its bound is measured once more before it counts: others may have needed the machine at that moment. */
export async function measured({ run, ...about }: Measure, options: BenchOptions): Promise<Figure> {
  const { floor = Number.NEGATIVE_INFINITY, ceiling = Number.POSITIVE_INFINITY, reached } = about
  const isWithin = (value: number) =>
    options.quick
      ? value >= Math.min(floor, reached ?? floor) / QUICK_SLACK && value <= Math.max(ceiling, reached ?? ceiling) * QUICK_SLACK
      : value >= floor && value <= ceiling
  const first = await run(options)
  if (isWithin(first)) return { ...about, value: first, isGood: true }
  const value = await run(options)
  return { ...about, value, first, isGood: isWithin(value) }
}

/** The middle of several rounds: one round that met somebody else's work does not move it. */
export const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b)
  const [low = Number.NaN, high = Number.NaN] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]]
  return (low + high) / 2
}

/** Milliseconds that the processors have worked for this process. */
export const cpuMs = () => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1_000
}

/** Milliseconds of one call on one core, as the processor counts them: what others do on the machine meanwhile is not ours. The best of some rounds. */
export function timeOf(work: () => void, { ms, rounds = 5 }: { ms: number; rounds?: number }): number {
  let best = Number.POSITIVE_INFINITY
  for (let round = 0; round < rounds; round += 1) {
    const begin = cpuMs()
    let calls = 0
    while (cpuMs() - begin < ms / rounds) {
      work()
      calls += 1
    }
    best = Math.min(best, (cpuMs() - begin) / calls)
  }
  return best
}
