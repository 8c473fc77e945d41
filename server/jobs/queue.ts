import { PgBoss } from 'pg-boss'
import { log } from '#server/log.ts'

export const QUEUE_SCHEMA = 'pgboss'
export const CHORES = [
  'payments',
  'chain-roots',
  'purge',
  'recalendar',
  'reminders',
  'durations',
  'drafts',
  'company',
  'petitions',
  'zalo',
] as const
export type ChoreName = (typeof CHORES)[number]

/** One at a time over all workers; a run that failed comes again with the next turn of the clock. */
const EXPIRES_SECONDS = 600
const queueOptions = { policy: 'singleton', retryLimit: 0, expireInSeconds: EXPIRES_SECONDS } as const

/** Tables and queues of pg-boss, made by the owner when the database is migrated; the application may use them and change nothing. */
export async function migrateQueue(ownerUrl: string): Promise<void> {
  const boss = new PgBoss({ connectionString: ownerUrl, schema: QUEUE_SCHEMA, supervise: false, schedule: false, max: 2 })
  boss.on('error', (error) => log.error({ err: error }, 'pg-boss'))
  await boss.start()
  try {
    for (const name of CHORES) await boss.createQueue(name, queueOptions)
    const sql = boss.getDb()
    for (const statement of [
      `GRANT USAGE ON SCHEMA ${QUEUE_SCHEMA} TO mocua_app`,
      `GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${QUEUE_SCHEMA} TO mocua_app`,
      `GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA ${QUEUE_SCHEMA} TO mocua_app`,
      `GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA ${QUEUE_SCHEMA} TO mocua_app`,
    ])
      await sql.executeSql(statement)
  } finally {
    await boss.stop({ graceful: false })
  }
}
