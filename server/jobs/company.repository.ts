import { db } from '#server/db.ts'
import type { InvitationToTell } from '#server/modules/notification/company-letters.ts'

export interface UntoldMessages {
  homeAgencyId: string
  dossierId: string
  side: 'CITIZEN' | 'AGENCY'
  /** The last of them: one letter tells of all. */
  id: string
  at: Date
  /** The other side has read them meanwhile. */
  isRead: boolean
}

/** Of each dossier and side; a minute old, so that a row of short messages is one letter. */
export const untoldMessages = (limit: number) => db.$queryRaw<UntoldMessages[]>`
  SELECT m."homeAgencyId", m."dossierId", m.side, (array_agg(m.id ORDER BY m."createdAt" DESC, m.id DESC))[1] AS id, max(m."createdAt") AS at,
    CASE WHEN m.side = 'CITIZEN'
      THEN EXISTS (SELECT 1 FROM "MessageRead" r WHERE r."homeAgencyId" = m."homeAgencyId" AND r."dossierId" = m."dossierId"
        AND r."readerId" = 'AGENCY' AND r."readAt" >= max(m."createdAt"))
      ELSE EXISTS (SELECT 1 FROM "MessageRead" r WHERE r."homeAgencyId" = m."homeAgencyId" AND r."dossierId" = m."dossierId"
        AND r."readerId" <> 'AGENCY' AND r."readAt" >= max(m."createdAt")) END AS "isRead"
  FROM "DossierMessage" m WHERE m."toldAt" IS NULL AND m."createdAt" <= app_now() - interval '1 minute'
  GROUP BY m."homeAgencyId", m."dossierId", m.side ORDER BY max(m."createdAt") LIMIT ${limit}::int`

export const settleMessages = ({ homeAgencyId, dossierId, side, at }: UntoldMessages) => db.$executeRaw`
  UPDATE "DossierMessage" SET "toldAt" = app_now() WHERE "homeAgencyId" = ${homeAgencyId} AND "dossierId" = ${dossierId} AND side = ${side}
    AND "createdAt" <= ${at} AND "toldAt" IS NULL`

export interface UntoldInvitation extends InvitationToTell {
  what: 'ASKED' | 'ANSWERED'
}

export const untoldInvitations = (limit: number) => db.$queryRaw<UntoldInvitation[]>`
  SELECT i."homeAgencyId", i.id, i.kind, i."fromId", i.status, a.id AS "toAccountId",
    i."answeredAt" IS NOT NULL AND NOT EXISTS (SELECT 1 FROM "Dossier" d WHERE d."homeAgencyId" = i."homeAgencyId" AND d.id = i."subjectId"
      AND d."openedAt" < i."answeredAt") AS "isOfDraft",
    CASE WHEN i."askedToldAt" IS NULL THEN 'ASKED' ELSE 'ANSWERED' END AS what
  FROM "Invitation" i
  LEFT JOIN "Account" a ON a."personalId" = i."toPersonalId" AND a.kind = 'CITIZEN' AND a.status = 'ACTIVE'
  WHERE i."askedToldAt" IS NULL OR (i."answeredAt" IS NOT NULL AND i."answerToldAt" IS NULL)
  ORDER BY i."createdAt" LIMIT ${limit}::int`

export const settleInvitation = ({ homeAgencyId, id, what }: UntoldInvitation) => db.$executeRaw`
  UPDATE "Invitation" SET
    "askedToldAt" = CASE WHEN ${what} = 'ASKED' THEN app_now() ELSE "askedToldAt" END,
    "answerToldAt" = CASE WHEN ${what} = 'ANSWERED' THEN app_now() ELSE "answerToldAt" END
  WHERE "homeAgencyId" = ${homeAgencyId} AND id = ${id}`
