import { randomUUIDv7 } from 'node:crypto'
import { db } from '#server/db.ts'

type InvitationKind = 'HELP' | 'HAND_OVER'
export interface InvitationRow {
  homeAgencyId: string
  id: string
  kind: InvitationKind
  subjectId: string
  fromId: string
  /** Null once it was erased. */
  toPersonalId: string | null
  toId: string | null
  status: 'OPEN' | 'ACCEPTED' | 'DECLINED' | 'ENDED'
  createdAt: Date
  expiresAt: Date
  answeredAt: Date | null
  /** Nobody answered in time, or the agreed time of help is over. */
  isExpired: boolean
  /** Of the dossier; null while it is a draft. */
  code: string | null
  procedureVersionId: string | null
}

const columns = `i."homeAgencyId", i.id, i.kind, i."subjectId", i."fromId", i."toPersonalId", i."toId", i.status, i."createdAt", i."expiresAt", i."answeredAt",
  (i."expiresAt" <= app_now() AND (i.status = 'OPEN' OR (i.status = 'ACCEPTED' AND i.kind = 'HELP'))) AS "isExpired",
  (SELECT l.code FROM "DossierLocator" l WHERE l.id = i."subjectId") AS code,
  coalesce((SELECT d."procedureVersionId" FROM "Dossier" d WHERE d."homeAgencyId" = i."homeAgencyId" AND d.id = i."subjectId"),
    (SELECT r."procedureVersionId" FROM "Draft" r WHERE r.id = i."subjectId")) AS "procedureVersionId"`

const MOST_SHOWN = 50

/** Newest first; older ones are history that nobody acts on. */
export const invitationsOf = (subjectId: string): Promise<InvitationRow[]> =>
  db.$queryRawUnsafe<InvitationRow[]>(
    `SELECT ${columns} FROM "Invitation" i WHERE i."subjectId" = $1 ORDER BY i."createdAt" DESC, i.id DESC LIMIT ${MOST_SHOWN}`,
    subjectId,
  )

/** What waits for this person's answer. One about a draft that is gone has nothing to help with. */
export const openInvitationsTo = (personalId: string): Promise<InvitationRow[]> =>
  db.$queryRawUnsafe<InvitationRow[]>(
    `SELECT * FROM (SELECT ${columns} FROM "Invitation" i
       WHERE i."toPersonalId" = $1 AND i.status = 'OPEN' AND i."expiresAt" > app_now()) open
     WHERE "procedureVersionId" IS NOT NULL ORDER BY "createdAt" DESC, id DESC LIMIT ${MOST_SHOWN}`,
    personalId,
  )

/** Filings of others that this person helps with. */
export const helpBy = (accountId: string): Promise<InvitationRow[]> =>
  db.$queryRawUnsafe<InvitationRow[]>(
    `SELECT * FROM (SELECT ${columns} FROM "Invitation" i
       WHERE i."toId" = $1 AND i.kind = 'HELP' AND i.status = 'ACCEPTED' AND i."expiresAt" > app_now()) helped
     WHERE "procedureVersionId" IS NOT NULL ORDER BY "createdAt" DESC, id DESC LIMIT ${MOST_SHOWN}`,
    accountId,
  )

export async function findInvitation(id: string): Promise<InvitationRow | null> {
  const [row] = await db.$queryRawUnsafe<InvitationRow[]>(`SELECT ${columns} FROM "Invitation" i WHERE i.id = $1`, id)
  return row ?? null
}

/** What has run out makes room for a new one. */
export const endExpired = (subjectId: string, endedById: string): Promise<number> => db.$executeRaw`
  UPDATE "Invitation" SET status = 'ENDED', "endedAt" = app_now(), "endedById" = ${endedById}
  WHERE "subjectId" = ${subjectId} AND "expiresAt" <= app_now() AND (status = 'OPEN' OR (status = 'ACCEPTED' AND kind = 'HELP'))`

interface NewInvitation {
  homeAgencyId: string
  kind: InvitationKind
  subjectId: string
  fromId: string
  toPersonalId: string
  days: number
}

/** The one that stands when the same person is asked twice; null when somebody else is already offered to go on with it. */
export async function insertInvitation(invitation: NewInvitation): Promise<string | null> {
  const { homeAgencyId, kind, subjectId, fromId, toPersonalId, days } = invitation
  await db.$executeRaw`
    INSERT INTO "Invitation" ("homeAgencyId", id, kind, "subjectId", "fromId", "toPersonalId", status, "createdAt", "expiresAt")
    SELECT ${homeAgencyId}, ${randomUUIDv7()}, ${kind}, ${subjectId}, ${fromId}, ${toPersonalId}, 'OPEN', n.now, n.now + ${days}::int * interval '1 day'
    FROM (SELECT app_now() AS now) n ON CONFLICT DO NOTHING`
  const [row] = await db.$queryRaw<{ id: string }[]>`
    SELECT id FROM "Invitation" WHERE "subjectId" = ${subjectId} AND kind = ${kind} AND "toPersonalId" = ${toPersonalId}
      AND (status = 'OPEN' OR (status = 'ACCEPTED' AND kind = 'HELP'))`
  return row?.id ?? null
}

