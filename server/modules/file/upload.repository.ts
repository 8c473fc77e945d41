import { Prisma } from '#prisma/generated/client.ts'
import { db } from '#server/db.ts'
import type { FilePlace } from './file.repository.ts'
import type { UploadTarget } from './file.schema.ts'
import type { ReceivedFile } from './receive-file.ts'

export interface UploadRow {
  id: string
  accountId: string
  target: unknown
  name: string
  declaredType: string
  size: number
  status: 'RECEIVING' | 'DONE' | 'REFUSED'
  fileId: string | null
  refusal: unknown
}

export interface NewUpload {
  id: string
  accountId: string
  target: UploadTarget
  targetKey: string
  name: string
  declaredType: string
  size: number
  fingerprint: string
}

/** False when this person has as many on the way as one person may: their bytes lie here before anybody has looked at them. */
export async function insertUpload(upload: NewUpload, most: { uploads: number; bytes: number }): Promise<boolean> {
  const count = await db.$executeRaw`
    INSERT INTO "Upload" (id, "accountId", target, "targetKey", name, "declaredType", size, fingerprint, status, "createdAt", "touchedAt")
    SELECT ${upload.id}, ${upload.accountId}, ${JSON.stringify(upload.target)}::jsonb, ${upload.targetKey}, ${upload.name}, ${upload.declaredType},
      ${upload.size}::int, ${upload.fingerprint}, 'RECEIVING', app_now(), app_now()
    WHERE (SELECT count(*) < ${most.uploads}::int AND coalesce(sum(size), 0) + ${upload.size}::bigint <= ${most.bytes}::bigint
      FROM "Upload" WHERE "accountId" = ${upload.accountId} AND status = 'RECEIVING')`
  return count === 1
}

export async function findUpload(id: string): Promise<UploadRow | null> {
  const [row] = await db.$queryRaw<UploadRow[]>`
    SELECT id, "accountId", target, name, "declaredType", size, status, "fileId", refusal FROM "Upload" WHERE id = ${id}`
  return row ?? null
}

/** Somebody goes on with it, so it is not left behind. */
export const touchUpload = (id: string) => db.$executeRaw`
  UPDATE "Upload" SET "touchedAt" = app_now() WHERE id = ${id} AND status = 'RECEIVING'`

export const deleteUpload = (id: string) => db.$executeRaw`DELETE FROM "Upload" WHERE id = ${id}`

export const refuseUpload = (id: string, refusal: { code: string; details: Record<string, unknown> }) => db.$executeRaw`
  UPDATE "Upload" SET status = 'REFUSED', refusal = ${JSON.stringify(refusal)}::jsonb, "touchedAt" = app_now() WHERE id = ${id} AND status = 'RECEIVING'`

const NOWHERE = { draftId: null, homeAgencyId: null, dossierId: null, supplementId: null }

/** File, paper and end of the upload in one statement, under the upload's own id: done twice it is still one file. */
export async function completeUpload(upload: UploadRow, file: ReceivedFile, place: FilePlace): Promise<void> {
  const { draftId, homeAgencyId, dossierId, supplementId, paperCode } = { ...NOWHERE, ...place }
  const isPaperOfDraft = draftId !== null
  const paper = isPaperOfDraft
    ? Prisma.sql`, paper AS (
        INSERT INTO "DraftPaper" (id, "draftId", "paperCode", "fileId", "addedAt")
        SELECT stored.id, ${draftId}, ${paperCode}, stored.id, app_now() FROM stored)`
    : Prisma.empty
  await db.$executeRaw`
    WITH stored AS (
      INSERT INTO "StoredFile" (id, sha256, size, "contentType", name, purpose, "uploadedBy", "scanState", "scanNextAt", sharpness, "createdAt",
        "draftId", "homeAgencyId", "dossierId", "supplementId", "paperCode")
      VALUES (${upload.id}, ${file.sha256}, ${file.size}::int, ${file.contentType}, ${file.name}, 'PAPER', ${upload.accountId}, ${file.scanState},
        CASE WHEN ${file.scanState} = 'PENDING' THEN app_now() END, ${file.sharpness}::double precision, app_now(),
        ${draftId}, ${homeAgencyId}, ${dossierId}, ${supplementId}, ${isPaperOfDraft ? null : paperCode})
      ON CONFLICT (id) DO NOTHING RETURNING id
    )${paper}
    UPDATE "Upload" SET status = 'DONE', "fileId" = ${upload.id}, "touchedAt" = app_now() WHERE id = ${upload.id} AND status = 'RECEIVING'`
}

export interface UnfinishedRow {
  id: string
  name: string
  size: number
  fingerprint: string
}

/** What this person began to send there and has not finished. */
export const unfinishedUploads = (accountId: string, targetKey: string) => db.$queryRaw<UnfinishedRow[]>`
  SELECT id, name, size, fingerprint FROM "Upload"
  WHERE "accountId" = ${accountId} AND "targetKey" = ${targetKey} AND status = 'RECEIVING' ORDER BY "createdAt" LIMIT 50`

/** Nobody has gone on with these for so long. */
export const abandonedUploads = (hours: number, limit: number) => db.$queryRaw<{ id: string }[]>`
  SELECT id FROM "Upload" WHERE "touchedAt" < app_now() - make_interval(hours => ${hours}::int) ORDER BY "touchedAt" LIMIT ${limit}::int`

export const uploadsUnderWay = (after: string, take: number) =>
  db.upload.findMany({
    where: { id: { gt: after }, status: 'RECEIVING' },
    orderBy: { id: 'asc' },
    take,
    select: { id: true, size: true },
  })
