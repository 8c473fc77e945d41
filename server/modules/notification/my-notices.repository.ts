import { db } from '#server/db.ts'
import type { AboutKind } from './notice.repository.ts'

export interface NoticeRow {
  id: string
  template: string
  kind: string
  /** Of the dossier or petition; null of a draft, and of an invitation before its answer. */
  code: string | null
  isPetition: boolean
  aboutKind: AboutKind | null
  aboutId: string | null
  createdAt: Date
  seenAt: Date | null
}

/** The newest first; one row more than the page tells whether there is another. */
export const listNotices = (accountId: string, after: { at: string; id: string } | null, take: number) => db.$queryRaw<
  NoticeRow[]
>`
  SELECT n.id, n.template, n.kind, coalesce(l.code, t.code) AS code, n."petitionId" IS NOT NULL AS "isPetition", n."aboutKind", n."aboutId",
    n."createdAt", n."seenAt"
  FROM "Notification" n
  LEFT JOIN "DossierLocator" l ON l.id = n."dossierId"
  LEFT JOIN "Petition" t ON t.id = n."petitionId"
  WHERE n.channel = 'IN_APP' AND n."accountId" = ${accountId} AND coalesce(l.code, t.code, n."aboutId") IS NOT NULL
    AND (${after?.at ?? null}::timestamptz IS NULL OR (n."createdAt", n.id) < (${after?.at ?? null}::timestamptz, ${after?.id ?? ''}))
  ORDER BY n."createdAt" DESC, n.id DESC LIMIT ${take}::int`

/** Counted no further than anybody reads. */
export async function countUnseen(accountId: string, most: number): Promise<number> {
  const [row] = await db.$queryRaw<{ n: number }[]>`
    SELECT count(*)::int AS n FROM (SELECT 1 FROM "Notification" WHERE channel = 'IN_APP' AND "accountId" = ${accountId} AND "seenAt" IS NULL LIMIT ${most}::int) x`
  return row?.n ?? 0
}

/** Seen, and so nobody has to call because of it any more. */
export const markSeen = (accountId: string, id: string | null) => db.$executeRaw`
  WITH seen AS (
    UPDATE "Notification" SET "seenAt" = app_now()
    WHERE channel = 'IN_APP' AND "accountId" = ${accountId} AND "seenAt" IS NULL AND (${id}::text IS NULL OR id = ${id})
    RETURNING "homeAgencyId", "dossierId", "petitionId", "aboutId", "eventSeq", template, recipient)
  UPDATE "Notification" n SET "undeliverableAt" = NULL FROM seen s
  WHERE n."homeAgencyId" = s."homeAgencyId" AND n."dossierId" IS NOT DISTINCT FROM s."dossierId" AND n."petitionId" IS NOT DISTINCT FROM s."petitionId"
    AND n."aboutId" IS NOT DISTINCT FROM s."aboutId" AND n."eventSeq" = s."eventSeq" AND n.template = s.template AND n.recipient = s.recipient AND n."undeliverableAt" IS NOT NULL AND n."handledAt" IS NULL`

export interface UndeliverableRow {
  homeAgencyId: string
  id: string
  template: string
  channel: string
  status: string
  reason: string | null
  code: string | null
  isPetition: boolean
  aboutKind: AboutKind | null
  name: string | null
  phone: string | null
  agencyId: string
  undeliverableAt: Date
}

/** What nobody got, of these agencies, that nobody has looked after yet. */
export const listUndeliverable = (
  agencyIds: readonly string[],
  after: { at: string; id: string } | null,
  take: number,
) => db.$queryRaw<UndeliverableRow[]>`
  SELECT n."homeAgencyId", n.id, n.template, n.channel, n.status, n.reason, coalesce(l.code, t.code) AS code, n."petitionId" IS NOT NULL AS "isPetition", n."aboutKind",
    coalesce(p."fullName", a."fullName", t."personName") AS name, coalesce(nullif(p.phone, ''), a.phone, t."personPhone") AS phone, n."agencyId", n."undeliverableAt"
  FROM "Notification" n
  LEFT JOIN "DossierLocator" l ON l.id = n."dossierId"
  LEFT JOIN "Petition" t ON t.id = n."petitionId"
  LEFT JOIN "DossierParty" p ON p."homeAgencyId" = n."homeAgencyId" AND p."dossierId" = n."dossierId" AND p.kind = n.recipient
  LEFT JOIN "Account" a ON a.id = coalesce(p."accountId", n."accountId")
  WHERE n."agencyId" = ANY (${[...agencyIds]}) AND n."undeliverableAt" IS NOT NULL AND n."handledAt" IS NULL AND coalesce(l.code, t.code, n."aboutId") IS NOT NULL
    AND (${after?.at ?? null}::timestamptz IS NULL OR (n."undeliverableAt", n.id) < (${after?.at ?? null}::timestamptz, ${after?.id ?? ''}))
  ORDER BY n."undeliverableAt" DESC, n.id DESC LIMIT ${take}::int`

export async function findUndeliverable(id: string) {
  const [row] = await db.$queryRaw<
    { homeAgencyId: string; agencyId: string; dossierId: string | null; handledById: string | null }[]
  >`
    SELECT "homeAgencyId", "agencyId", "dossierId", "handledById" FROM "Notification" WHERE id = ${id} AND "undeliverableAt" IS NOT NULL AND "agencyId" IS NOT NULL`
  return row ?? null
}

/** By the first who looked after it. */
export const settleHandled = (homeAgencyId: string, id: string, by: string, how: string, note: string) => db.$executeRaw`
  UPDATE "Notification" SET "handledAt" = app_now(), "handledById" = ${by}, "handledHow" = ${how}, "handledNote" = nullif(${note}, '')
  WHERE "homeAgencyId" = ${homeAgencyId} AND id = ${id} AND "undeliverableAt" IS NOT NULL AND "handledAt" IS NULL`
