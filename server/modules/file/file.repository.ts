import { Prisma } from '#prisma/generated/client.ts'
import { db } from '#server/db.ts'
import { uploaderColumns } from '#server/uploader.repository.ts'
import type { FilesAt, ScanState } from './file.schema.ts'

/** Where an upload belongs before it is part of a dossier: a draft, an open supplement request, or beside the form. */
export type FilePlace =
  | { draftId: string; paperCode: string }
  | { homeAgencyId: string; dossierId: string; supplementId: string; paperCode: string }

export interface FileRow {
  id: string
  name: string
  size: number
  contentType: string
  sha256: string
  purpose: string
  scanState: ScanState
  uploadedBy: string
  draftId: string | null
  homeAgencyId: string | null
  dossierId: string | null
  dossierCode: string | null
  supplementId: string | null
  /** Which paper it was sent for, beside or after the form. */
  paperCode: string | null
  /** Still attached to its draft. */
  isInDraft: boolean
  /** What kind of paper of its dossier it is; null: none. */
  paperKind: string | null
  /** What that paper is called. */
  paperName: string | null
  /** It went out with a message. */
  isInMessage: boolean
  now: Date
}

export async function findFile(id: string): Promise<FileRow | null> {
  const [row] = await db.$queryRaw<FileRow[]>`
    SELECT f.id, f.name, f.size, f."contentType", f.sha256, f.purpose, f."scanState", f."uploadedBy", f."draftId", f."homeAgencyId", f."dossierId", f."supplementId", f."paperCode",
      (SELECT l.code FROM "DossierLocator" l WHERE l.id = f."dossierId") AS "dossierCode",
      EXISTS (SELECT 1 FROM "DraftPaper" p WHERE p."draftId" = f."draftId" AND p."fileId" = f.id) AS "isInDraft",
      (SELECT min(p.kind) FROM "DossierPaper" p WHERE p."homeAgencyId" = f."homeAgencyId" AND p."dossierId" = f."dossierId" AND p."fileId" = f.id)
        AS "paperKind",
      (SELECT min(p."nameVi") FROM "DossierPaper" p WHERE p."homeAgencyId" = f."homeAgencyId" AND p."dossierId" = f."dossierId" AND p."fileId" = f.id)
        AS "paperName",
      EXISTS (SELECT 1 FROM "MessageFile" m WHERE m."homeAgencyId" = f."homeAgencyId" AND m."fileId" = f.id) AS "isInMessage", app_now() AS now
    FROM "StoredFile" f WHERE f.id = ${id}`
  return row ?? null
}

export interface SentFile {
  id: string
  name: string
  size: number
  contentType: string
  sha256: string
  paperCode: string | null
  uploadedBy: string
  byRole: string
  byName: string | null
  createdAt: Date
  scanState: string
  sharpness: number | null
}
const sentColumns = Prisma.sql`f.id, f.name, f.size, f."contentType", f.sha256, f."paperCode", f."uploadedBy", f."createdAt", f."scanState", f.sharpness,
  ${uploaderColumns}`

/** A file by its sender's upload; null when it was taken back. */
export async function findSentFile(id: string): Promise<SentFile | null> {
  const [row] = await db.$queryRaw<
    SentFile[]
  >`SELECT ${sentColumns} FROM "StoredFile" f WHERE f.id = ${id} AND f.purpose = 'PAPER'`
  return row ?? null
}

/** Files uploaded for a supplement request, or beside the form, and not taken back, oldest first. */
export const findSupplementFiles = (homeAgencyId: string, dossierId: string, supplementId: string) => db.$queryRaw<SentFile[]>`
  SELECT ${sentColumns} FROM "StoredFile" f
  WHERE f."homeAgencyId" = ${homeAgencyId} AND f."dossierId" = ${dossierId} AND f."supplementId" = ${supplementId} AND f.purpose = 'PAPER'
  ORDER BY f."createdAt", f.id LIMIT 1000`

/** Taken back before it was supplied; false when it is a paper by now, or somebody else's. `uploadedBy` null: whoever sent it. */
export async function withdrawSupplementFile(id: string, uploadedBy: string | null): Promise<boolean> {
  const changed = await db.$executeRaw`
    UPDATE "StoredFile" f SET purpose = 'WITHDRAWN'
    WHERE f.id = ${id} AND (${uploadedBy}::text IS NULL OR f."uploadedBy" = ${uploadedBy}) AND f."supplementId" IS NOT NULL AND f.purpose = 'PAPER'
      AND NOT EXISTS (SELECT 1 FROM "MessageFile" m WHERE m."homeAgencyId" = f."homeAgencyId" AND m."fileId" = f.id)
      AND NOT EXISTS (SELECT 1 FROM "DossierPaper" p
        WHERE p."homeAgencyId" = f."homeAgencyId" AND p."dossierId" = f."dossierId" AND p."fileId" = f.id)`
  return changed > 0
}

export interface ScannedRow {
  id: string
  scanState: ScanState
}

/** What this person sent to one place beside or after the form. */
export function scansAt(accountId: string, at: Exclude<FilesAt, { draftId: string }>): Promise<ScannedRow[]> {
  const subjectId = 'attachTo' in at ? at.subjectId : at.supplementId
  return db.$queryRaw<ScannedRow[]>`
    SELECT f.id, f."scanState" FROM "DossierLocator" l
    JOIN "StoredFile" f ON f."homeAgencyId" = l."homeAgencyId" AND f."dossierId" = l.id AND f."supplementId" = ${subjectId}
    WHERE l.code = ${at.dossierCode} AND f."uploadedBy" = ${accountId} AND f.purpose = 'PAPER' ORDER BY f.id LIMIT 500`
}
