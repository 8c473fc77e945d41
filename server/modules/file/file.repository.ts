import { randomUUIDv7 } from 'node:crypto'
import { db } from '#server/db.ts'
import type { ReceivedFile } from './receive-file.ts'

/** Where an upload belongs before it is part of a dossier: a draft, or an open supplement request. */
export type FilePlace = { draftId: string } | { homeAgencyId: string; dossierId: string; supplementId: string; paperCode: string }

const NOWHERE = { draftId: null, homeAgencyId: null, dossierId: null, supplementId: null, paperCode: null }

export async function insertFile(
  uploadedBy: string,
  file: ReceivedFile,
  place: FilePlace,
): Promise<{ id: string; createdAt: Date }> {
  const { draftId, homeAgencyId, dossierId, supplementId, paperCode } = { ...NOWHERE, ...place }
  const [row] = await db.$queryRaw<{ id: string; createdAt: Date }[]>`
    INSERT INTO "StoredFile" (id, sha256, size, "contentType", name, purpose, "uploadedBy", "scanState", "createdAt",
      "draftId", "homeAgencyId", "dossierId", "supplementId", "paperCode")
    VALUES (${randomUUIDv7()}, ${file.sha256}, ${file.size}, ${file.contentType}, ${file.name}, 'PAPER', ${uploadedBy}, ${file.scanState}, app_now(),
      ${draftId}, ${homeAgencyId}, ${dossierId}, ${supplementId}, ${paperCode})
    RETURNING id, "createdAt"`
  if (!row) throw new Error('the inserted file gave no row')
  return row
}

export interface FileRow {
  id: string
  name: string
  size: number
  contentType: string
  sha256: string
  purpose: string
  scanState: string
  uploadedBy: string
  draftId: string | null
  homeAgencyId: string | null
  dossierId: string | null
  dossierCode: string | null
  supplementId: string | null
  /** Still attached to its draft. */
  isInDraft: boolean
  /** What kind of paper of its dossier it is; null: none. */
  paperKind: string | null
}

export async function findFile(id: string): Promise<FileRow | null> {
  const [row] = await db.$queryRaw<FileRow[]>`
    SELECT f.id, f.name, f.size, f."contentType", f.sha256, f.purpose, f."scanState", f."uploadedBy", f."draftId", f."homeAgencyId", f."dossierId", f."supplementId",
      (SELECT l.code FROM "DossierLocator" l WHERE l.id = f."dossierId") AS "dossierCode",
      EXISTS (SELECT 1 FROM "DraftPaper" p WHERE p."draftId" = f."draftId" AND p."fileId" = f.id) AS "isInDraft",
      (SELECT min(p.kind) FROM "DossierPaper" p WHERE p."homeAgencyId" = f."homeAgencyId" AND p."dossierId" = f."dossierId" AND p."fileId" = f.id)
        AS "paperKind"
    FROM "StoredFile" f WHERE f.id = ${id}`
  return row ?? null
}

/** Files uploaded for a supplement request and not taken back, oldest first. */
export const findSupplementFiles = (homeAgencyId: string, dossierId: string, supplementId: string) =>
  db.storedFile.findMany({
    where: { homeAgencyId, dossierId, supplementId, purpose: 'PAPER' },
    select: {
      id: true,
      name: true,
      size: true,
      contentType: true,
      sha256: true,
      paperCode: true,
      uploadedBy: true,
      createdAt: true,
    },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    take: 1_000,
  })

/** Taken back before it was supplied; false when it is a paper by now, or not this person's. */
export async function withdrawSupplementFile(id: string, uploadedBy: string): Promise<boolean> {
  const changed = await db.$executeRaw`
    UPDATE "StoredFile" f SET purpose = 'WITHDRAWN'
    WHERE f.id = ${id} AND f."uploadedBy" = ${uploadedBy} AND f."supplementId" IS NOT NULL AND f.purpose = 'PAPER'
      AND NOT EXISTS (SELECT 1 FROM "DossierPaper" p
        WHERE p."homeAgencyId" = f."homeAgencyId" AND p."dossierId" = f."dossierId" AND p."fileId" = f.id)`
  return changed > 0
}
