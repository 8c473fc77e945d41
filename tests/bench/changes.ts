import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { cpuMs, median } from '#server/tools/measure.ts'
import { databaseCpuMs, treeCpuMs } from './cpu.ts'
import { keptConnections, sendOne } from './load.ts'
import type { Officer, PageServers } from './page-servers.ts'

// Changes of dossiers by staff over HTTP, and the same changes by the service layer in this process, on one database in turn: work is claimed
// and released again. Everybody leads dossiers of their own, and there are so many people that nobody meets the limit of changes a minute.

interface Done {
  count: number
  perSecond: number
}

/** The next change of each of so many people at once. */
type ChangeOf = (client: number, n: number) => Promise<unknown>

async function asked(clients: number, ms: number, change: ChangeOf): Promise<Done> {
  const begin = performance.now()
  let count = 0
  await Promise.all(
    Array.from({ length: clients }, async (_, client) => {
      for (let n = 0; performance.now() - begin < ms || n % 2 === 1; n += 1) {
        await change(client, n)
        count += 1
      }
    }),
  )
  return { count, perSecond: (count * 1_000) / (performance.now() - begin) }
}

interface Work {
  officers: readonly Officer[]
  /** Codes of dossiers that are being processed. */
  codes: readonly string[]
  clients: number
}

const at = <T>(list: readonly T[], n: number): T => {
  const found = list[n % list.length]
  if (found === undefined) throw new Error('nobody works on anything')
  return found
}

/** Claimed by one person and released by the same; then the next person, the next dossier. */
const turnOf = ({ officers, codes, clients }: Work, offset: number, client: number, n: number) => {
  const turn = offset + Math.floor(n / 2)
  return {
    officer: at(officers, turn * clients + client),
    verb: n % 2 === 0 ? ('claim' as const) : ('release' as const),
    input: {
      code: at(codes, client + clients * (turn % Math.floor(codes.length / clients))),
      workId: 'check#1',
      requestId: randomUUID(),
    },
  }
}

const TURNED_AWAY_MS = 50

/** Over kept connections, as browsers send it. */
function changesOverHttp(port: number, work: Work): (ms: number) => Promise<Done> {
  let offset = 0
  const headers = {
    'content-type': 'application/json',
    'accept-encoding': 'gzip, deflate, br',
    origin: `http://127.0.0.1:${port}`,
  }
  return async (ms) => {
    const agent = keptConnections(work.clients)
    try {
      const done = await asked(work.clients, ms, async (client, n) => {
        const { officer, verb, input } = turnOf(work, offset, client, n)
        const what = {
          path: `/api/trpc/work.${verb}`,
          method: 'POST' as const,
          headers: { ...headers, cookie: officer.cookie },
          body: JSON.stringify({ json: input }),
        }
        let { status, text } = await sendOne(agent, port, what)
        // the gate, because the machine has other work: asked again, as a page does; only what was done counts
        while (status === 503) {
          await wait(TURNED_AWAY_MS)
          ;({ status, text } = await sendOne(agent, port, what))
        }
        if (status !== 200) throw new Error(`work.${verb} answered ${status}: ${text.slice(0, 300)}`)
      })
      offset += Math.ceil(done.count / work.clients)
      return done
    } finally {
      agent.destroy()
    }
  }
}

/** The use cases behind those endpoints, as this process has them. */
async function changesInProcess(work: Work): Promise<(ms: number) => Promise<Done>> {
  const { staff } = await import('#tests/builders/people.ts')
  const { claimWork, releaseWork } = await import('#server/modules/dossier/work-commands.ts')
  const officer = await staff('officer')
  const verbs = { claim: claimWork, release: releaseWork }
  let offset = 0
  return async (ms) => {
    const done = await asked(work.clients, ms, (client, n) => {
      const { verb, input } = turnOf(work, offset, client, n)
      return verbs[verb](officer, input)
    })
    offset += Math.ceil(done.count / work.clients)
    return done
  }
}

/** Changes over HTTP to those in process: in a second of the processors of server and database, and in one of the clock. */
export interface Shares {
  byProcessor: number
  byClock: number
}

/** People who change something at the same time. */
const CLIENTS = 16

interface Rounds {
  count: number
  ms: number
  warmMs: number
}

export async function sharesOf(servers: PageServers, { count, ms, warmMs }: Rounds): Promise<Shares> {
  const { web, dataDir, officers, work } = servers
  const overHttp = changesOverHttp(web.port, { officers, codes: work.served, clients: CLIENTS })
  const inProcess = await changesInProcess({ officers, codes: work.own, clients: CLIENTS })
  const round = async (change: (ms: number) => Promise<Done>, nodeMs: () => number) => {
    const spent = () => nodeMs() + databaseCpuMs(dataDir)
    const begin = spent()
    const { count: changes, perSecond } = await change(ms)
    return { perSecond, perProcessorMs: changes / (spent() - begin) }
  }
  // this process has already filled the database; the server has only just begun
  await overHttp(1.5 * warmMs)
  await inProcess(warmMs / 3)
  const rounds: Shares[] = []
  for (let n = 0; n < count; n += 1) {
    const served = await round(overHttp, () => treeCpuMs(web.pid))
    const own = await round(inProcess, cpuMs)
    rounds.push({ byProcessor: served.perProcessorMs / own.perProcessorMs, byClock: served.perSecond / own.perSecond })
  }
  return {
    byProcessor: median(rounds.map(({ byProcessor }) => byProcessor)),
    byClock: median(rounds.map(({ byClock }) => byClock)),
  }
}
