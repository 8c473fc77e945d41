import { db, noted, prepared } from '#server/db.ts'
import type { OutboxLine, Target } from '#server/modules/exchange/outbox-line.ts'

const CLAIM = `SELECT "homeAgencyId", to_char("openedMonth", 'YYYY-MM-DD') AS "openedMonth", "dossierId", target, "lineSeq", "eventSeq", type, payload,
    attempts, "leaseToken", "createdAt"
  FROM claim_outbox($1, make_interval(secs => $2::int), ARRAY[$3]::text[])`
const SETTLE = `SELECT "dossierId" FROM settle_outbox($1, $2::text[], $3::date[], $4::text[], $5::int[], $6::bigint[], $7::text[], $8::double precision[], $9::text[])
  AS s("dossierId")`

/** Takes the heads of up to `limit` waiting lines of one target; nobody else gets them until the lease ends or is settled. */
export async function claimOutbox(target: Target, limit: number, leaseSeconds: number): Promise<OutboxLine[]> {
  const rows = await prepared<Omit<OutboxLine, 'leaseToken'> & { leaseToken: string }>('claim-outbox', CLAIM, [
    limit,
    leaseSeconds,
    target,
  ])
  return rows.map((row) => ({ ...row, leaseToken: BigInt(row.leaseToken) }))
}

export interface Settlement {
  line: OutboxLine
  outcome: 'DELIVERED' | 'WAITING' | 'PARKED'
  retrySeconds: number | null
  error: string | null
}

/**
 * What came of some lines of one target, in one statement; returns those whose lease was still ours. Instants are the database's: the waiting
 * time is added to app_now(), so that a moved test clock makes all of them due.
 */
export async function settleOutbox(target: Target, settlements: readonly Settlement[]): Promise<Set<OutboxLine>> {
  const column = <Value>(read: (line: OutboxLine) => Value) => settlements.map(({ line }) => read(line))
  const rows = await noted<{ dossierId: string }>('settle-outbox', SETTLE, [
    target,
    column(({ homeAgencyId }) => homeAgencyId),
    column(({ openedMonth }) => openedMonth),
    column(({ dossierId }) => dossierId),
    column(({ lineSeq }) => lineSeq),
    column(({ leaseToken }) => String(leaseToken)),
    settlements.map(({ outcome }) => outcome),
    settlements.map(({ retrySeconds }) => retrySeconds),
    settlements.map(({ error }) => error),
  ])
  // a claim holds one message of each line
  const kept = new Set(rows.map(({ dossierId }) => dossierId))
  return new Set(settlements.filter(({ line }) => kept.has(line.dossierId)).map(({ line }) => line))
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
