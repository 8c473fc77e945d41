import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import pg from 'pg'
import { z } from 'zod'
import { DATABASE_NAME, demoDatabase } from '#server/demo-settings.ts'
import { type BenchOptions, type Measure, median } from '#server/tools/measure.ts'
import { superuserUrl, withClient } from '#server/tools/postgres.ts'
import { projectRoot } from '#server/tools/project.ts'
import { startTestCluster } from '#tests/integration/setup/cluster.ts'
import { p95 } from './crowd.ts'

// Reports to the national portal, as the worker sends them (claimed, put together from the dossier's rows, sent over HTTP, logged, settled),
// against inserts of single rows into the same database with fsync, in turn. The portal answers at once.

interface Figures {
  perInsert: number
  perSecond: number
  latencyMs: number
  latencyPerBare: number
}

const INSERTERS = 8
const portSchema = z.object({ port: z.int() })

/** Single rows by several connections for a while. */
async function insertsPerSecond(clients: readonly pg.Client[], ms: number): Promise<number> {
  const begin = performance.now()
  let count = 0
  await Promise.all(
    clients.map(async (client) => {
      while (performance.now() - begin < ms) {
        await client.query({ name: 'one', text: 'INSERT INTO bench_row (words) VALUES ($1)', values: ['một dòng ngắn để đo'] })
        count += 1
      }
    }),
  )
  return (1_000 * count) / (performance.now() - begin)
}

/** One more report on the line of so many dossiers. */
const WRITE = `INSERT INTO "OutboxMessage" ("homeAgencyId", "openedMonth", "dossierId", target, "lineSeq", "eventSeq", type, payload, status, "nextAttemptAt", "createdAt")
  SELECT d."homeAgencyId", d."openedMonth", d.id, 'PORTAL', $2, 1, 'syncPortal', '{"code": 4, "actorId": "system"}', 'WAITING', app_now(), app_now()
  FROM "Dossier" d WHERE d."endedAt" IS NULL ORDER BY d.id LIMIT $1`

