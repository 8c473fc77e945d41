import { type Company, cpuMs, type Measure } from '#server/tools/measure.ts'
import { catalogue } from '#workflows/catalogue/index.ts'
import { neededPools } from '#workflows/simulation/defaults.ts'
import { exponential, oneStep, people, withoutBreaks } from '#workflows/simulation/office.test-support.ts'
import { simulate } from '#workflows/simulation/simulate.ts'
import { vietnam } from '#workflows/working-time/calendars/vietnam.ts'

/** Dossiers a processor second over some experiments: the best round, because a busy machine can only make it slower. */
function perSecond(experiment: () => number, rounds: number): number {
  let best = 0
  for (let round = 0; round < rounds; round += 1) {
    const begin = cpuMs()
    const dossiers = experiment()
    best = Math.max(best, (1_000 * dossiers) / (cpuMs() - begin))
  }
  return best
}

const from = '2026-01-05T00:00:00.000Z'

function oneQueue(workingDays: number): number {
  const steps = { work: { service: exponential(10) } }
  const arrivals = { type: 'poisson' as const, from, workingDays, perWorkingHour: 4.2 }
  return simulate(oneStep(), arrivals, [people(1)], withoutBreaks, 1, { runs: 4, steps }).dossiers
}

function everyVersion(workingDays: number): number {
  const arrivals = { type: 'poisson' as const, from, workingDays, perWorkingHour: 2 }
  let dossiers = 0
  for (const definition of catalogue) {
    const staff = neededPools(definition).map(({ role, unitKind, agency }) => ({ role, unitKind, agency, people: 5 }))
    dossiers += simulate(definition, arrivals, staff, vietnam, 1, { runs: 4 }).dossiers
  }
  return dossiers
}

export const company: Company = 'guest'

export const measures: Measure[] = [
  {
    id: 'S1',
    title: 'dossiers simulated a processor second: one step, one person, no breaks',
    unit: 'dossiers/s',
    floor: 200_000,
    run: ({ quick }) => perSecond(() => oneQueue(quick ? 500 : 2_000), quick ? 2 : 5),
  },
  {
    id: 'S2',
    title: 'the same with the delivered procedures in office hours, their steps, blocks and members',
    unit: 'dossiers/s',
    floor: 20_000,
    run: ({ quick }) => perSecond(() => everyVersion(quick ? 20 : 100), quick ? 2 : 5),
  },
]
