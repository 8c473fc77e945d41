import { MINUTE_MS } from '../working-time/zone.ts'
import type { Random } from './random.ts'
import type { Distribution } from './simulation.schema.ts'

/** Draws milliseconds. */
export type Draw = (random: Random) => number

/** Prepared once, drawn millions of times. */
export function drawOf(distribution: Distribution): Draw {
  switch (distribution.type) {
    case 'fixed': {
      const ms = distribution.minutes * MINUTE_MS
      return () => ms
    }
    case 'exponential': {
      const ms = distribution.mean * MINUTE_MS
      return (random) => -Math.log(random()) * ms
    }
    case 'triangular': {
      const { low, mode, high } = distribution
      const span = high - low
      const rising = span === 0 ? 0 : (mode - low) / span
      return (random) => {
        const at = random()
        const minutes =
          at < rising ? low + Math.sqrt(at * span * (mode - low)) : high - Math.sqrt((1 - at) * span * (high - mode))
        return minutes * MINUTE_MS
      }
    }
    case 'lognormal': {
      const { mean, deviation } = distribution
      const variance = Math.log(1 + (deviation / mean) ** 2)
      const [middle, width] = [Math.log(mean) - variance / 2, Math.sqrt(variance)]
      return (random) => {
        const normal = Math.sqrt(-2 * Math.log(random())) * Math.cos(2 * Math.PI * random())
        return Math.exp(middle + width * normal) * MINUTE_MS
      }
    }
  }
}
