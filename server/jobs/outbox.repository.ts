import { db, noted, prepared } from '#server/db.ts'
import type { OutboxLine, Target } from '#server/modules/exchange/outbox-line.ts'

const CLAIM = `SELECT "homeAgencyId", to_char("openedMonth", 'YYYY-MM-DD') AS "openedMonth", "dossierId", target, "lineSeq", "eventSeq", type, payload,
    attempts, "leaseToken", "createdAt"
  FROM claim_outbox($1, make_interval(secs => $2::int), ARRAY[$3]::text[])`
const SETTLE = `SELECT settle_outbox($1, $2::date, $3, $4, $5, $6::bigint, $7, app_now() + make_interval(secs => $8::double precision), $9) AS settled`

/** Takes the heads of up to `limit` waiting lines of one target; nobody else gets them until the lease ends or is settled. */
export async function claimOutbox(target: Target, limit: number, leaseSeconds: number): Promise<OutboxLine[]> {
  const rows = await prepared<Omit<OutboxLine, 'leaseToken'> & { leaseToken: string }>('claim-outbox', CLAIM, [
    limit,
    leaseSeconds,
    target,
  ])
  return rows.map((row) => ({ ...row, leaseToken: BigInt(row.leaseToken) }))
}

/** Instants are the database's: the waiting time is added to app_now(), so that a moved test clock makes all of them due. */
export async function settleOutbox(
  line: OutboxLine,
  result: { outcome: 'DELIVERED' | 'WAITING' | 'PARKED'; retrySeconds: number | null; error: string | null },
): Promise<boolean> {
  const key = [line.homeAgencyId, line.openedMonth, line.dossierId, line.target, line.lineSeq, String(line.leaseToken)]
  const [row] = await noted<{ settled: boolean }>('settle-outbox', SETTLE, [
    ...key,
    result.outcome,
    result.retrySeconds,
    result.error,
  ])
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
