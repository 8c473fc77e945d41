import { afterChecks } from '#server/tools/after-checks.ts'
import { say } from '#server/tools/console.ts'
import type { BenchOptions, Company, Measure } from '#server/tools/measure.ts'
import { withClient } from '#server/tools/postgres.ts'
import { startTemporaryStack, type TemporaryStack } from '#server/tools/temporary-stack.ts'
import { type Filed, fileForever } from '#tests/faults/crash/crash-run.ts'
import { StaffClient } from '#tests/faults/crash/http-client.ts'
import { type Answered, crowd, met, p95, saturate } from './crowd.ts'
import { type Held, watchMemory } from './memory.ts'
import { beginDay } from './ordinary-day.ts'

// A whole installation of its own (web build, worker, partners, database with fsync) and more people than it can serve; then an ordinary day.
// Dossiers are filed all the time, and afterwards every one that was acknowledged has to be there.

/** The ordinary day only asks for memory, and for waiting against waiting: others may use what it leaves of the processors. */
export const company: Company = 'host'

interface Plan {
  calm: number
  saturate: number
  burst: number
  after: number
  day: number
}
const planOf = ({ large }: BenchOptions): Plan => ({
  calm: 10,
  saturate: 8,
  burst: 30,
  after: 15,
  day: large ? 3_600 : 530,
})

/** 200 people who look at something every five seconds, and 2,000. */
const CALM = 40
const CROWD = 400
const PASSWORD = 'Demo@2026'
/** Two counters with a queue before each. */
const NEXT_AT_COUNTER_MS = 2_000
/** What is left below the bounds would otherwise be used up within the hour. */
const MOST_GROWTH = 2
/** It is calm when people wait no longer than so many times what is usual. */
const TIMES_USUAL = 2
const USUAL_SWING_MS = 50

interface Figures {
  goodput: number
  calmAfter: number
  wrong: number
  refusedShare: number
  lost: number
  /** The most of all the time; growth over the ordinary day. */
  web: Held
  worker: Held
  latePerEarly: number
}

/** What people look at: seven of ten where their dossier is, two a procedure, one the list of them. */
function pathsOf(tracked: readonly { code: string; secret: string }[], procedures: readonly string[]): (n: number) => string {
  return (n) => {
    if (n % 10 < 7) {
      const { code = '', secret = '' } = tracked[n % tracked.length] ?? {}
      return `/track?code=${code}&secret=${secret}`
    }
    if (n % 10 === 9) return '/procedures'
    return `/procedures/${procedures[n % procedures.length]}`
  }
}

/**
 * Seconds after the burst from which on people wait no longer than usual, to the end of what was looked at. The same figure as that of the usual
 * time, over several seconds: of the forty people of one second 95 % is the third slowest, whom any clearing up of memory moves, crowd or not.
 */
function secondsUntilCalm(after: readonly Answered[], usualMs: number, seconds: number): number {
  for (let second = 0; second < seconds; second += 1) {
    const rest = after.filter((each) => each.second >= second)
    const isCalm =
      rest.every(({ status }) => status === 200) && p95(rest.map(({ ms }) => ms)) <= TIMES_USUAL * usualMs + USUAL_SWING_MS
    if (isCalm) return second
  }
  return seconds
}

/** 95 % of the people of each second, for whoever wonders why. */
const bySecond = (people: readonly Answered[], seconds: number): string =>
  Array.from({ length: seconds }, (_, second) =>
    Math.round(p95(people.filter((each) => each.second === second).map(({ ms }) => ms))),
  ).join(' ')

async function lostOf(stack: TemporaryStack, codes: readonly string[]): Promise<number> {
  const found = await withClient(stack.environment.DATABASE_OWNER_URL ?? '', async (client) => {
    const { rows } = await client.query<{ code: string }>('SELECT code FROM "DossierLocator" WHERE code = ANY ($1)', [codes])
    return new Set(rows.map(({ code }) => code))
  })
  const faults = await afterChecks(stack)
  for (const fault of faults) say(`      ${fault}`)
  return codes.filter((code) => !found.has(code)).length + faults.length
}

