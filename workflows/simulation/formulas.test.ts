import { describe, expect, it } from 'vitest'
import { exponential, oneStep, people, withoutBreaks } from './office.test-support.ts'
import { simulate } from './simulate.ts'

const SERVICE_MINUTES = 10
/** λ, of which one person alone could serve six an hour. */
function queue(servers: number, load: number, seed: number, workingDays: number) {
  const perWorkingHour = (load * servers * 60) / SERVICE_MINUTES
  const arrivals = { type: 'poisson' as const, from: '2020-01-01T00:00:00.000Z', workingDays, perWorkingHour }
  const steps = { work: { service: exponential(SERVICE_MINUTES) } }
  const answer = simulate(oneStep(), arrivals, [people(servers)], withoutBreaks, seed, { runs: 8, warmUpDays: 20, steps })
  return { answer, perMinute: perWorkingHour / 60 }
}

/** The chance that a comer finds everybody busy (A. K. Erlang, 1917). */
function erlangC(servers: number, load: number): number {
  const offered = load * servers
  let blocked = 1
  for (let n = 1; n <= servers; n += 1) blocked = (offered * blocked) / (n + offered * blocked)
  return blocked / (1 - load * (1 - blocked))
}

const isNear = (measured: number | undefined, formula: number) =>
  expect(Math.abs((measured ?? Number.NaN) - formula) / formula).toBeLessThan(0.02)

describe('against the closed formulas, day and night without breaks', () => {
  it.each([
    { load: 0.5, seed: 1 },
    { load: 0.7, seed: 2 },
  ])('one person, load $load: M/M/1', ({ load, seed }) => {
    const { answer } = queue(1, load, seed, 1_200)
    isNear(answer.steps[0]?.waiting?.mean, (load / (1 - load)) * SERVICE_MINUTES)
    isNear(answer.steps[0]?.working?.mean, SERVICE_MINUTES)
    isNear(answer.leadTime.mean?.mean, SERVICE_MINUTES / (1 - load))
    isNear(answer.underWay?.mean, load / (1 - load))
    isNear(answer.pools[0]?.utilisation?.mean, load)
    // the time in the system is exponential as well
    isNear(answer.leadTime.p95?.mean, (-Math.log(0.05) * SERVICE_MINUTES) / (1 - load))
  })
  it.each([
    { servers: 2, load: 0.6, seed: 3 },
    { servers: 5, load: 0.8, seed: 4 },
  ])('$servers people, load $load: M/M/c', ({ servers, load, seed }) => {
    const { answer, perMinute } = queue(servers, load, seed, Math.round(900 / servers))
    const waiting = (erlangC(servers, load) * SERVICE_MINUTES) / (servers * (1 - load))
    isNear(answer.steps[0]?.waiting?.mean, waiting)
    isNear(answer.underWay?.mean, perMinute * (waiting + SERVICE_MINUTES))
    isNear(answer.pools[0]?.utilisation?.mean, load)
  })
  it('keeps what J. D. C. Little proved: under way = coming × time under way', () => {
    const { answer, perMinute } = queue(3, 0.75, 5, 220)
    isNear(answer.underWay?.mean, perMinute * (answer.leadTime.mean?.mean ?? 0))
    // and the interval knows how far it may be off
    const { mean = 0, low, high } = answer.leadTime.mean ?? {}
    expect(low ?? 0).toBeLessThan(mean)
    expect(high ?? 0).toBeGreaterThan(mean)
  })
})
