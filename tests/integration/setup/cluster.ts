import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type DemoSecrets, demoDatabase } from '#server/demo-settings.ts'
import { migrateQueue } from '#server/jobs/queue.ts'
import { ensureRolesAndDatabase } from '#server/tools/database-roles.ts'
import { migrate } from '#server/tools/migrate.ts'
import { freePorts } from '#server/tools/ports.ts'
import { type RunningPostgres, startPostgres } from '#server/tools/postgres.ts'
import { findPlace, removePlace } from '#server/tools/postgres-place.ts'
import { isAlive } from '#server/tools/process-life.ts'
import { projectRoot } from '#server/tools/project.ts'
import { ensureDemoSecrets } from '#server/tools/secrets.ts'
import { seed } from '#server/tools/seed.ts'
import { hashOf } from '#server/tools/source-hash.ts'

// One PostgreSQL per test run, in a temporary folder; its migrated and seeded data is kept between runs as long as nothing it is made of changes.

const cacheFolder = join(projectRoot, 'node_modules/.cache/mocua')
const KEPT_COPIES = 3
const PREFIX = 'mocua-test-'
const madeFrom = [
  'prisma',
  'workflows',
  'server/modules/account',
  'server/modules/agency',
  'server/modules/calendar/hash-calendar.ts',
  'server/modules/procedure',
  'server/modules/setting',
  'server/db.ts',
  'server/tools/database-roles.ts',
  'server/tools/postgres.ts',
  'package-lock.json',
]

export interface TestCluster {
  dataDir: string
  port: number
  secrets: DemoSecrets
  stop(): Promise<void>
}

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-`))
  // the user postgres passes through to its own folder
  chmodSync(folder, 0o711)
  return folder
}

function copyFolder(from: string, to: string): void {
  // cp keeps the owner: as root the files belong to the user postgres
  const done = spawnSync('cp', ['-a', '--reflink=auto', from, to], { encoding: 'utf8' })
  if (done.status !== 0) throw new Error(`cp -a ${from} ${to}: ${done.stderr}`)
}

/** Ends what a killed test run left behind. */
async function sweep(): Promise<void> {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(PREFIX))) {
    const pid = Number(name.slice(PREFIX.length).split('-')[0])
    if (pid === process.pid || isAlive(pid, 'node')) continue
    const dataDir = join(tmpdir(), name)
    spawnSync('sh', [
      '-c',
      `for f in "$0"/postgresql/data/postmaster.pid; do [ -f "$f" ] && kill -QUIT "$(head -1 "$f")"; done`,
      dataDir,
    ])
    removePlace(dataDir)
  }
}

async function start(dataDir: string, isThrowaway = true): Promise<{ postgres: RunningPostgres; secrets: DemoSecrets }> {
  const secrets = ensureDemoSecrets(dataDir)
  const [port = 0] = await freePorts(1)
  return { postgres: await startPostgres({ dataDir, port, password: secrets.postgres, isThrowaway }), secrets }
}

/** Another run may be copying from its own template at this moment, so only what is long out of use goes. */
function forgetOld(): void {
  if (!existsSync(cacheFolder)) return
  for (const name of readdirSync(cacheFolder)) {
    const path = join(cacheFolder, name)
    if (Date.now() - statSync(path).mtimeMs > 3_600_000) rmSync(path, { recursive: true, force: true })
  }
}

/** Several runs may go on at once (and use the newest ones), so only what is older than they are goes. */
function forgetOldCopies(): void {
  const byAge = readdirSync(cacheFolder)
    .map((name) => ({ path: join(cacheFolder, name), at: statSync(join(cacheFolder, name)).mtimeMs }))
    .sort((a, b) => b.at - a.at)
  for (const { path } of byAge.slice(KEPT_COPIES)) rmSync(path, { recursive: true, force: true })
}

async function makeTemplate(cached: string): Promise<void> {
  const dataDir = temporaryFolder()
  try {
    const { postgres, secrets } = await start(dataDir)
    try {
      await ensureRolesAndDatabase(secrets, postgres.port)
      const urls = demoDatabase(secrets, postgres.port)
      await migrate(urls.DATABASE_OWNER_URL)
      await migrateQueue(urls.DATABASE_OWNER_URL)
      if (existsSync(join(projectRoot, 'prisma/seed.ts')))
        await seed({ ...urls, MOCUA_DATA_DIR: dataDir, MOCUA_DEMO: '1', PG_PORT: String(postgres.port), LOG_LEVEL: 'warn' })
    } finally {
      await postgres.stop()
    }
    forgetOld()
    mkdirSync(cacheFolder, { recursive: true })
    const draft = `${cached}.${process.pid}`
    mkdirSync(draft)
    copyFolder(join(dataDir, 'secrets.json'), draft)
    copyFolder(postgres.cluster, join(draft, 'cluster'))
    // another run may have been faster; its copy is as good
    if (existsSync(cached)) rmSync(draft, { recursive: true })
    else renameSync(draft, cached)
    forgetOldCopies()
  } finally {
    removePlace(dataDir)
  }
}

interface ClusterOptions {
  /** `false` is what a bench of writes needs: fsync and autovacuum as in production. */
  isThrowaway?: boolean
}

/** A migrated and seeded database in a folder that the caller keeps; what lies there already is started as it is. */
export async function startClusterIn(dataDir: string, { isThrowaway = true }: ClusterOptions = {}): Promise<TestCluster> {
  await sweep()
  const { cluster } = findPlace(dataDir)
  if (!existsSync(cluster)) {
    const cached = join(cacheFolder, hashOf(madeFrom).slice(0, 16))
    if (!existsSync(cached)) await makeTemplate(cached)
    copyFolder(join(cached, 'secrets.json'), dataDir)
    copyFolder(join(cached, 'cluster'), cluster)
  }
  const { postgres, secrets } = await start(dataDir, isThrowaway)
  return { dataDir, port: postgres.port, secrets, stop: () => postgres.stop() }
}

export async function startTestCluster(options: ClusterOptions = {}): Promise<TestCluster> {
  const kept = await startClusterIn(temporaryFolder(), options)
  return {
    ...kept,
    stop: async () => {
      await kept.stop()
      removePlace(kept.dataDir)
    },
  }
}
