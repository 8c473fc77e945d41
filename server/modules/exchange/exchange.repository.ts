import { db } from '#server/db.ts'
import type { Target } from './outbox-line.ts'

export interface TargetFigures {
  target: Target
  waiting: number
  parked: number
  oldestSeconds: number
  deliveredToday: number
}

/** What is undone, and what went out today: each by an index of its own, never by counting what was ever sent. */
export const targetFigures = (): Promise<TargetFigures[]> => db.$queryRaw<TargetFigures[]>`
  WITH undone AS (
    SELECT target, (count(*) FILTER (WHERE status = 'WAITING'))::int AS waiting, (count(*) FILTER (WHERE status = 'PARKED'))::int AS parked,
      coalesce(floor(extract(epoch FROM app_now() - min("createdAt") FILTER (WHERE status = 'WAITING'))), 0)::int AS "oldestSeconds"
    FROM "OutboxMessage" WHERE status <> 'DELIVERED' GROUP BY target),
  done AS (
    SELECT target, count(*)::int AS n FROM "OutboxMessage" WHERE status = 'DELIVERED'
      AND "deliveredAt" >= (date_trunc('day', app_now() AT TIME ZONE 'Asia/Ho_Chi_Minh') AT TIME ZONE 'Asia/Ho_Chi_Minh') GROUP BY target)
  SELECT target, coalesce(u.waiting, 0) AS waiting, coalesce(u.parked, 0) AS parked, coalesce(u."oldestSeconds", 0) AS "oldestSeconds",
    coalesce(d.n, 0) AS "deliveredToday"
  FROM undone u FULL JOIN done d USING (target) ORDER BY target`

export interface ParkedLine {
  dossierCode: string
  target: Target
  lineSeq: number
  type: string
  attempts: number
  lastError: string | null
  since: Date
  /** Messages behind it on the same line. */
  behind: number
}

export const parkedLines = (): Promise<ParkedLine[]> => db.$queryRaw<ParkedLine[]>`
  SELECT l.code AS "dossierCode", o.target, o."lineSeq", o.type, o.attempts, o."lastError", o."createdAt" AS since,
    (SELECT count(*)::int FROM "OutboxMessage" b WHERE b."dossierId" = o."dossierId" AND b.target = o.target AND b."lineSeq" > o."lineSeq" AND b.status <> 'DELIVERED') AS behind
  FROM "OutboxMessage" o JOIN "DossierLocator" l ON l.id = o."dossierId"
  WHERE o.status = 'PARKED' ORDER BY o."createdAt" LIMIT 200`

export const recentInbound = () =>
  db.inboundMessage.findMany({
    orderBy: { receivedAt: 'desc' },
    take: 50,
    select: { system: true, foreignKey: true, receivedAt: true, dossierCode: true },
  })

export interface LogRow {
  id: string
  system: string
  direction: string
  service: string
  dossierCode: string | null
  at: Date
  durationMs: number
  outcome: string
  errorCode: string | null
  message: string | null
}

/** Ids are made in the order of time (UUIDv7), so they serve as the cursor. */
export const logPage = (before: string | null, limit: number): Promise<LogRow[]> => db.$queryRaw<LogRow[]>`
  SELECT e.id, e.system, e.direction, e.service, l.code AS "dossierCode", e.at, e."durationMs", e.outcome, e."errorCode", e.message
  FROM "ExchangeLog" e LEFT JOIN "DossierLocator" l ON l.id = e."dossierId"
  WHERE ${before}::text IS NULL OR e.id < ${before} ORDER BY e.id DESC LIMIT ${limit}::int`

export async function replayLine(dossierCode: string, target: Target, lineSeq: number) {
  const locator = await db.dossierLocator.findUnique({ where: { code: dossierCode }, select: { id: true, homeAgencyId: true } })
  if (!locator) return null
  const [row] = await db.$queryRaw<{ replayed: boolean }[]>`
    SELECT replay_outbox(${locator.homeAgencyId}, ${locator.id}, ${target}, ${lineSeq}::int) AS replayed`
  return { ...locator, isReplayed: row?.replayed ?? false }
}
