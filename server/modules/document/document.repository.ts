import { randomUUIDv7 } from 'node:crypto'
import { db } from '#server/db.ts'
import type { DocumentForm } from './document.schema.ts'

export interface DocumentKey {
  homeAgencyId: string
  dossierId: string
  form: DocumentForm
  /** The event that called for it. */
  eventSeq: number
  /** Of a RESULT: which of the version's results it is. */
  resultCode?: string
}

export interface IssuedDocument {
  homeAgencyId: string
  dossierId: string
  id: string
  form: string
  eventSeq: number
  number: string
  fileId: string
  sha256: string
  verifyId: string
  issuedAt: Date
  revokedAt: Date | null
}

export const findIssued = ({
  homeAgencyId,
  dossierId,
  form,
  eventSeq,
  resultCode = '',
}: DocumentKey): Promise<IssuedDocument | null> =>
  db.issuedDocument.findUnique({
    where: { homeAgencyId_dossierId_form_eventSeq_resultCode: { homeAgencyId, dossierId, form, eventSeq, resultCode } },
  })

interface NewDocument extends DocumentKey {
  number: string
  sha256: string
  size: number
  fileName: string
  verifyId: string
  by: string
}
const PURPOSES: Record<DocumentForm, 'FORM' | 'RESULT' | 'RECEIPT'> = {
  MAU_01: 'FORM',
  MAU_02: 'FORM',
  MAU_03: 'FORM',
  MAU_04: 'FORM',
  MAU_05: 'FORM',
  MAU_06: 'FORM',
  MAU_07: 'FORM',
  RESULT: 'RESULT',
  PAYMENT_RECEIPT: 'RECEIPT',
}

/** Document and file appear together; of two workers the second writes nothing. */
export async function insertIssued(document: NewDocument): Promise<void> {
  const fileId = randomUUIDv7()
  await db.$executeRaw`
    WITH issued AS (
      INSERT INTO "IssuedDocument" ("homeAgencyId", "dossierId", id, form, "eventSeq", number, "fileId", sha256, "verifyId", "issuedAt", "resultCode")
      VALUES (${document.homeAgencyId}, ${document.dossierId}, ${randomUUIDv7()}, ${document.form}, ${document.eventSeq}, ${document.number},
        ${fileId}, ${document.sha256}, ${document.verifyId}, app_now(), ${document.resultCode ?? ''})
      ON CONFLICT ("homeAgencyId", "dossierId", form, "eventSeq", "resultCode") DO NOTHING RETURNING "fileId"
    )
    INSERT INTO "StoredFile" (id, sha256, size, "contentType", name, purpose, "uploadedBy", "scanState", "createdAt", "homeAgencyId", "dossierId")
    SELECT issued."fileId", ${document.sha256}, ${document.size}, 'application/pdf', ${document.fileName}, ${PURPOSES[document.form]},
      ${document.by}, 'NOT_CONFIGURED', app_now(), ${document.homeAgencyId}, ${document.dossierId} FROM issued`
}

export interface DocumentOfDossier {
  form: string
  sha256: string
  name: string
  size: number
  homeAgencyId: string
  dossierId: string
  /** The dossier's result may leave the agency: it is ready, or everything is over. */
  isOut: boolean
}

export async function findDocument(code: string, id: string): Promise<DocumentOfDossier | null> {
  const [row] = await db.$queryRaw<DocumentOfDossier[]>`
    SELECT i.form, i.sha256, f.name, f.size, i."homeAgencyId", i."dossierId", (d."endedAt" IS NOT NULL OR d."shellState" = 'resultReady') AS "isOut"
    FROM "DossierLocator" l
    JOIN "Dossier" d ON d."homeAgencyId" = l."homeAgencyId" AND d.id = l.id
    JOIN "IssuedDocument" i ON i."homeAgencyId" = l."homeAgencyId" AND i."dossierId" = l.id AND i.id = ${id}
    JOIN "StoredFile" f ON f.id = i."fileId"
    WHERE l.code = ${code}`
  return row ?? null
}

export interface VerifiedRow {
  form: string
  number: string
  issuedAt: Date
  revokedAt: Date | null
  sha256: string
  agencyNameVi: string
  agencyNameEn: string
  procedureNameVi: string
  procedureNameEn: string
}

/** Public facts of a paper: nothing about whose it is. */
export async function findByVerifyId(verifyId: string): Promise<VerifiedRow | null> {
  const [row] = await db.$queryRaw<VerifiedRow[]>`
    SELECT i.form, i.number, i."issuedAt", i."revokedAt", i.sha256, a."nameVi" AS "agencyNameVi", a."nameEn" AS "agencyNameEn",
      p."nameVi" AS "procedureNameVi", p."nameEn" AS "procedureNameEn"
    FROM "IssuedDocument" i
    JOIN "Dossier" d ON d."homeAgencyId" = i."homeAgencyId" AND d.id = i."dossierId"
    JOIN "Agency" a ON a.id = d."competentAgencyId"
    JOIN "Procedure" p ON p.code = d."procedureCode"
    WHERE i."verifyId" = ${verifyId}`
  return row ?? null
}

/** Each register of an agency counts anew every year. A number taken for a paper that was never made stays a gap. */
export async function nextNumber(agencyId: string, register: string, year: number): Promise<number> {
  const [row] = await db.$queryRaw<{ n: number }[]>`SELECT next_document_number(${agencyId}, ${register}, ${year}::int) AS n`
  if (!row) throw new Error('next_document_number gave no row')
  return row.n
}
