import { spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DATABASE_NAME, demoDatabase } from '#server/demo-settings.ts'
import { say, ToolError } from '#server/tools/console.ts'
import { BENCH_SEED, type BenchOptions, type Company, cpuMs, type Measure, median } from '#server/tools/measure.ts'
import { superuserUrl, withClient } from '#server/tools/postgres.ts'
import { asProcessEnv, pinnedNode, projectRoot } from '#server/tools/project.ts'
import { startTestCluster, type TestCluster } from '#tests/integration/setup/cluster.ts'
import type { Recording } from '#tests/province/record.ts'
import { databaseCpuMs } from './cpu.ts'

// The generator against COPY of the very rows that it made, from files into the same schema: in turn, each into a database of its own.

interface Round {
  rows: number
  /** Processor time of both sides, and by the clock on the wall. */
  generated: { cpuMs: number; ms: number }
  copied: { cpuMs: number; ms: number }
}

async function spent(dataDir: string, work: () => Promise<unknown>): Promise<{ cpuMs: number; ms: number }> {
  const [begin, beginCpu] = [performance.now(), cpuMs() + databaseCpuMs(dataDir)]
  await work()
  return { cpuMs: cpuMs() + databaseCpuMs(dataDir) - beginCpu, ms: performance.now() - begin }
}

function recorded(cluster: TestCluster, folder: string, procedures: number): Recording[] {
  const file = join(folder, 'recordings.json')
  const words = [
    join(projectRoot, 'server/tools/run.mjs'),
    join(projectRoot, 'tests/bench/few-lives.ts'),
    String(procedures),
    file,
  ]
  const done = spawnSync(pinnedNode, words, { cwd: projectRoot, env: asProcessEnv(process.env), stdio: 'inherit' })
  if (done.status !== 0) throw new ToolError(`the lives could not be recorded (${done.status}) on port ${cluster.port}`)
  return JSON.parse(readFileSync(file, 'utf8'))
}

/** The rows that came to be, table by table, as files. */
async function dump(url: string, folder: string): Promise<{ table: string; file: string }[]> {
  const written: { table: string; file: string }[] = []
  const counts = await countsOf(url)
  await withClient(url, async (client) => {
    for (const table of [...counts].flatMap(([name, n]) => (n > 0 ? [name] : []))) {
      const file = join(folder, table)
      // staff of the demo is there before
      const made = table === 'Account' ? `WHERE "techId" LIKE 'MAU-%'` : ''
      await client.query(`COPY (SELECT * FROM "${table}" ${made}) TO '${file}'`)
      written.push({ table, file })
    }
  })
  return written
}

/** Tables of dossiers and of the people who file, with their numbers of rows. */
async function countsOf(url: string): Promise<Map<string, number>> {
  return withClient(url, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      `SELECT c.table_name AS name FROM information_schema.columns c JOIN pg_class k ON k.relname = c.table_name AND k.relnamespace = 'public'::regnamespace
       WHERE c.table_schema = 'public' AND NOT k.relispartition AND k.relkind IN ('r', 'p') GROUP BY 1
       HAVING array_agg(c.column_name::text) @> ARRAY['homeAgencyId', 'dossierId'] OR c.table_name IN ('Dossier', 'DossierLocator', 'EventSealed', 'Account') ORDER BY 1`,
    )
    const counts = new Map<string, number>()
    for (const { name } of rows) {
      const { rows: found } = await client.query<{ n: number }>(`SELECT count(*)::int AS n FROM "${name}"`)
      counts.set(name, found[0]?.n ?? 0)
    }
    return counts
  })
}

const sizeOf = ({ quick }: BenchOptions) =>
  quick ? { dossiers: 1_500, procedures: 1, rounds: 1 } : { dossiers: 5_000, procedures: 1, rounds: 3 }

