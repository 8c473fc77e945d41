import { db } from './db.ts'

export interface DatabaseHealth {
  migration: string | null
  unfinished: number
  workers: number
  waiting: number
  parked: number
  oldestSeconds: number
  setAside: number
}

/** One query for everything that readiness asks of the database. */
export async function readDatabaseHealth(workerName: string): Promise<DatabaseHealth> {
  const [row] = await db.$queryRaw<DatabaseHealth[]>`
    SELECT
      (SELECT max(migration_name) FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL) AS migration,
      (SELECT count(*)::int FROM _prisma_migrations WHERE finished_at IS NULL AND rolled_back_at IS NULL) AS unfinished,
      (SELECT count(*)::int FROM pg_stat_activity WHERE application_name = ${workerName} AND datname = current_database()) AS workers,
      (SELECT count(*)::int FROM "OutboxMessage" WHERE status = 'WAITING') AS waiting,
      (SELECT count(*)::int FROM "OutboxMessage" WHERE status = 'PARKED') AS parked,
      (SELECT coalesce(greatest(0, extract(epoch FROM app_now() - min("createdAt"))), 0)::int FROM "OutboxMessage" WHERE status = 'WAITING') AS "oldestSeconds",
      (SELECT count(*)::int FROM "Quarantine" WHERE "liftedAt" IS NULL) AS "setAside"`
  if (!row) throw new Error('the health query gave no row')
  return row
}
