import { PgBoss } from 'pg-boss'
import { env } from '#server/env.ts'
import { log } from '#server/log.ts'
import { reconcilePayments } from '#server/modules/payment/reconcile-payments.ts'
import { dueRootDays, purgeExpired } from './chores.ts'
import { publishChainRoot } from '#server/modules/history/chain-root.ts'

const SCHEMA = 'pgboss'
/** The same queue in several workers gives each job to one of them. */
const EXPIRES_SECONDS = 600

interface Chore {
  name: string
  /** Real time. What a run does is decided by app_now(), so a moved test clock needs no other schedule. */
  cron: string
  run: (signal: AbortSignal) => Promise<void>
}

const chores: readonly Chore[] = [
  {
    name: 'payments',
    cron: '* * * * *',
    run: async (signal) => {
      const settled = await reconcilePayments(signal)
      if (settled > 0) log.info({ settled }, 'payments that nobody had told us of were settled')
    },
  },
  {
    name: 'chain-roots',
    // every quarter of an hour, so that a worker that was down at midnight publishes soon after it is back
    cron: '*/15 * * * *',
    run: async (signal) => {
      for (const day of await dueRootDays()) {
        if (signal.aborted) return
        const { heads } = await publishChainRoot(day)
        log.info({ day, heads }, 'chain root published')
      }
    },
  },
  {
    name: 'purge',
    cron: '7 * * * *',
    run: async () => {
      log.info(await purgeExpired(), 'expired rows removed')
    },
  },
]

const queueOptions = { policy: 'singleton', retryLimit: 0, expireInSeconds: EXPIRES_SECONDS } as const

/** Tables and queues of pg-boss, made by the owner when the database is migrated; the application may use them and change nothing. */
export async function migrateQueue(ownerUrl: string): Promise<void> {
  const boss = new PgBoss({ connectionString: ownerUrl, schema: SCHEMA, supervise: false, schedule: false, max: 2 })
  boss.on('error', (error) => log.error({ err: error }, 'pg-boss'))
  await boss.start()
  try {
    for (const { name } of chores) {
      await boss.createQueue(name, queueOptions)
      await boss.updateQueue(name, { retryLimit: queueOptions.retryLimit, expireInSeconds: EXPIRES_SECONDS })
    }
    const sql = boss.getDb()
    for (const statement of [
      `GRANT USAGE ON SCHEMA ${SCHEMA} TO mocua_app`,
      `GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${SCHEMA} TO mocua_app`,
      `GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA ${SCHEMA} TO mocua_app`,
      `GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA ${SCHEMA} TO mocua_app`,
    ])
      await sql.executeSql(statement)
  } finally {
    await boss.stop({ graceful: false })
  }
}

/** Starts the regular chores of this worker. */
export async function startCron(): Promise<{ stop: () => Promise<void> }> {
  const boss = new PgBoss({
    connectionString: env.DATABASE_URL,
    application_name: 'mocua-cron',
    schema: SCHEMA,
    max: 3,
    migrate: false,
    createSchema: false,
    reindex: false,
    monitorVacuum: false,
    persistWarnings: false,
  })
  boss.on('error', (error) => log.error({ err: error }, 'pg-boss'))
  await boss.start()
  for (const { name, cron, run } of chores) {
    await boss.schedule(name, cron, {}, { tz: 'Asia/Ho_Chi_Minh' })
    await boss.work(name, { pollingIntervalSeconds: 5, batchSize: 1 }, async (jobs) => {
      for (const job of jobs) await run(job.signal)
    })
  }
  return { stop: () => boss.stop({ graceful: true, timeout: 20_000 }) }
}
