import { DATABASE_NAME } from '../demo-settings.ts'
import type { Env } from '../env.ts'
import { migrateQueue } from '../jobs/queue.ts'
import { messageOf, type Step, ToolError } from './console.ts'
import { ensureRolesAndDatabase, foreignServerSql } from './database-roles.ts'
import { migrate } from './migrate.ts'
import { type RunningPostgres, startPostgres, withClient } from './postgres.ts'
import type { Environment } from './project.ts'
import { ensureDemoSecrets } from './secrets.ts'
import { seed } from './seed.ts'

export interface DatabasePlan {
  settings: Env
  environment: Environment
  isEmbedded: boolean
  isThrowaway: boolean
  step: Step
}

async function startEmbedded({ settings, isThrowaway, step }: DatabasePlan): Promise<RunningPostgres> {
  const secrets = ensureDemoSecrets(settings.MOCUA_DATA_DIR)
  const port = settings.PG_PORT
  const postgres = await step(
    `PostgreSQL (embedded, port ${port})`,
    () => startPostgres({ dataDir: settings.MOCUA_DATA_DIR, port, password: secrets.postgres, isThrowaway }),
    ({ wasRunning, note }) => `${wasRunning ? 'was running, taken over' : 'running'}${note ? `; ${note}` : ''}`,
  )
  await step(
    'database roles',
    () => ensureRolesAndDatabase(secrets, port),
    () => `mocua_owner, mocua_app, mocua_purge; database ${DATABASE_NAME}`,
  )
  return postgres
}

async function checkForeign(settings: Env, ownerUrl: string): Promise<string> {
  const addresses: [string, string][] = [
    ['DATABASE_URL', settings.DATABASE_URL],
    ['DATABASE_OWNER_URL', ownerUrl],
  ]
  let version = ''
  for (const [name, url] of addresses) {
    try {
      version = await withClient(url, async (client) => {
        const { rows } = await client.query<{ server_version_num: string }>('SHOW server_version_num')
        return rows[0]?.server_version_num ?? ''
      })
    } catch (error) {
      throw new ToolError(
        `The database of ${name} cannot be used: ${messageOf(error)}\nWhat its administrator makes once:\n${foreignServerSql}`,
      )
    }
  }
  if (Number(version) < 150_000)
    throw new ToolError(`PostgreSQL 15 or newer is needed; the server of DATABASE_URL is ${version}.`)
  return `PostgreSQL ${Math.floor(Number(version) / 10_000)}`
}

/** A clock that a test moved must not live on in an installation without the test clock. */
async function resetTestClock(settings: Env, ownerUrl: string): Promise<void> {
  if (settings.MOCUA_TEST_CLOCK) return
  await withClient(ownerUrl, (client) => client.query('DELETE FROM "AppClock"'))
}

/** Database running, migrated and seeded; `onStarted` is told at once, so that a later failure can still stop it. */
export async function prepareDatabase(
  plan: DatabasePlan,
  onStarted: (postgres: RunningPostgres) => void,
): Promise<RunningPostgres | null> {
  const { settings, environment, step } = plan
  const postgres = plan.isEmbedded ? await startEmbedded(plan) : null
  if (postgres) onStarted(postgres)
  const ownerUrl = settings.DATABASE_OWNER_URL
  if (!ownerUrl)
    throw new ToolError(
      'DATABASE_OWNER_URL is missing: migrations run as role mocua_owner. Set it to the same database as DATABASE_URL.',
    )
  if (!postgres)
    await step(
      'PostgreSQL (DATABASE_URL)',
      () => checkForeign(settings, ownerUrl),
      (version) => version,
    )
  await step(
    'migrations',
    () => migrate(ownerUrl),
    (count) => (count === 0 ? 'up to date' : `${count} applied`),
  )
  await step('queue of regular chores', () => migrateQueue(ownerUrl))
  await resetTestClock(settings, ownerUrl)
  await step(
    'seed',
    () => seed(environment),
    (line) => line || 'done',
  )
  return postgres
}
