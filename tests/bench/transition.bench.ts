import pg from 'pg'
import { DATABASE_NAME, demoDatabase } from '#server/demo-settings.ts'
import { findPgbench } from '#server/tools/machine.ts'
import { cpuMs, type Measure, median } from '#server/tools/measure.ts'
import { superuserUrl, withClient } from '#server/tools/postgres.ts'
import { startTestCluster, type TestCluster } from '#tests/integration/setup/cluster.ts'
import { databaseCpuMs } from './cpu.ts'
import { makeRaw, pgbenchRound, pgbenchStart, type Raw, rawByPg } from './raw-transition.ts'
import type { Change } from './staff-lives.ts'

// A change of a dossier through the whole service layer against the same change as bare SQL: in turn, on one database, with fsync.

const CLIENTS = 8
const ORIGINALS = 3
const WARMING = 6_000
const WARMING_MS = 25_000

interface Size {
  dossiers: number
  rounds: number
  roundMs: number
}
const sizeOf = (quick: boolean): Size =>
  quick ? { dossiers: 1_500, rounds: 3, roundMs: 1_000 } : { dossiers: 10_000, rounds: 5, roundMs: 1_500 }

interface Round {
  count: number
  perSecond: number
  /** Processor time of one change, in microseconds, of this process and of the database server. */
  nodeUs: number
  postgresUs: number
}

/** `one` again and again by several clients at once, for a while. */
async function round(dataDir: string, ms: number, one: (client: number) => Promise<void>): Promise<Round> {
  let count = 0
  const [begin, nodeBegin, postgresBegin] = [performance.now(), cpuMs(), databaseCpuMs(dataDir)]
  await Promise.all(
    Array.from({ length: CLIENTS }, async (_, client) => {
      while (performance.now() - begin < ms) {
        await one(client)
        count += 1
      }
    }),
  )
  return {
    count,
    perSecond: (count * 1_000) / (performance.now() - begin),
    nodeUs: ((cpuMs() - nodeBegin) * 1_000) / count,
    postgresUs: ((databaseCpuMs(dataDir) - postgresBegin) * 1_000) / count,
  }
}

async function pgbenchFigures(
  raw: Raw,
  dataDir: string,
  ms: number,
  startMs: number,
): Promise<Pick<Round, 'perSecond' | 'postgresUs'> | null> {
  const begin = databaseCpuMs(dataDir)
  const done = await pgbenchRound(raw, CLIENTS, Math.max(1, Math.round(ms / 1_000)))
  if (done === null) return null
  return { perSecond: done.perSecond, postgresUs: ((databaseCpuMs(dataDir) - begin - startMs) * 1_000) / done.count }
}

/** Each client leads a dossier of its own through its life, then takes the next one. */
async function clientsOf(codes: string[]): Promise<(client: number) => Promise<void>> {
  const { staff } = await import('#tests/builders/people.ts')
  const { staffLives } = await import('./staff-lives.ts')
  const [officer, leader, clerk, desk] = [
    await staff('officer'),
    await staff('leader'),
    await staff('clerk'),
    await staff('desk'),
  ]
  const { plain, sentBack } = staffLives({ officer, leader, clerk, desk })
  const under: { code: string; left: Change[] }[] = []
  let taken = 0
  return async (client) => {
    let present = under[client]
    if (!present || present.left.length === 0) {
      const code = codes[taken]
      if (code === undefined) throw new Error(`${codes.length} dossiers are not enough`)
      present = { code, left: [...(taken % 3 === 0 ? sentBack : plain)] }
      taken += 1
      under[client] = present
    }
    await present.left.shift()?.(present.code)
  }
}

async function filled(cluster: TestCluster, owner: string, dossiers: number): Promise<string[]> {
  Object.assign(process.env, {
    ...demoDatabase(cluster.secrets, cluster.port),
    MOCUA_DATA_DIR: cluster.dataDir,
    MOCUA_DEMO: '1',
    LOG_LEVEL: 'fatal',
    SIM_PORT: '9',
    SMTP_PORT: '9',
  })
  const { copyOpenDossiers } = await import('#tests/builders/copies.ts')
  const { processingBusiness } = await import('#tests/builders/dossiers.ts')
  const { citizen } = await import('#tests/builders/people.ts')
  for (let n = 0; n < ORIGINALS; n += 1) await processingBusiness(await citizen())
  return withClient(owner, async (client) => {
    // a superuser's short way past the checks of foreign keys, which the copies fulfil
    await client.query('SET session_replication_role = replica')
    await copyOpenDossiers(client, dossiers)
    const { rows } = await client.query<{ code: string }>('SELECT code FROM "Dossier" ORDER BY md5(id)')
    return rows.map(({ code }) => code)
  })
}

