import { randomUUIDv7 } from 'node:crypto'
import { db } from '#server/db.ts'

/** Everything that letters are made of; personal fields are read at the moment of sending. */
export async function findForLetter(homeAgencyId: string, dossierId: string) {
  const where = { homeAgencyId, dossierId }
  const [dossier, parties, fees, supplements, papers, timer] = await Promise.all([
    db.dossier.findUnique({
      where: { homeAgencyId_id: { homeAgencyId, id: dossierId } },
      select: {
        code: true,
        lookupSecret: true,
        procedureVersionId: true,
        receivingPointId: true,
        competentAgencyId: true,
        promisedDueAt: true,
        intakeDueAt: true,
        decision: true,
        resultWay: true,
      },
    }),
    db.dossierParty.findMany({
      where,
      select: { kind: true, accountId: true, personalId: true, fullName: true, email: true, phone: true },
    }),
    db.feeDue.findMany({
      where,
      select: { feeId: true, nameVi: true, amountVnd: true, settledVnd: true, payOnline: true },
      orderBy: { feeId: 'asc' },
    }),
    db.supplementRequest.findMany({ where, select: { id: true, items: true, dueAt: true }, orderBy: { requestedAt: 'asc' } }),
    db.dossierPaper.findMany({ where: { ...where, kind: 'PAPER' }, select: { paperCode: true, nameVi: true } }),
    db.timer.findFirst({ where: { ...where, kind: 'SUPPLEMENT', status: 'RUNNING' }, select: { dueAt: true } }),
  ])
  return dossier && { ...dossier, parties, fees, supplements, papers, supplyUntil: timer?.dueAt ?? null }
}

/** The event that a letter speaks of, with its sealed words (null once purged). */
export async function findEventWords(homeAgencyId: string, dossierId: string, seq: number) {
  const [row] = await db.$queryRaw<{ type: string; payload: unknown; at: Date; words: unknown }[]>`
    SELECT e.type, e.payload, e.at, s.body AS words FROM "DossierEvent" e
    LEFT JOIN "EventSealed" s ON s."homeAgencyId" = e."homeAgencyId" AND s.key = e."dossierId" || ':' || e.seq::text
    WHERE e."homeAgencyId" = ${homeAgencyId} AND e."dossierId" = ${dossierId} AND e.seq = ${seq}::int`
  return row ?? null
}

export const findAccountAddress = (id: string) =>
  db.account.findUnique({ where: { id }, select: { fullName: true, contactEmail: true, email: true, phone: true } })

/** The account of somebody who was written down by personal number: an owner, or one who is invited. */
export const findAccountByPersonalId = (personalId: string) =>
  db.account.findFirst({
    where: { personalId, kind: 'CITIZEN', status: 'ACTIVE' },
    select: { id: true, fullName: true, contactEmail: true, email: true, phone: true },
  })

/** Who offered the filing to the one who is its applicant since this event. */
export async function findFormerApplicant(dossierId: string, seq: number): Promise<string | null> {
  const [row] = await db.$queryRaw<{ id: string }[]>`
    SELECT i."fromId" AS id FROM "DossierEvent" e JOIN "Account" a ON a.id = e.payload ->> 'value'
    JOIN "Invitation" i ON i."subjectId" = e."dossierId" AND i.kind = 'HAND_OVER' AND (i."toId" = a.id OR i."toPersonalId" = a."personalId") AND i."createdAt" <= e.at
    WHERE e."dossierId" = ${dossierId} AND e.seq = ${seq}::int ORDER BY i."createdAt" DESC LIMIT 1`
  return row?.id ?? null
}

export interface StaffAddress {
  id: string
  fullName: string
  email: string | null
}

/**
 * Whose duty is open now: the one who took it, else all who may take it; or the heads of those units; and whoever acts in the name of one of
 * them today. A member's only when it is named.
 */
