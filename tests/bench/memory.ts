import { existsSync, readFileSync } from 'node:fs'

// What a process holds of the machine's memory, looked at every second.

const LOOK_MS = 1_000
/** Between two collections of garbage the figure rises and falls: the least of ten seconds is what is really held. */
const WINDOW = 10

const residentMb = (pid: number): number =>
  Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? Number.NaN) / 1_024

export interface Held {
  mostMb: number
  /** Growth by least squares over the last two thirds of the time: before that a process still gets under way. */
  mbPerMinute: number
}

/** A process that ended and was started again is another one under the same name. */
export function watchMemory(pidNow: () => number | null): { stop: () => Held } {
  const seen: number[] = []
  const look = () => {
    const pid = pidNow()
    if (pid !== null && existsSync(`/proc/${pid}/status`)) seen.push(residentMb(pid))
  }
  look()
  const timer = setInterval(look, LOOK_MS)
  return {
    stop: () => {
      clearInterval(timer)
      const steady = seen.slice(Math.floor(seen.length / 3))
      const least: number[] = []
      for (let at = 0; at + WINDOW <= steady.length; at += WINDOW) least.push(Math.min(...steady.slice(at, at + WINDOW)))
      return { mostMb: Math.max(...seen), mbPerMinute: (slope(least) * 60_000) / (WINDOW * LOOK_MS) }
    },
  }
}

/** Of one value to the next. */
function slope(values: readonly number[]): number {
  if (values.length < 2) return 0
  const middle = (values.length - 1) / 2
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const [over, under] = values.reduce(
    ([a, b], value, index) => [a + (index - middle) * (value - mean), b + (index - middle) ** 2],
    [0, 0],
  )
  return over / under
}
