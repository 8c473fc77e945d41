import { randomUUIDv7 } from 'node:crypto'
import { Prisma } from '#prisma/generated/client.ts'
import { db } from '#server/db.ts'

export type Side = 'CITIZEN' | 'AGENCY'
interface Place {
  homeAgencyId: string
  dossierId: string
}

interface NewMessage extends Place {
  side: Side
  authorId: string
  onBehalfOfId: string | null
  agencyId: string | null
  body: string
  requestId: string
  fileIds: readonly string[]
}

/** The message as it stands: a second insert under the same request finds the first. */
export async function insertMessage(
  message: NewMessage,
): Promise<{ id: string; authorId: string; body: string | null; at: Date; fileIds: string[] }> {
  const { homeAgencyId, dossierId, side, authorId, onBehalfOfId, agencyId, body, requestId, fileIds } = message
  await db.$executeRaw`
    WITH written AS (
      INSERT INTO "DossierMessage" ("homeAgencyId", id, "dossierId", side, "authorId", "onBehalfOfId", "agencyId", body, "requestId", "createdAt")
      VALUES (${homeAgencyId}, ${randomUUIDv7()}, ${dossierId}, ${side}, ${authorId}, ${onBehalfOfId}, ${agencyId}, ${body}, ${requestId}, app_now())
      ON CONFLICT ("homeAgencyId", "dossierId", "requestId") DO NOTHING RETURNING "homeAgencyId", id)
    INSERT INTO "MessageFile" ("homeAgencyId", "messageId", "fileId", "addedAt")
    SELECT w."homeAgencyId", w.id, f.id, app_now() FROM written w CROSS JOIN unnest(${[...new Set(fileIds)]}::text[]) AS f(id)`
  const found = await db.dossierMessage.findUniqueOrThrow({
    where: { homeAgencyId_dossierId_requestId: { homeAgencyId, dossierId, requestId } },
    select: { id: true, authorId: true, body: true, createdAt: true },
  })
  const files = await db.messageFile.findMany({
    where: { homeAgencyId, messageId: found.id },
    select: { fileId: true },
    take: 50,
  })
  return {
    id: found.id,
    authorId: found.authorId,
    body: found.body,
    at: found.createdAt,
    fileIds: files.map(({ fileId }) => fileId),
  }
}

export interface MessageRow {
  id: string
  side: Side
  authorId: string
  onBehalfOfId: string | null
  agencyId: string | null
  body: string | null
  at: Date
  /** Came from the other side after this reader last looked. */
  isUnread: boolean
  files: { id: string; name: string; size: number; contentType: string; sha256: string; scanState: string }[]
}

const readAtOf = (place: Place, readerId: string) => Prisma.sql`coalesce((SELECT r."readAt" FROM "MessageRead" r
  WHERE r."homeAgencyId" = ${place.homeAgencyId} AND r."dossierId" = ${place.dossierId} AND r."readerId" = ${readerId}), '-infinity')`

/** Newest first. */
export function listOf(
  place: Place,
  reader: { id: string; side: Side },
  after: { at: string; id: string } | null,
  take: number,
): Promise<MessageRow[]> {
  const behind = after ? Prisma.sql`AND (m."createdAt", m.id) < (${after.at}::timestamptz, ${after.id})` : Prisma.empty
  return db.$queryRaw<MessageRow[]>`
    SELECT m.id, m.side, m."authorId", m."onBehalfOfId", m."agencyId", m.body, m."createdAt" AS at,
      (m.side <> ${reader.side} AND m."createdAt" > ${readAtOf(place, reader.id)}) AS "isUnread",
      coalesce((SELECT jsonb_agg(jsonb_build_object('id', f.id, 'name', f.name, 'size', f.size, 'contentType', f."contentType", 'sha256', f.sha256,
          'scanState', f."scanState") ORDER BY f."createdAt", f.id)
        FROM "MessageFile" x JOIN "StoredFile" f ON f.id = x."fileId" WHERE x."homeAgencyId" = m."homeAgencyId" AND x."messageId" = m.id), '[]') AS files
    FROM "DossierMessage" m
    WHERE m."homeAgencyId" = ${place.homeAgencyId} AND m."dossierId" = ${place.dossierId} ${behind}
    ORDER BY m."createdAt" DESC, m.id DESC LIMIT ${take}::int`
}

const MOST_COUNTED = 99

export async function summaryOf(
  place: Place,
  reader: { id: string; side: Side },
): Promise<{ unread: number; latestAt: Date | null }> {
  const [row] = await db.$queryRaw<{ unread: number; latestAt: Date | null }[]>`
    SELECT (SELECT count(*)::int FROM (SELECT 1 FROM "DossierMessage" m
        WHERE m."homeAgencyId" = ${place.homeAgencyId} AND m."dossierId" = ${place.dossierId} AND m.side <> ${reader.side}
          AND m."createdAt" > ${readAtOf(place, reader.id)} LIMIT ${MOST_COUNTED}) counted) AS unread,
      (SELECT max(m."createdAt") FROM "DossierMessage" m
        WHERE m."homeAgencyId" = ${place.homeAgencyId} AND m."dossierId" = ${place.dossierId}) AS "latestAt"`
  return row ?? { unread: 0, latestAt: null }
}

/** Up to and with this message; what came in while the page was open stays unread. */
export async function markReadUpTo(place: Place, readerId: string, messageId: string): Promise<void> {
  await db.$executeRaw`
    INSERT INTO "MessageRead" ("homeAgencyId", "dossierId", "readerId", "readAt")
    SELECT m."homeAgencyId", m."dossierId", ${readerId}, m."createdAt" FROM "DossierMessage" m
    WHERE m."homeAgencyId" = ${place.homeAgencyId} AND m."dossierId" = ${place.dossierId} AND m.id = ${messageId}
    ON CONFLICT ("homeAgencyId", "dossierId", "readerId") DO UPDATE SET "readAt" = greatest("MessageRead"."readAt", EXCLUDED."readAt")`
}
