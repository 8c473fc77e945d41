import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { DATABASE_NAME, demoDatabase } from '#server/demo-settings.ts'
import { startPostgres, stopLeftPostgres, superuserUrl, withClient } from '#server/tools/postgres.ts'
import { startTestCluster, type TestCluster } from '#tests/integration/setup/cluster.ts'

// The connections by which dossiers are changed, on a server of their own that may be ended.

let cluster: TestCluster
let db: typeof import('#server/db.ts')

beforeAll(async () => {
  cluster = await startTestCluster()
  Object.assign(process.env, { ...demoDatabase(cluster.secrets, cluster.port), MOCUA_DATA_DIR: cluster.dataDir })
  vi.resetModules()
  db = await import('#server/db.ts')
  await db.closePools()
})
afterAll(async () => {
  await db.closePools()
  await cluster.stop()
})

const one = async () => (await db.prepared<{ one: number }>('one', 'SELECT 1 AS one', []))[0]?.one
const endAll = () =>
  withClient(superuserUrl(cluster.secrets.postgres, cluster.port, DATABASE_NAME), async (client) => {
    const { rowCount } = await client.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'mocua_app'`)
    return rowCount ?? 0
  })

it('are made with limits: a statement ends, is planned once and reads by keys', async () => {
  const settings = ['statement_timeout', 'plan_cache_mode', 'enable_seqscan']
  const shown = await db.prepared<{ name: string; setting: string }>(
    'settings',
    'SELECT name, setting FROM pg_settings WHERE name = ANY ($1) ORDER BY name',
    [settings],
  )
  expect(Object.fromEntries(shown.map(({ name, setting }) => [name, setting]))).toEqual({
    enable_seqscan: 'off',
    plan_cache_mode: 'force_generic_plan',
    statement_timeout: '15000',
  })
})

it('that the server ends are made anew, whether they rested or worked', async () => {
  await Promise.all([one(), one(), one()])
  expect(await endAll()).toBeGreaterThan(0)
  await wait(300)
  expect(await one()).toBe(1)
  const working = db.prepared('sleep', 'SELECT pg_sleep(10)', [])
  const refused = expect(working).rejects.toMatchObject({ code: '57P01' })
  await wait(300)
  expect(await endAll()).toBeGreaterThan(0)
  await refused
  expect(await one()).toBe(1)
})

it('fail while the server is away, and work when it is back', async () => {
  expect(await one()).toBe(1)
  await stopLeftPostgres(cluster.dataDir)
  await expect(one()).rejects.toThrow()
  const { dataDir, port, secrets } = cluster
  await startPostgres({ dataDir, port, password: secrets.postgres, isThrowaway: true })
  expect(await one()).toBe(1)
})
