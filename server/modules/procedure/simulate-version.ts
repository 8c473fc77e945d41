import { setImmediate } from 'node:timers/promises'
import { appNow } from '#server/clock.repository.ts'
import { DomainError } from '#workflows/domain-error.ts'
import { describeVersion } from '#workflows/procedure/describe.ts'
import { type NeededPool, neededPools, workMinutes } from '#workflows/simulation/defaults.ts'
import { experiment } from '#workflows/simulation/simulate.ts'
import type { Assumptions } from '#workflows/simulation/simulation.schema.ts'
import type { RunResult } from '#workflows/simulation/tally.ts'
import type { Actor } from '../account/actor.ts'
import { roleNames } from '../account/roles.ts'
import { agencies } from '../agency/agencies.ts'
import { unitKindNames } from '../agency/unit-kinds.ts'
import { calendarFor } from '../setting/calendars.ts'
import { versionIdOf } from './catalogue-rows.ts'
import { definitionOf } from './definition-of.ts'
import { agenciesToPlan } from './keepers.ts'
import { placeNames } from './place-names.ts'
import type { SimulateInput, VersionInput } from './procedure.schema.ts'

const RUNS = 10
const DAYS = 60
const FEWEST_DAYS = 10
/** The office is empty on the first day and not on any other: a sixth of the days only fill it. */
const WARM_UP = 1 / 6
/** Passages through steps in all runs: about a second of one processor. A busier office is watched for fewer days. */
const ENOUGH_VISITS = 250_000
const MOST_VISITS = 2_000_000
/** The same question has the same answer. */
const SEED = 1

async function poolWords({ role, unitKind, agency }: NeededPool) {
  const [who, where] = [roleNames[role], unitKindNames[unitKind]]
  const office = agency === undefined ? undefined : (await agencies()).find(({ code }) => code === agency)
  const place = office ? { nameVi: office.nameVi, nameEn: office.nameEn ?? office.nameVi } : where
  // a clerk of the clerical section is named once
  const together = (one: string, other: string) => (one === other ? one : `${one}, ${other}`)
  return { vi: together(who.nameVi, place.nameVi), en: together(who.nameEn, place.nameEn) }
}

/** Whom a version needs, and what is assumed about each step as long as nobody has measured it. */
export async function simulationOf(actor: Actor, input: VersionInput) {
  agenciesToPlan(actor)
  const definition = await definitionOf(versionIdOf(input))
  const { nodes } = describeVersion(definition, await placeNames())
  return {
    nameVi: definition.nameVi,
    nameEn: definition.nameEn,
    limit: definition.limit,
    pools: await Promise.all(
      neededPools(definition).map(async (pool) => ({ key: pool.key, name: await poolWords(pool), steps: pool.steps })),
    ),
    steps: definition.steps.map((step) => ({
      id: step.id,
      name: nodes.find(({ id }) => id === step.id)?.name ?? { vi: step.nameVi, en: step.nameEn ?? null },
      minutes: workMinutes(step),
    })),
  }
}

export async function simulateVersion(actor: Actor, { code, version, perDay, people, minutes }: SimulateInput) {
  const [agencyId = ''] = agenciesToPlan(actor)
  const [definition, { calendar }, now] = await Promise.all([
    definitionOf(versionIdOf({ code, version })),
    calendarFor(agencyId),
    appNow(),
  ])
  const pools = neededPools(definition)
  const staff = pools.map(({ role, unitKind, agency, key }) => ({ role, unitKind, agency, people: people[key] ?? 1 }))
  const steps: NonNullable<Assumptions['steps']> = Object.fromEntries(
    Object.entries(minutes).map(([step, mean]) => [
      step,
      { service: mean === 0 ? null : { type: 'lognormal' as const, mean, deviation: mean / 2 } },
    ]),
  )
  const affordable = Math.floor(ENOUGH_VISITS / (RUNS * definition.steps.length * perDay))
  const workingDays = Math.max(FEWEST_DAYS, Math.min(DAYS, affordable))
  const warmUpDays = Math.floor(workingDays * WARM_UP)
  const arrivals = {
    type: 'poisson' as const,
    from: now.toISOString(),
    workingDays,
    perWorkingHour: (perDay * 60) / calendar.dayMinutes,
  }
  const assumptions = { runs: RUNS, warmUpDays, steps, maxVisits: MOST_VISITS }
  const { runs, run, summary } = fourEyesNamed(() => experiment(definition, arrivals, staff, calendar, SEED, assumptions))
  const results: RunResult[] = []
  for (let nr = 0; nr < runs; nr += 1) {
    results.push(run(nr))
    // others are served between two runs
    await setImmediate()
  }
  return { ...summary(results), days: workingDays - warmUpDays, dayMinutes: calendar.dayMinutes }
}

/** A screen knows its pools by key, not by their place in a list. */
function fourEyesNamed<Answer>(ask: () => Answer): Answer {
  try {
    return ask()
  } catch (error) {
    if (!(error instanceof DomainError) || error.details.messageKey !== 'simulation.fourEyes') throw error
    const { messageKey, pool } = error.details
    throw new DomainError(error.code, error.message, { fieldErrors: { [`people.${pool}`]: [messageKey] } })
  }
}
