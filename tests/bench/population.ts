import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { DATABASE_NAME, demoDatabase } from '#server/demo-settings.ts'
import { say, seconds, ToolError } from '#server/tools/console.ts'
import { tryLock } from '#server/tools/file-lock.ts'
import { BENCH_SEED, type BenchOptions } from '#server/tools/measure.ts'
import { superuserUrl, withClient } from '#server/tools/postgres.ts'
import { removePlace } from '#server/tools/postgres-place.ts'
import { asProcessEnv, type Environment, pinnedNode, projectRoot } from '#server/tools/project.ts'
import { hashOf } from '#server/tools/source-hash.ts'
import { startClusterIn, type TestCluster } from '#tests/integration/setup/cluster.ts'
import { multiply } from './multiply.ts'

// Two databases on one PostgreSQL that differ in the number of dossiers only: a generated province, and the same many times over. The data
// folder is kept until the schema or the generator changes, because making it takes minutes.

const cacheFolder = join(projectRoot, 'node_modules/.cache/mocua-bench')
const madeFrom = [
  'prisma',
  'tests/province',
  'tests/bench/population.ts',
  'tests/bench/populate.ts',
  'tests/bench/few-lives.ts',
  'tests/bench/multiply.ts',
  'workflows/dossier',
  'server/modules/dossier/rows.ts',
]
const KEPT = 3
/** Stands in the folder of a population that is whole. */
const MARK = 'made.json'

export interface Size {
  small: number
  large: number
  /** Of how many procedures lives are recorded. */
  procedures: number
}
export const sizeOf = ({ quick, large }: BenchOptions): Size =>
  quick ? { small: 1_000, large: 10_000, procedures: 2 } : { small: 10_000, large: large ? 10_000_000 : 1_000_000, procedures: 6 }

const LARGE_NAME = `${DATABASE_NAME}_large`

export interface Population {
  size: Size
  dataDir: string
  /** Settings of a process that works with the small or the large database. */
  small: Environment
  large: Environment
  superuser: { small: string; large: string }
  stop: () => Promise<void>
}

const environmentOf = ({ secrets, port, dataDir }: TestCluster, name: string): Environment => ({
  ...process.env,
  ...demoDatabase(secrets, port, name),
  MOCUA_DATA_DIR: dataDir,
  MOCUA_DEMO: '1',
  MOCUA_TEST_CLOCK: '1',
  LOG_LEVEL: 'fatal',
  SIM_PORT: '9',
  SMTP_PORT: '9',
  CLAMD_URL: 'off',
})

const filledSchema = z.object({ dossiers: z.number(), open: z.number(), rows: z.number(), ms: z.number() })

/** The province of the small one, by processes of their own: settings are read once in a process. */
async function fillSmall(cluster: TestCluster, { small, procedures }: Size): Promise<void> {
  const environment = asProcessEnv(environmentOf(cluster, DATABASE_NAME))
  const lives = join(cluster.dataDir, 'lives.json')
  const run = async (file: string, words: readonly string[], onMessage: (message: unknown) => void = () => undefined) => {
    const program = [join(projectRoot, 'server/tools/run.mjs'), join(projectRoot, 'tests/bench', file), ...words]
    const child = spawn(pinnedNode, program, {
      cwd: projectRoot,
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      env: environment,
    })
    child.once('message', onMessage)
    const code = await new Promise<number | null>((ended) => child.once('close', ended))
    if (code !== 0) throw new ToolError(`the population could not be made (${file} ended with ${code})`)
  }
  await run('few-lives.ts', [String(procedures), lives])
  await run('populate.ts', [String(small), lives, String(BENCH_SEED)], (message) => {
    const { dossiers, open, rows, ms } = filledSchema.parse(message)
    say(`      ${dossiers} dossiers (${open} open), ${rows} rows (${seconds(ms)})`)
  })
}

const urlOf = ({ secrets, port }: TestCluster, name: string) => superuserUrl(secrets.postgres, port, name)

/** Nothing is replicated or restored here, so what fills an empty table need not be written twice. In force from the next start on. */
async function logLess(cluster: TestCluster): Promise<void> {
  await withClient(urlOf(cluster, 'postgres'), async (client) => {
    for (const setting of [`wal_level = 'minimal'`, 'max_wal_senders = 0', `max_wal_size = '4GB'`])
      await client.query(`ALTER SYSTEM SET ${setting}`)
  })
}

