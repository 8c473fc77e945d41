/** One figure of the bench. It is good at or above its floor, or at or below its ceiling. */
export interface Measure {
  /** Short and stable: figures of different days are compared by it. */
  id: string
  title: string
  unit: string
  floor?: number
  ceiling?: number
  /** `quick` is for every test run: less time, smaller samples. */
  run: (options: { quick: boolean }) => number | Promise<number>
}

export interface Figure extends Omit<Measure, 'run'> {
  value: number
  isGood: boolean
  /** The first value, when it was beyond its bound and was therefore measured once more. */
  first?: number
}

/** Samples of a quick run are small and its machine is rarely alone: it catches what got a quarter worse, the full run holds the bound. */
const QUICK_SLACK = 1.25

/** A figure beyond its bound is measured once more before it counts: others may have needed the machine at that moment. */
export async function measured({ run, ...about }: Measure, options: { quick: boolean }): Promise<Figure> {
  const slack = options.quick ? QUICK_SLACK : 1
  const isWithin = (value: number) =>
    value >= (about.floor ?? Number.NEGATIVE_INFINITY) / slack && value <= (about.ceiling ?? Number.POSITIVE_INFINITY) * slack
  const first = await run(options)
  if (isWithin(first)) return { ...about, value: first, isGood: true }
  const value = await run(options)
  return { ...about, value, first, isGood: isWithin(value) }
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