async function measureOnce({ quick }: BenchOptions): Promise<Figures> {
  const cluster = await startTestCluster({ isThrowaway: false })
  const portal = fork(join(projectRoot, 'tests/bench/fake-portal.ts'))
  const { port } = portSchema.parse((await once(portal, 'message'))[0])
  Object.assign(process.env, {
    ...demoDatabase(cluster.secrets, cluster.port),
    MOCUA_DATA_DIR: cluster.dataDir,
    MOCUA_DEMO: '1',
    MOCUA_TEST_CLOCK: '1',
    LOG_LEVEL: 'fatal',
    SIM_PORT: '9',
    SMTP_PORT: '9',
    PORTAL_URL: `http://127.0.0.1:${port}`,
  })
  const owner = superuserUrl(cluster.secrets.postgres, cluster.port, DATABASE_NAME)
  const inserters = Array.from({ length: INSERTERS }, () => new pg.Client({ connectionString: owner }))
  try {
    const { copyOpenDossiers } = await import('#tests/builders/copies.ts')
    const { processingBusiness } = await import('#tests/builders/dossiers.ts')
    const { citizen } = await import('#tests/builders/people.ts')
    const { runOutbox } = await import('#server/jobs/outbox.ts')
    const { deliveries } = await import('#server/jobs/deliveries.ts')
    const { listenForOutbox } = await import('#server/jobs/wake.repository.ts')
    const { closePools } = await import('#server/db.ts')
    const count = quick ? 400 : 3_000
    await processingBusiness(await citizen())
    await withClient(owner, async (client) => {
      await client.query(`UPDATE "OutboxMessage" SET status = 'DELIVERED', "deliveredAt" = app_now()`)
      await client.query('SET session_replication_role = replica')
      await copyOpenDossiers(client, count)
      await client.query(
        'CREATE TABLE bench_row (id bigserial PRIMARY KEY, at timestamptz NOT NULL DEFAULT now(), words text NOT NULL)',
      )
    })
    await Promise.all(inserters.map((client) => client.connect()))
    const way = deliveries.find(({ target }) => target === 'PORTAL')
    const together = way?.together
    if (!way || !together) throw new Error('nothing is sent to the portal')

    const waiting = () =>
      withClient(owner, async (client) => {
        const { rows } = await client.query<{ n: number }>(
          `SELECT count(*)::int AS n FROM "OutboxMessage" WHERE status = 'WAITING'`,
        )
        return rows[0]?.n ?? 0
      })
    let line = 100
    const fill = async (dossiers: number) => {
      line += 1
      await withClient(owner, (client) => client.query(WRITE, [dossiers, line]))
    }
    /** Until nothing waits. */
    const drain = async (dossiers: number) => {
      await fill(dossiers)
      let settled = 0
      let done: () => void = () => undefined
      const all = new Promise<void>((ended) => {
        done = ended
      })
      const begin = performance.now()
      const told = <Result extends { outcome: string }>(results: Result[]) => {
        settled += results.filter(({ outcome }) => outcome === 'DELIVERED').length
        if (settled === dossiers) done()
        return results
      }
      const runner = runOutbox({
        ...way,
        deliver: async (each, signal) => told([await way.deliver(each, signal)])[0] ?? { outcome: 'PARK', reason: 'no answer' },
        together: { ...together, deliver: async (some, signal) => told(await together.deliver(some, signal)) },
      })
      await all
      await runner.stop()
      const ms = performance.now() - begin
      const left = await waiting()
      if (left > 0) throw new Error(`${left} messages still wait`)
      return (1_000 * dossiers) / ms
    }
    await drain(200)
    const rounds: { share: number; perSecond: number }[] = []
    for (let round = 0; round < (quick ? 3 : 7); round += 1) {
      const inserted = await insertsPerSecond(inserters, quick ? 700 : 2_000)
      const perSecond = await drain(quick ? 400 : 1_500)
      rounds.push({ share: perSecond / inserted, perSecond })
    }

    // one by one: from the commit of the line to the partner's answer, and the same way with nothing of ours on it
    const seen: number[] = []
    const bare: number[] = []
    let heard: () => void = () => undefined
    const runner = runOutbox({
      ...way,
      deliver: async (each, signal) => {
        const result = await way.deliver(each, signal)
        heard()
        return result
      },
    })
    const listener = listenForOutbox(() => runner.wake())
    const [first, second] = inserters
    if (!first || !second) throw new Error('no connections')
    await second.query('LISTEN bench_bare')
    for (let n = 0; n < (quick ? 30 : 200); n += 1) {
      const arrived = new Promise<void>((ended) => {
        heard = ended
      })
      line += 1
      let begin = performance.now()
      await first.query('BEGIN')
      await first.query(WRITE, [1, line])
      await first.query(`SELECT pg_notify('mocua_outbox', 'bench')`)
      begin = performance.now()
      await first.query('COMMIT')
      await arrived
      seen.push(performance.now() - begin)
      const told = once(second, 'notification')
      begin = performance.now()
      await first.query(`SELECT pg_notify('bench_bare', 'x')`)
      await told
      await (await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', body: '{}' })).arrayBuffer()
      bare.push(performance.now() - begin)
    }
    await listener.close()
    await runner.stop()

    await closePools()
    return {
      perInsert: median(rounds.map(({ share }) => share)),
      perSecond: median(rounds.map(({ perSecond }) => perSecond)),
      latencyMs: p95(seen),
      latencyPerBare: median(seen) / median(bare),
    }
  } finally {
    portal.disconnect()
    await Promise.all(inserters.map((client) => client.end()))
    await cluster.stop()
  }
}

let figures: Promise<Figures> | null = null
const measured = (options: BenchOptions) => {
  figures ??= measureOnce(options)
  return figures
}

export const measures: Measure[] = [
  {
    id: 'P15',
    title:
      'reports to the portal drained from the outbox, whole way, in the lists that the portal takes, against inserts of single rows by eight connections',
    unit: 'per insert',
    floor: 0.05,
    goal: 0.2,
    run: async (options) => (await measured(options)).perInsert,
  },
  {
    id: 'P15a',
    title: 'the same as reports a second, by the clock on the wall',
    unit: 'reports/s',
    run: async (options) => (await measured(options)).perSecond,
  },
  {
    id: 'P15b',
    title: 'from commit to the partner’s answer, 95 % of single reports, by the clock on the wall',
    unit: 'ms',
    ceiling: 250,
    run: async (options) => (await measured(options)).latencyMs,
  },
  {
    id: 'P15c',
    title: 'the same in the median against a bare NOTIFY and a bare HTTP call',
    unit: 'x',
    run: async (options) => (await measured(options)).latencyPerBare,
  },
]
