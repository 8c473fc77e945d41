import { randomUUIDv7 } from 'node:crypto'
import { db } from '#server/db.ts'

export interface EarlierDossier {
  code: string
  procedureVersionId: string
  openedAt: Date
  answers: unknown
}

/** The last twenty dossiers that this person filed in an own matter, newest first, with what was answered in the end. */
export const earlierDossiers = (accountId: string): Promise<EarlierDossier[]> => db.$queryRaw<EarlierDossier[]>`
  SELECT d.code, d."procedureVersionId", d."openedAt", f.json->'answers' AS answers
  FROM (SELECT p."homeAgencyId", p."dossierId" FROM "DossierParty" p WHERE p."accountId" = ${accountId} AND p.kind = 'APPLICANT'
        AND EXISTS (SELECT 1 FROM "DossierParty" o WHERE o."homeAgencyId" = p."homeAgencyId" AND o."dossierId" = p."dossierId"
          AND o.kind = 'OWNER' AND o."accountId" = p."accountId")
        ORDER BY p."openedAt" DESC LIMIT 20) mine
  JOIN "Dossier" d ON d."homeAgencyId" = mine."homeAgencyId" AND d.id = mine."dossierId"
  JOIN LATERAL (SELECT t.json FROM "FormData" t WHERE t."homeAgencyId" = d."homeAgencyId" AND t."dossierId" = d.id AND t.id LIKE 'form-%'
        ORDER BY t.version DESC LIMIT 1) f ON f.json IS NOT NULL
  ORDER BY d."openedAt" DESC`

export interface EarlierPaper {
  fileId: string
  paperCode: string
  nameVi: string
  name: string
  size: number
  contentType: string
  sha256: string
  code: string
  addedAt: Date
}

/** Papers that this person sent for own matters and that nothing bad was found in; each content once, where it was used last. */
export const earlierPapers = (accountId: string): Promise<EarlierPaper[]> => db.$queryRaw<EarlierPaper[]>`
  SELECT * FROM (
    SELECT DISTINCT ON (x."paperCode", f.sha256) f.id AS "fileId", x."paperCode", x."nameVi", f.name, f.size, f."contentType", f.sha256, d.code, x."addedAt"
    FROM (SELECT p."homeAgencyId", p."dossierId" FROM "DossierParty" p WHERE p."accountId" = ${accountId} AND p.kind = 'APPLICANT'
          AND EXISTS (SELECT 1 FROM "DossierParty" o WHERE o."homeAgencyId" = p."homeAgencyId" AND o."dossierId" = p."dossierId"
            AND o.kind = 'OWNER' AND o."accountId" = p."accountId")
          ORDER BY p."openedAt" DESC LIMIT 20) mine
    JOIN "Dossier" d ON d."homeAgencyId" = mine."homeAgencyId" AND d.id = mine."dossierId"
    JOIN "DossierPaper" x ON x."homeAgencyId" = d."homeAgencyId" AND x."dossierId" = d.id AND x.kind = 'PAPER'
    JOIN "StoredFile" f ON f.id = x."fileId" AND f."uploadedBy" = ${accountId} AND f."scanState" IN ('CLEAN', 'NOT_CONFIGURED')
    ORDER BY x."paperCode", f.sha256, x."addedAt" DESC) one
  ORDER BY "addedAt" DESC LIMIT 100`

/** The same bytes under a new name of their own: the earlier dossier keeps its file, and the hash says that they are the same. */
export async function referAgain(from: {
  fileId: string
  accountId: string
  draftId: string
  paperCode: string
}): Promise<string | null> {
  const [fileId, paperId] = [randomUUIDv7(), randomUUIDv7()]
  const added = await db.$executeRaw`
    WITH copy AS (
      INSERT INTO "StoredFile" (id, sha256, size, "contentType", name, purpose, "uploadedBy", "scanState", "scannedAt", "scanNote", scanner, sharpness,
        "createdAt", "draftId")
      SELECT ${fileId}, f.sha256, f.size, f."contentType", f.name, 'PAPER', ${from.accountId}, f."scanState", f."scannedAt", f."scanNote", f.scanner,
        f.sharpness, app_now(), ${from.draftId}
      FROM "StoredFile" f WHERE f.id = ${from.fileId}
        AND NOT EXISTS (SELECT 1 FROM "DraftPaper" p JOIN "StoredFile" s ON s.id = p."fileId"
          WHERE p."draftId" = ${from.draftId} AND p."paperCode" = ${from.paperCode} AND s.sha256 = f.sha256)
      RETURNING id)
    INSERT INTO "DraftPaper" (id, "draftId", "paperCode", "fileId", "addedAt")
    SELECT ${paperId}, ${from.draftId}, ${from.paperCode}, copy.id, app_now() FROM copy`
  return added > 0 ? paperId : null
}