async function makeLarge(cluster: TestCluster, { small, large }: Size): Promise<void> {
  await withClient(urlOf(cluster, 'postgres'), (client) =>
    client.query(`CREATE DATABASE ${LARGE_NAME} TEMPLATE ${DATABASE_NAME} STRATEGY file_copy`),
  )
  await withClient(urlOf(cluster, LARGE_NAME), async (client) => {
    const begin = performance.now()
    const onProgress = (what: string) => {
      if (isLightAt(large)) say(`        ${what} (${seconds(performance.now() - begin)})`)
    }
    const made = await multiply(client, Math.round(large / small) - 1, { isLight: isLightAt(large), onProgress })
    say(`      ${made.dossiers.toLocaleString('en')} dossiers (${seconds(1_000 * made.seconds)})`)
  })
  await withClient(urlOf(cluster, DATABASE_NAME), (client) => client.query('VACUUM ANALYZE'))
  await withClient(urlOf(cluster, 'postgres'), (client) => client.query('CHECKPOINT'))
}

async function make(dataDir: string, size: Size): Promise<void> {
  for (const part of [
    async (cluster: TestCluster) => {
      await fillSmall(cluster, size)
      await logLess(cluster)
    },
    (cluster: TestCluster) => makeLarge(cluster, size),
  ]) {
    const cluster = await startClusterIn(dataDir)
    try {
      await part(cluster)
    } finally {
      await cluster.stop()
    }
  }
}

/** What a dossier takes: of a million every one has its work and first event; of ten million those that are open. And what the making needs for a while. */
const isLightAt = (large: number): boolean => large > 1_000_000
const bytesOf = ({ small, large }: Size): number => 2e9 + small * 45_000 + large * (isLightAt(large) ? 3_000 : 8_000)

async function refuseTooLarge(size: Size): Promise<void> {
  const { bavail, bsize } = await statfs(cacheFolder)
  const [needed, free] = [bytesOf(size), bavail * bsize]
  if (needed > free)
    throw new ToolError(
      `${size.large.toLocaleString('en')} dossiers need about ${Math.round(needed / 1e9)} GB for a while; the disk of ${cacheFolder} has ${Math.round(free / 1e9)} GB left.`,
    )
}

/** Copies that nobody has used for longest go; one of a million dossiers takes some gigabytes. */
function forgetOld(present: string): void {
  const others = readdirSync(cacheFolder)
    .map((name) => join(cacheFolder, name))
    .filter((path) => path !== present && statSync(path).isDirectory())
    .sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs)
  const kindOf = (path: string) => path.slice(path.lastIndexOf('-'))
  const stale = others.filter((path, index) => index >= KEPT - 1 || kindOf(path) === kindOf(present))
  for (const path of stale) removePlace(path)
}

/** The folder of the kept population, which is made when it is not there or no longer right. Whoever asks holds the lock. */
async function keptPopulation(size: Size): Promise<string> {
  const kept = join(cacheFolder, `${hashOf(madeFrom).slice(0, 16)}-${size.large}`)
  const mark = join(kept, MARK)
  if (existsSync(mark)) return kept
  const begin = performance.now()
  say(`      making ${size.small.toLocaleString('en')} and ${size.large.toLocaleString('en')} dossiers; kept for the next time`)
  removePlace(kept)
  forgetOld(kept)
  await refuseTooLarge(size)
  mkdirSync(kept, { recursive: true, mode: 0o711 })
  await make(kept, size)
  writeFileSync(`${mark}.new`, JSON.stringify(size))
  renameSync(`${mark}.new`, mark)
  say(`      made in ${seconds(performance.now() - begin)}, beside the time of the bench`)
  return kept
}

/** One bench at a time uses the population. */
function lockPopulation(): { release: () => void } {
  mkdirSync(cacheFolder, { recursive: true })
  const lock = tryLock(join(cacheFolder, 'lock'))
  if (!('release' in lock)) throw new ToolError(`another bench (process ${lock.holder}) uses the population`)
  return lock
}

/** Makes it when it has to be made, so that this is no time of what is measured. */
export async function makePopulation(options: BenchOptions): Promise<void> {
  const lock = lockPopulation()
  try {
    await keptPopulation(sizeOf(options))
  } finally {
    lock.release()
  }
}

/** Starts the kept population, or makes it. */
export async function startPopulation(options: BenchOptions): Promise<Population> {
  const lock = lockPopulation()
  try {
    const kept = await keptPopulation(sizeOf(options))
    utimesSync(kept, new Date(), new Date())
    const cluster = await startClusterIn(kept)
    return {
      size: z
        .object({ small: z.number(), large: z.number(), procedures: z.number() })
        .parse(JSON.parse(readFileSync(join(kept, MARK), 'utf8'))),
      dataDir: kept,
      small: environmentOf(cluster, DATABASE_NAME),
      large: environmentOf(cluster, LARGE_NAME),
      superuser: {
        small: superuserUrl(cluster.secrets.postgres, cluster.port, DATABASE_NAME),
        large: superuserUrl(cluster.secrets.postgres, cluster.port, LARGE_NAME),
      },
      stop: async () => {
        await cluster.stop()
        lock.release()
      },
    }
  } catch (error) {
    lock.release()
    throw error
  }
}