/** Only an open one, and only once. */
export const answerInvitation = (id: string, toId: string, status: 'ACCEPTED' | 'DECLINED', days: number): Promise<number> =>
  db.$executeRaw`
    UPDATE "Invitation" SET status = ${status}, "toId" = ${toId}, "answeredAt" = app_now(),
      "expiresAt" = CASE WHEN ${status} = 'ACCEPTED' AND kind = 'HELP' THEN app_now() + ${days}::int * interval '1 day' ELSE "expiresAt" END
    WHERE id = ${id} AND status = 'OPEN' AND "expiresAt" > app_now()`

/**
 * A draft has one owner and no chain: acceptance and change of hands are one statement, so that neither is ever without the other. False: the
 * offer was answered or taken back, or the draft was changed, meanwhile.
 */
export async function acceptDraft(
  offer: Pick<InvitationRow, 'id' | 'subjectId' | 'fromId'>,
  toId: string,
  draft: { revision: number; answers: object; sources: object; days: number },
): Promise<boolean> {
  const count = await db.$executeRaw`
    WITH offer AS (
      SELECT id, "subjectId", "fromId" FROM "Invitation" WHERE id = ${offer.id} AND status = 'OPEN' AND "expiresAt" > app_now() FOR UPDATE),
    moved AS (
      UPDATE "Draft" d SET "accountId" = ${toId}, answers = ${JSON.stringify(draft.answers)}::jsonb, sources = ${JSON.stringify(draft.sources)}::jsonb,
        "resultWay" = NULL, revision = d.revision + 1, "updatedAt" = app_now(), "expiresAt" = app_now() + ${draft.days}::int * interval '1 day'
      FROM offer o WHERE d.id = o."subjectId" AND d."accountId" = o."fromId" AND d.owner IS NULL AND d."submittedAt" IS NULL
        AND d.revision = ${draft.revision}::int
      RETURNING d.id),
    helped AS (
      UPDATE "Invitation" i SET status = 'ENDED', "endedAt" = app_now(), "endedById" = ${toId} FROM moved m
      WHERE i."subjectId" = m.id AND i.kind = 'HELP' AND i.status IN ('OPEN', 'ACCEPTED'))
    UPDATE "Invitation" i SET status = 'ACCEPTED', "toId" = ${toId}, "answeredAt" = app_now() FROM moved m
    WHERE i.id = ${offer.id} AND m.id = i."subjectId"`
  return count > 0
}

export const endInvitation = (id: string, endedById: string): Promise<number> => db.$executeRaw`
  UPDATE "Invitation" SET status = 'ENDED', "endedAt" = app_now(), "endedById" = ${endedById}
  WHERE id = ${id} AND (status = 'OPEN' OR (status = 'ACCEPTED' AND kind = 'HELP'))`

/** Whoever helped the one who gave it away helps nobody any more. */
export const endHelpFrom = (subjectId: string, fromId: string): Promise<number> => db.$executeRaw`
  UPDATE "Invitation" SET status = 'ENDED', "endedAt" = app_now(), "endedById" = ${fromId}
  WHERE "subjectId" = ${subjectId} AND "fromId" = ${fromId} AND kind = 'HELP' AND status IN ('OPEN', 'ACCEPTED')`

const ERASED_AT_ONCE = 500

/** What ran out long ago ends; of what has ended long ago the number is erased, and who answered is still known by account. */
export async function eraseNumbers(days: number): Promise<number> {
  const [, erased] = await db.$transaction([
    db.$executeRaw`
      UPDATE "Invitation" SET status = 'ENDED', "endedAt" = app_now(), "endedById" = 'system:worker'
      WHERE "toPersonalId" IS NOT NULL AND "expiresAt" < app_now() - ${days}::int * interval '1 day' AND (status = 'OPEN' OR (status = 'ACCEPTED' AND kind = 'HELP'))`,
    db.$executeRaw`
      UPDATE "Invitation" SET "toPersonalId" = NULL WHERE ("homeAgencyId", id) IN (
        SELECT "homeAgencyId", id FROM "Invitation" WHERE "toPersonalId" IS NOT NULL AND "createdAt" < app_now() - ${days}::int * interval '1 day'
          AND CASE WHEN status = 'ENDED' THEN least("endedAt", "expiresAt") WHEN status = 'DECLINED' OR (status = 'ACCEPTED' AND kind = 'HAND_OVER') THEN "answeredAt" END
            < app_now() - ${days}::int * interval '1 day'
        LIMIT ${ERASED_AT_ONCE}::int)`,
  ])
  return erased ?? 0
}