async function measureOnce(options: BenchOptions): Promise<Figures> {
  const plan = planOf(options)
  const stack = await startTemporaryStack({ isThrowaway: false })
  try {
    await stack.untilReady()
    const filed: Filed[] = []
    let isOver = false
    const clients = await Promise.all(
      ['xa-a', 'xa-b'].map(async (agencyId) => {
        const desk = new StaffClient(stack.url)
        await desk.signIn(`desk@${agencyId}.demo`, PASSWORD)
        return { desk, agencyId }
      }),
    )
    // looked at after the crowd; until then a failure must not end the bench before the stack is removed
    const desks = Promise.allSettled(
      clients.map(({ desk, agencyId }) => fileForever(desk, agencyId, () => isOver, filed, NEXT_AT_COUNTER_MS)),
    )
    const tracked = await untilFiled(stack, 5)
    const { rows: procedures } = await withClient(stack.environment.DATABASE_OWNER_URL ?? '', (client) =>
      client.query<{ code: string }>('SELECT DISTINCT "procedureCode" AS code FROM "ProcedureVersion" ORDER BY 1 LIMIT 20'),
    )
    const path = pathsOf(
      tracked,
      procedures.map(({ code }) => code),
    )
    const port = stack.settings.PORT
    const come = (perSecond: number, seconds: number) => crowd({ port, perSecond, seconds, path })
    const watch = () => (['web', 'worker'] as const).map((name) => watchMemory(stack.part(name).pid))
    const pids = () => [stack.part('web').pid(), stack.part('worker').pid()]
    const before = pids()
    const inCrowd = watch()

    await come(CALM, plan.calm)
    const usual = await come(CALM, plan.calm)
    const saturation = await saturate(port, path, { ms: plan.saturate * 1_000, atOnce: 16 })
    const burst = await come(Math.max(CROWD, Math.round(saturation * 2)), plan.burst)
    const after = await come(CALM, plan.after)
    isOver = true
    // who gave up after a minute of trying has nothing acknowledged that could be lost
    for (const ended of await desks) if (ended.status === 'rejected') say(`      a counter gave up: ${ended.reason}`)
    const crowdHeld = inCrowd.map(({ stop }) => stop())

    options.welcomeGuests()
    const dayWatch = watch()
    const ordinary = await beginDay(stack)
    const day = await come(CALM, plan.day)
    const dayHeld = dayWatch.map(({ stop }) => stop())
    await ordinary.end()
    await stack.untilReady()

    const crashes = pids().filter((pid, index) => pid !== before[index]).length
    const usualMs = p95(usual.map(({ ms }) => ms))
    const good = burst.filter(({ status }) => status === 200).length / plan.burst
    const refused = burst.filter(({ status, hasRetryAfter }) => status === 503 && hasRetryAfter).length
    const p95Of = (from: number, until: number) =>
      p95(day.filter(({ second }) => second >= from && second < until).map(({ ms }) => ms))
    const held = (index: 0 | 1): Held => ({
      mostMb: Math.max(crowdHeld[index]?.mostMb ?? Number.NaN, dayHeld[index]?.mostMb ?? Number.NaN),
      mbPerMinute: dayHeld[index]?.mbPerMinute ?? Number.NaN,
    })
    const [web, worker] = [held(0), held(1)]
    say(
      `      usual p95 ${Math.round(usualMs)} ms, ${Math.round(saturation)}/s at most, ${Math.round(good)}/s of ${Math.round(burst.length / plan.burst)}/s served in the burst, ${filed.length} filed`,
    )
    say(`      met in the crowd: ${met(burst)}; afterwards: ${met(after)}, second by second ${bySecond(after, plan.after)} ms`)
    say(
      `      the day: ${ordinary.filed.length} filed and worked off, ${ordinary.looks} looks, ${met(day)}; ${ordinary.failures.length} failures${[...new Set(ordinary.failures)].slice(0, 5).map((failure) => `\n        ${failure}`)}`,
    )
    for (const [name, crowded, daily] of [
      ['web', crowdHeld[0], dayHeld[0]],
      ['worker', crowdHeld[1], dayHeld[1]],
    ] as const)
      say(`      ${name}: ${crowded?.mostMb.toFixed(0)} MB in the crowd, ${daily?.mostMb.toFixed(0)} MB on the day`)
    return {
      goodput: good / saturation,
      calmAfter: secondsUntilCalm(after, usualMs, plan.after),
      wrong: crashes + burst.length - refused - burst.filter(({ status }) => status === 200).length,
      refusedShare: refused / burst.length,
      lost: await lostOf(stack, [...filed.map(({ code }) => code), ...ordinary.filed]),
      web,
      worker,
      latePerEarly: p95Of(plan.day / 2, plan.day) / p95Of(0, plan.day / 2),
    }
  } finally {
    await stack.remove()
  }
}

