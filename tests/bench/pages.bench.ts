import { type Company, type Measure, median } from '#server/tools/measure.ts'
import { type Shares, sharesOf } from './changes.ts'
import { treeCpuMs } from './cpu.ts'
import { hammer } from './load.ts'
import { type PageServers, startPageServers } from './page-servers.ts'
import { type TargetName, targetsOf } from './page-targets.ts'

// What people ask most against the least that Next can be asked for: processor time of the two servers, in turn, in one run.

export const company: Company = 'guest'

interface Rounds {
  count: number
  ms: number
  /** A server that has just begun spends its time on getting under way. */
  warmMs: number
}
const roundsOf = (quick: boolean): Rounds =>
  quick ? { count: 3, ms: 600, warmMs: 3_000 } : { count: 5, ms: 1_500, warmMs: 6_000 }

let servers: Promise<PageServers> | null = null
const running = () => {
  servers ??= startPageServers({ dossiers: 24, writers: 0, officers: 120 })
  return servers
}

export const close = async () => (await servers)?.stop()

/** Processor time of one request to ours against one to theirs: the middle of the rounds. */
async function ratio(quick: boolean, our: TargetName, bare: TargetName): Promise<number> {
  const targets = targetsOf(await running())
  const { count, ms, warmMs } = roundsOf(quick)
  const each = async (name: TargetName): Promise<number> => {
    const target = targets[name]
    const begin = treeCpuMs(target.pid)
    const asked = await hammer(target, { ms })
    return (treeCpuMs(target.pid) - begin) / asked
  }
  await hammer(targets[our], { ms: warmMs })
  await hammer(targets[bare], { ms: warmMs / 2 })
  const values: number[] = []
  for (let round = 0; round < count; round += 1) {
    const spent = await each(our)
    values.push(spent / (await each(bare)))
  }
  return median(values)
}

/** Of the last measurement of P4. */
let shares: Shares | null = null

export const measures: Measure[] = [
  {
    id: 'P4',
    title:
      'changes of dossiers by staff over HTTP (work.claim, work.release), 16 connections, against the same changes by the service layer in process, in turn on one database: changes a second of the processors of server and database',
    unit: 'of the service layer',
    floor: 0.2,
    goal: 0.35,
    run: async ({ quick }) => {
      shares = await sharesOf(await running(), roundsOf(quick))
      return shares.byProcessor
    },
  },
  {
    id: 'P4a',
    title: 'the same changes a second by the clock on the wall, where those who ask have their part of the processors',
    unit: 'of the service layer',
    run: () => shares?.byClock ?? Number.NaN,
  },
  {
    id: 'P5',
    title: 'tracking over HTTP (dossier.track): server CPU against a bare route handler of Next',
    unit: 'x bare',
    ceiling: 2.5,
    goal: 1.6,
    run: ({ quick }) => ratio(quick, 'track', 'bareData'),
  },
  {
    id: 'P6',
    title: 'page of a tracked dossier by its address, no session: server CPU against a bare dynamic page of Next',
    unit: 'x bare',
    ceiling: 2.5,
    goal: 1.5,
    run: ({ quick }) => ratio(quick, 'result', 'barePage'),
  },
  {
    id: 'P6s',
    // a kept page is never rendered: a quarter of what Next spends on a file that was made while building leaves room for a slow machine
    title: 'kept page of a procedure: server CPU against a bare static page of Next',
    unit: 'x bare',
    ceiling: 0.25,
    run: ({ quick }) => ratio(quick, 'kept', 'bareFixed'),
  },
]
