import { db } from '#server/db.ts'
import type { OutboxLine, Target } from '#server/modules/exchange/outbox-line.ts'

/** Takes the heads of up to `limit` waiting lines of one target; nobody else gets them until the lease ends or is settled. */
export async function claimOutbox(target: Target, limit: number, leaseSeconds: number): Promise<OutboxLine[]> {
  return db.$queryRaw<OutboxLine[]>`
    SELECT "homeAgencyId", to_char("openedMonth", 'YYYY-MM-DD') AS "openedMonth", "dossierId", target, "lineSeq", "eventSeq", type, payload,
      attempts, "leaseToken", "createdAt"
    FROM claim_outbox(${limit}::int, make_interval(secs => ${leaseSeconds}::int), ARRAY[${target}]::text[])`
}

/** Instants are the database's: the waiting time is added to app_now(), so that a moved test clock makes all of them due. */
export async function settleOutbox(
  line: OutboxLine,
  result: { outcome: 'DELIVERED' | 'WAITING' | 'PARKED'; retrySeconds: number | null; error: string | null },
): Promise<boolean> {
  const [row] = await db.$queryRaw<{ settled: boolean }[]>`
    SELECT settle_outbox(${line.homeAgencyId}, ${line.openedMonth}::date, ${line.dossierId}, ${line.target}, ${line.lineSeq}::int, ${line.leaseToken}::bigint,
      ${result.outcome}, app_now() + make_interval(secs => ${result.retrySeconds}::double precision), ${result.error}) AS settled`
  return row?.settled ?? false
}

export interface Backlog {
  target: Target
  waiting: number
  parked: number
  oldestSeconds: number
}

export async function backlog(): Promise<Backlog[]> {
  return db.$queryRaw<Backlog[]>`
    SELECT target, (count(*) FILTER (WHERE status = 'WAITING'))::int AS waiting, (count(*) FILTER (WHERE status = 'PARKED'))::int AS parked,
      coalesce(floor(extract(epoch FROM app_now() - min("createdAt") FILTER (WHERE status = 'WAITING'))), 0)::int AS "oldestSeconds"
    FROM "OutboxMessage" WHERE status <> 'DELIVERED' GROUP BY target`
}