/** Codes and secrets of the first dossiers that were filed at the counter. */
async function untilFiled(stack: TemporaryStack, count: number): Promise<{ code: string; secret: string }[]> {
  for (;;) {
    const { rows } = await withClient(stack.environment.DATABASE_OWNER_URL ?? '', (client) =>
      client.query<{ code: string; secret: string }>(
        'SELECT code, "lookupSecret" AS secret FROM "Dossier" ORDER BY "openedAt" LIMIT $1',
        [count],
      ),
    )
    if (rows.length >= count) return rows
    await new Promise((later) => setTimeout(later, 200))
  }
}

let figures: Promise<Figures> | null = null
const measured = (options: BenchOptions) => {
  figures ??= measureOnce(options)
  return figures
}
const figure = (
  id: string,
  title: string,
  unit: string,
  bound: Partial<Measure>,
  of: (all: Figures, options: BenchOptions) => number,
): Measure => ({
  id,
  title,
  unit,
  ...bound,
  run: async (options) => of(await measured(options), options),
})

const all: Measure[] = [
  figure(
    'P8',
    'pages served a second while 2,000 people (or twice what can be served) come at once, against the most that can be served',
    'of the most',
    { floor: 0.5, goal: 0.8 },
    ({ goodput }) => goodput,
  ),
  figure(
    'P8a',
    'seconds after such a crowd until people wait no longer than usual',
    's',
    { ceiling: 10 },
    ({ calmAfter }) => calmAfter,
  ),
  figure(
    'P8b',
    'answers to them that are neither the page nor 503 with Retry-After, and processes that ended',
    'answers',
    { ceiling: 0 },
    ({ wrong }) => wrong,
  ),
  figure('P8c', 'share of them that were sent away', 'of all', {}, ({ refusedShare }) => refusedShare),
  figure(
    'P8d',
    'dossiers acknowledged at the counter meanwhile that are not there, and chains or projections that do not hold',
    'dossiers',
    { ceiling: 0 },
    ({ lost }) => lost,
  ),
  figure('P22', 'most memory that the web held, crowd included', 'MB', { ceiling: 450 }, ({ web }) => web.mostMb),
  figure('P22a', 'most memory that the worker held', 'MB', { ceiling: 300 }, ({ worker }) => worker.mostMb),
  figure(
    'P22b',
    'growth of the web over the last two thirds of an ordinary day',
    'MB/min',
    { ceiling: MOST_GROWTH, goal: 1 },
    ({ web }) => web.mbPerMinute,
  ),
  figure('P22c', 'growth of the worker', 'MB/min', { ceiling: MOST_GROWTH, goal: 1 }, ({ worker }) => worker.mbPerMinute),
  figure(
    'P22d',
    'waiting of 95 % in the second half of an ordinary day against the first',
    'x',
    { ceiling: 1.5, goal: 1.1 },
    ({ latePerEarly }) => latePerEarly,
  ),
]

/** An installation of its own, a crowd and the calm after it take longer than a quick run has: only in the full bench. */
export const measures: Measure[] = process.argv.includes('--quick') ? [] : all
