import type { ProcedureDefinition } from '../procedure/definition.ts'
import { parseOr } from '../working-time/parse.ts'
import type { Calendar } from '../working-time/working-time.schema.ts'
import { comingOf, firstInstant } from './coming.ts'
import { refuseEndless } from './ends.ts'
import { type Figure, figureOf } from './figure.ts'
import { type Plan, planOf } from './plan.ts'
import { type Office, Run } from './run.ts'
import {
  type Arrivals,
  type Assumptions,
  arrivalsSchema,
  assumptionsSchema,
  type Staff,
  seedSchema,
  staffSchema,
} from './simulation.schema.ts'
import type { RunResult } from './tally.ts'
import { unfit } from './unfit.ts'
import { WorkIndex } from './work-index.ts'

/** Times are working minutes; every figure has the interval in which it lies in 95 of 100 such experiments. */
export interface Simulation {
  runs: number
  /** Counted in all runs together, and those that the known calendar cut off. */
  dossiers: number
  unfinished: number
  /** Share of dossiers whose result was ready within the legal limit; null: nothing came to an end. */
  onTime: Figure | null
  /** From coming in to the ready result, the time of others included. */
  leadTime: { mean: Figure | null; p50: Figure | null; p80: Figure | null; p95: Figure | null }
  /** Under way at a time. */
  underWay: Figure | null
  steps: StepFigures[]
  pools: PoolFigures[]
  bottleneck: Bottleneck
}
export interface StepFigures {
  step: string
  pool: string | null
  /** Passages of one dossier. */
  visits: Figure | null
  /** For somebody to begin, of one passage. */
  waiting: Figure | null
  /** Hands on. */
  working: Figure | null
  /** In which others worked or the law made it wait. */
  others: Figure | null
  waitingPerDossier: Figure | null
}
export interface PoolFigures {
  pool: string
  people: number
  /** Share of the people's working time that was used. */
  utilisation: Figure | null
  waiting: Figure | null
}
/** Where a dossier waits longest for somebody to begin, and who has least time left; null: nobody waits, nobody works. */
export interface Bottleneck {
  step: string | null
  pool: string | null
}

/** The experiment before it is run: whoever must not stay busy for long does the runs one by one. */
export interface Experiment {
  runs: number
  run: (nr: number) => RunResult
  summary: (results: readonly RunResult[]) => Simulation
}

export function experiment(
  version: ProcedureDefinition,
  arrivals: Arrivals,
  staff: Staff,
  calendar: Calendar,
  seed: number,
  assumptions: Assumptions = {},
): Experiment {
  const known = parseOr(assumptionsSchema, assumptions, 'INPUT_INVALID', 'assumptions')
  const coming = parseOr(arrivalsSchema, arrivals, 'INPUT_INVALID', 'arrivals')
  const plan = planOf(version, parseOr(staffSchema, staff, 'INPUT_INVALID', 'staff'), known)
  refuseEndless(plan)
  const index = new WorkIndex(calendar, firstInstant(coming))
  const office: Office = {
    plan,
    calendar,
    index,
    coming: comingOf(coming, known.warmUpDays, index),
    seed: parseOr(seedSchema, seed, 'INPUT_INVALID', 'seed'),
    budget: { visits: known.maxVisits },
  }
  if (office.coming.expected * known.runs > known.maxVisits)
    throw unfit('arrivals', 'simulation.tooMuch', { expected: Math.round(office.coming.expected * known.runs) })
  return { runs: known.runs, run: (nr) => new Run(office, nr).result(), summary: (results) => summaryOf(plan, results) }
}

/**
 * Discrete events on working time: dossiers come, wait for somebody of the pool of their step, are worked on only in the calendar's parts,
 * and go on by the shares of the outcomes. The same arguments give the same answer.
 */
export function simulate(
  version: ProcedureDefinition,
  arrivals: Arrivals,
  staff: Staff,
  calendar: Calendar,
  seed: number,
  assumptions: Assumptions = {},
): Simulation {
  const { runs, run, summary } = experiment(version, arrivals, staff, calendar, seed, assumptions)
  return summary(Array.from({ length: runs }, (_, nr) => run(nr)))
}

function summaryOf(plan: Plan, results: readonly RunResult[]): Simulation {
  const of = (read: (result: RunResult) => number | undefined, max?: number) =>
    figureOf(
      results.map((result) => read(result) ?? Number.NaN),
      { max },
    )
  const sum = (read: (result: RunResult) => number) => results.reduce((total, result) => total + read(result), 0)
  const steps = plan.steps.map(({ id, pool }, index): StepFigures => {
    const step = (name: keyof RunResult['steps'][number]) => of((result) => result.steps[index]?.[name])
    return {
      step: id,
      pool: plan.pools[pool]?.key ?? null,
      visits: step('visits'),
      waiting: step('waiting'),
      working: step('working'),
      others: step('others'),
      waitingPerDossier: step('waitingPerDossier'),
    }
  })
  const pools = plan.pools.map(
    ({ key, people }, index): PoolFigures => ({
      pool: key,
      people,
      utilisation: of((result) => result.pools[index]?.utilisation, 1),
      waiting: of((result) => result.pools[index]?.waiting),
    }),
  )
  return {
    runs: results.length,
    dossiers: sum(({ dossiers }) => dossiers),
    unfinished: sum(({ unfinished }) => unfinished),
    onTime: of(({ onTime }) => onTime, 1),
    leadTime: {
      mean: of(({ lead }) => lead.mean),
      p50: of(({ lead }) => lead.p50),
      p80: of(({ lead }) => lead.p80),
      p95: of(({ lead }) => lead.p95),
    },
    underWay: of(({ underWay }) => underWay),
    steps,
    pools,
    bottleneck: {
      step: largest(steps, ({ waitingPerDossier }) => waitingPerDossier)?.step ?? null,
      pool: largest(pools, ({ utilisation }) => utilisation)?.pool ?? null,
    },
  }
}

function largest<Row>(rows: readonly Row[], read: (row: Row) => Figure | null): Row | null {
  const mean = (row: Row) => read(row)?.mean ?? 0
  const [first] = [...rows].sort((a, b) => mean(b) - mean(a))
  return first !== undefined && mean(first) > 0 ? first : null
}
