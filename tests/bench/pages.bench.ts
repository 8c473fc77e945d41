import { type Measure, median } from '#server/tools/measure.ts'
import { treeCpuMs } from './cpu.ts'
import { hammer, type Target } from './load.ts'
import { p95OfCitizens } from './open-loop.ts'
import { type PageServers, startPageServers } from './page-servers.ts'

// What people ask most against the least that Next can be asked for: processor time of the two servers, in turn, in one run. Both answer over
// kept connections and press what they send, as browsers ask for it. Everybody asks from an address of their own, as behind a proxy, so that
// the limits of endpoints stand as they are and are met by nobody.

const CITIZENS = 4_000
const browser = { accept: 'text/html', 'accept-encoding': 'gzip, deflate, br', 'user-agent': 'bench' }
const addressOf = (n: number) => `10.1.${(n % CITIZENS) >> 8}.${n % 256}`

interface Rounds {
  count: number
  ms: number
  /** A server that has just begun spends its time on getting under way. */
  warmMs: number
}
const roundsOf = (quick: boolean): Rounds =>
  quick ? { count: 3, ms: 600, warmMs: 3_000 } : { count: 7, ms: 1_500, warmMs: 8_000 }

const targetsOf = ({ web, bare, dossiers, procedure }: PageServers) => {
  const codes = (n: number) => {
    const found = dossiers[n % dossiers.length]
    if (!found) throw new Error('there are no dossiers to track')
    return found
  }
  const page = { ...browser, host: `127.0.0.1:${web.port}` }
  const ours = (ask: Target['ask']) => ({ ...web, ask })
  const theirs = (path: string, headers: Record<string, string>) => ({
    ...bare,
    ask: (n: number) => ({ path, headers: { ...headers, 'x-forwarded-for': addressOf(n) } }),
  })
  return {
    track: ours((n) => ({
      path: `/api/trpc/dossier.track?input=${encodeURIComponent(JSON.stringify({ json: codes(n) }))}`,
      headers: { ...page, accept: '*/*', 'x-forwarded-for': addressOf(n) },
    })),
    result: ours((n) => ({
      path: `/track?${new URLSearchParams({ ...codes(n) })}`,
      headers: { ...page, 'x-forwarded-for': addressOf(n) },
    })),
    kept: ours((n) => ({ path: `/procedures/${procedure}`, headers: { ...page, 'x-forwarded-for': addressOf(n) } })),
    bareData: theirs('/data?input=1', browser),
    barePage: theirs('/plain', browser),
    bareFixed: theirs('/fixed', browser),
  }
}
type Name = keyof ReturnType<typeof targetsOf>

let servers: Promise<PageServers> | null = null
const running = () => {
  servers ??= startPageServers({ dossiers: 24, writers: 40 })
  return servers
}

export const close = async () => (await servers)?.stop()

/** Processor time of one request to ours against one to theirs: the middle of the rounds. */
async function ratio(quick: boolean, our: Name, bare: Name): Promise<number> {
  const targets = targetsOf(await running())
  const { count, ms, warmMs } = roundsOf(quick)
  const each = async (name: Name): Promise<number> => {
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

const isQuick = process.argv.includes('--quick')

/** Needs a minute of real time: only in the full bench. */
const underLoad: Measure[] = [
  {
    id: 'P7',
    title:
      '200 citizens, 40 requests/s (70 % tracking, 20 % procedure pages, 10 % form saves): p95 against a bare dynamic page at that rate',
    unit: 'x bare',
    ceiling: 4,
    goal: 2,
    run: async () => {
      const targets = targetsOf(await running())
      for (const target of [targets.track, targets.kept, targets.barePage])
        await hammer(target, { ms: roundsOf(false).warmMs / 2 })
      return p95OfCitizens(await running(), targets)
    },
  },
]

export const measures: Measure[] = [
  {
    id: 'P5',
    title: 'tracking over HTTP (dossier.track): server CPU against a bare route handler of Next',
    unit: 'x bare',
    ceiling: 2.5,
    reached: 2.8,
    goal: 1.6,
    run: ({ quick }) => ratio(quick, 'track', 'bareData'),
  },
  {
    id: 'P6',
    title: 'page of a tracked dossier by its address, no session: server CPU against a bare dynamic page of Next',
    unit: 'x bare',
    ceiling: 2.5,
    reached: 3,
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
  ...(isQuick ? [] : underLoad),
]