type Figures = Record<'wall' | 'node' | 'postgres' | 'perSecond' | 'nodeUs' | 'postgresUs', number>

async function measureOnce({ dossiers, rounds, roundMs }: Size): Promise<Figures> {
  const cluster = await startTestCluster({ isThrowaway: false })
  const owner = superuserUrl(cluster.secrets.postgres, cluster.port, DATABASE_NAME)
  const connections = Array.from({ length: CLIENTS }, () => new pg.Client({ connectionString: owner }))
  try {
    const change = await clientsOf(await filled(cluster, owner, dossiers))
    const { dataDir } = cluster
    const service = (ms: number) => round(dataDir, ms, change)
    // a web process has run for days: its code is compiled by use, not by time
    const until = performance.now() + WARMING_MS
    for (let done = 0; done < WARMING && performance.now() < until; ) done += (await service(roundMs)).count
    const raw = await withClient(owner, (client) => makeRaw(client, owner))
    for (const connection of connections) await connection.connect()
    const bare = (ms: number) =>
      round(dataDir, ms, async (client) => {
        const connection = connections[client]
        if (connection) await rawByPg(connection, raw)
      })
    await bare(roundMs / 2)
    const startBegin = databaseCpuMs(dataDir)
    for (let n = 0; n < 5; n += 1) await pgbenchStart(raw, CLIENTS)
    const startMs = (databaseCpuMs(dataDir) - startBegin) / 5
    const all: Figures[] = []
    for (let n = 0; n < rounds; n += 1) {
      const byPg = await bare(roundMs)
      const ours = await service(roundMs)
      const byPgbench = await pgbenchFigures(raw, dataDir, roundMs, startMs)
      const reference = byPgbench ?? byPg
      all.push({
        wall: ours.perSecond / reference.perSecond,
        node: ours.nodeUs / byPg.nodeUs,
        postgres: ours.postgresUs / reference.postgresUs,
        ...ours,
      })
    }
    const middle = (name: keyof Figures) => median(all.map((each) => each[name]))
    return {
      wall: middle('wall'),
      node: middle('node'),
      postgres: middle('postgres'),
      perSecond: middle('perSecond'),
      nodeUs: middle('nodeUs'),
      postgresUs: middle('postgresUs'),
    }
  } finally {
    await Promise.all(connections.map((connection) => connection.end()))
    const { closePools } = await import('#server/db.ts')
    await closePools()
    await cluster.stop()
  }
}

let figures: Promise<Figures> | null = null
const measured = (quick: boolean) => {
  figures ??= measureOnce(sizeOf(quick))
  return figures
}

const by = findPgbench() === null ? 'by plain pg (no pgbench here)' : 'by pgbench'

export const measures: Measure[] = [
  {
    id: 'P1',
    title: `changes of dossiers by staff through the whole service layer, 8 clients, against six bare statements ${by} with the same rows, on the same database in turn`,
    unit: 'of bare SQL',
    floor: 0.3,
    reached: 0.28,
    goal: 0.5,
    run: async ({ quick }) => (await measured(quick)).wall,
  },
  {
    id: 'P2',
    title: 'processor time of Node for such a change, against the six statements by plain pg',
    unit: 'x',
    ceiling: 4,
    goal: 2.5,
    run: async ({ quick }) => (await measured(quick)).node,
  },
  {
    id: 'P3',
    title: `processor time of PostgreSQL for such a change, against the six statements ${by}`,
    unit: 'x',
    ceiling: 2,
    goal: 1.3,
    run: async ({ quick }) => (await measured(quick)).postgres,
  },
  {
    id: 'P1a',
    title: 'the same changes by the clock on the wall',
    unit: 'changes/s',
    run: async ({ quick }) => (await measured(quick)).perSecond,
  },
  {
    id: 'P2a',
    title: 'processor time of Node for one change',
    unit: 'us',
    run: async ({ quick }) => (await measured(quick)).nodeUs,
  },
  {
    id: 'P3a',
    title: 'processor time of PostgreSQL for one change',
    unit: 'us',
    run: async ({ quick }) => (await measured(quick)).postgresUs,
  },
]