export async function findDutyHolders(
  homeAgencyId: string,
  dossierId: string,
  audience: 'performer' | 'head',
  memberWorkId: string | null = null,
): Promise<StaffAddress[]> {
  const isHead = audience === 'head'
  return db.$queryRaw<StaffAddress[]>`
    WITH held AS (
      SELECT DISTINCT g."accountId" AS id, g."agencyId", g."roleId" FROM "WorkItem" w
      JOIN "RoleGrant" g ON g."agencyId" = w."agencyId" AND g."roleId" = CASE WHEN ${isHead} THEN 'head' ELSE w.role END
        AND g."validFrom" <= app_now()::date AND (g."validTo" IS NULL OR g."validTo" >= app_now()::date)
      LEFT JOIN "Unit" u ON u.id = g."unitId"
      WHERE w."homeAgencyId" = ${homeAgencyId} AND w."dossierId" = ${dossierId} AND w."closedAt" IS NULL
        AND (CASE WHEN ${memberWorkId}::text IS NULL THEN w.member IS NULL ELSE w."workId" = ${memberWorkId}::text END)
        AND (u.kind IS NULL OR u.kind = w."unitKind")
        AND (${isHead} OR w."assigneeId" IS NULL OR w."assigneeId" = g."accountId")),
    told AS (
      SELECT id FROM held
      UNION
      SELECT x."toId" FROM held h JOIN "Delegation" x ON x."fromId" = h.id AND x."agencyId" = h."agencyId" AND x."revokedAt" IS NULL
        AND (app_now() AT TIME ZONE 'Asia/Ho_Chi_Minh')::date BETWEEN x."validFrom" AND x."validTo"
        AND h."roleId" IN ('leader', 'head', 'officer', 'clerk') AND (cardinality(x.roles) = 0 OR h."roleId" = ANY (x.roles))
        AND EXISTS (SELECT 1 FROM "RoleGrant" o WHERE o."accountId" = x."toId" AND o."agencyId" = x."agencyId"
          AND o."validFrom" <= app_now()::date AND (o."validTo" IS NULL OR o."validTo" >= app_now()::date)))
    SELECT a.id, a."fullName", coalesce(a."contactEmail", a.email) AS email FROM told t
    JOIN "Account" a ON a.id = t.id AND a.status = 'ACTIVE' ORDER BY a.id LIMIT 50`
}

export interface NotificationKey {
  homeAgencyId: string
  dossierId: string
  eventSeq: number
  template: string
  /** Whom, not under which address: `APPLICANT` or an account's id. */
  recipient: string
}

/** What the list of undeliverable letters and the person's own list go by. */
export interface NotificationAbout {
  kind: string
  accountId: string | null
  agencyId: string | null
}

/** The row of a letter, made at the first attempt; tells whether it has gone out already. */
export async function beginNotification(
  key: NotificationKey,
  about: NotificationAbout,
  messageId: string,
): Promise<{ id: string; status: string }> {
  const [row] = await db.$queryRaw<{ id: string; status: string }[]>`
    INSERT INTO "Notification" ("homeAgencyId", id, "dossierId", "eventSeq", template, kind, channel, recipient, "accountId", "agencyId", status, "messageId",
      attempts, "createdAt")
    VALUES (${key.homeAgencyId}, ${randomUUIDv7()}, ${key.dossierId}, ${key.eventSeq}::int, ${key.template}, ${about.kind}, 'EMAIL', ${key.recipient},
      ${about.accountId}, ${about.agencyId}, 'SENDING', ${messageId}, 1, app_now())
    ON CONFLICT ("homeAgencyId", "dossierId", "eventSeq", template, channel, recipient) DO UPDATE SET "messageId" = EXCLUDED."messageId",
      attempts = "Notification".attempts + 1
    RETURNING id, status`
  if (!row) throw new Error('a notification row was neither made nor found')
  return row
}

export async function endNotification(
  homeAgencyId: string,
  id: string,
  status: 'SENT' | 'NO_ADDRESS' | 'REFUSED',
  reason: string | null = null,
): Promise<void> {
  await db.$executeRaw`
    UPDATE "Notification" SET status = ${status}, reason = ${reason}, "sentAt" = CASE WHEN ${status} = 'SENT' THEN app_now() END
    WHERE "homeAgencyId" = ${homeAgencyId} AND id = ${id}`
}