async function measureRounds(options: BenchOptions): Promise<Round[]> {
  const { dossiers, procedures, rounds } = sizeOf(options)
  const cluster = await startTestCluster()
  const folder = mkdtempSync(join(tmpdir(), 'mocua-bench-'))
  // the server's user writes there
  chmodSync(folder, 0o777)
  const url = (name: string) => superuserUrl(cluster.secrets.postgres, cluster.port, name)
  try {
    Object.assign(process.env, {
      ...demoDatabase(cluster.secrets, cluster.port),
      ...{ MOCUA_DATA_DIR: cluster.dataDir, MOCUA_DEMO: '1', MOCUA_TEST_CLOCK: '1', LOG_LEVEL: 'fatal' },
      ...{ SIM_PORT: '9', SMTP_PORT: '9', CLAMD_URL: 'off' },
    })
    const copyOf = (name: string) =>
      withClient(url('postgres'), (client) => client.query(`CREATE DATABASE ${name} TEMPLATE base OWNER mocua_owner`))
    await withClient(url('postgres'), (client) =>
      client.query(`CREATE DATABASE base TEMPLATE ${DATABASE_NAME} OWNER mocua_owner`),
    )
    const recordings = recorded(cluster, folder, procedures)
    const { fillProvince } = await import('#tests/province/province.ts')
    const done: Round[] = []
    // the first one gets the process under way
    for (let round = 0; round <= rounds; round += 1) {
      const isWarmUp = round === 0
      const [made, copy] = [`made_${round}`, `copy_${round}`]
      await copyOf(made)
      await copyOf(copy)
      let rows = 0
      const generated = await spent(cluster.dataDir, async () => {
        const filled = await fillProvince(recordings, {
          ownerUrl: demoDatabase(cluster.secrets, cluster.port, made).DATABASE_OWNER_URL,
          dossiers: isWarmUp ? Math.round(dossiers / 5) : dossiers,
          seed: BENCH_SEED + round,
          until: '2026-11-01',
        })
        rows = filled.rows
      })
      const files = await dump(url(made), folder)
      const copied = await spent(cluster.dataDir, () =>
        withClient(url(copy), async (client) => {
          for (const { table, file } of files) await client.query(`COPY "${table}" FROM '${file}'`)
          await client.query('ANALYZE')
        }),
      )
      if (!isWarmUp) done.push({ rows, generated, copied })
      for (const name of [made, copy]) await withClient(url('postgres'), (client) => client.query(`DROP DATABASE ${name}`))
    }
    for (const { rows, generated, copied } of done)
      say(`      ${rows} rows: made in ${Math.round(generated.cpuMs)} ms of processor, copied in ${Math.round(copied.cpuMs)} ms`)
    return done
  } finally {
    rmSync(folder, { recursive: true, force: true })
    await cluster.stop()
  }
}

let rounds: Promise<Round[]> | null = null
const measuredRounds = (options: BenchOptions) => {
  rounds ??= measureRounds(options)
  return rounds
}

/** Processor time of both sides, in turn; what is printed by the clock is of a machine that others use as well. */
export const company: Company = 'guest'

export const measures: Measure[] = [
  {
    id: 'P13',
    title:
      'a province made of recorded lives (all rows, whole chains, staff and people included) against COPY of the same rows from files into the same schema: rows per processor second of both sides',
    unit: 'of COPY',
    floor: 0.3,
    goal: 0.6,
    run: async (options) =>
      median((await measuredRounds(options)).map(({ generated, copied }) => copied.cpuMs / generated.cpuMs)),
  },
  {
    id: 'P13a',
    title: 'the same by the clock on the wall',
    unit: 'of COPY',
    run: async (options) => median((await measuredRounds(options)).map(({ generated, copied }) => copied.ms / generated.ms)),
  },
  {
    id: 'P13b',
    title: 'rows that the generator writes',
    unit: 'rows/s',
    run: async (options) => median((await measuredRounds(options)).map(({ rows, generated }) => (1_000 * rows) / generated.ms)),
  },
]
