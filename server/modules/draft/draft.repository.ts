import { Prisma } from '#prisma/generated/client.ts'
import { db } from '#server/db.ts'
import { uploaderColumns } from '#server/uploader.repository.ts'

export interface DraftFile {
  paperId: string
  paperCode: string
  id: string
  name: string
  size: number
  contentType: string
  sha256: string
  scanState: string
  /** Of pictures. */
  sharpness: number | null
  uploadedAt: string
  uploadedBy: string
  byRole: string
  byName: string | null
}

export interface DraftRow {
  id: string
  accountId: string
  agencyId: string
  competentAgencyId: string
  procedureVersionId: string
  source: 'ONLINE' | 'DESK'
  answers: unknown
  applicant: unknown
  /** For whom it is filed; null: for the applicant. */
  owner: unknown
  /** Whom the owner of the draft let help, today. */
  helperIds: string[]
  revision: number
  updatedAt: Date
  expiresAt: Date
  submittedAt: Date | null
  lastPart: string | null
  sources: unknown
  renewedFromId: string | null
  resultWay: unknown
  /** Of the dossier that it became; both have one id. */
  dossierCode: string | null
  files: DraftFile[]
  now: Date
}

const columns = Prisma.sql`
  d.id, d."accountId", d."agencyId", d."competentAgencyId", d."procedureVersionId", d.source, d.answers, d.applicant, d.owner, ARRAY(SELECT helpers_of(d.id)) AS "helperIds", d.revision, d."updatedAt", d."expiresAt", d."submittedAt", d."lastPart", d.sources, d."renewedFromId", d."resultWay",
  (SELECT l.code FROM "DossierLocator" l WHERE l.id = d.id) AS "dossierCode", app_now() AS now,
  coalesce((
    SELECT json_agg(to_jsonb(x) ORDER BY x."uploadedAt", x."paperId") FROM (
      SELECT p.id AS "paperId", p."paperCode", f.id, f.name, f.size, f."contentType", f.sha256, f."scanState", f.sharpness, f."uploadedBy", ${uploaderColumns},
        to_char(p."addedAt" AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "uploadedAt"
      FROM "DraftPaper" p JOIN "StoredFile" f ON f.id = p."fileId" WHERE p."draftId" = d.id) x), '[]') AS files`

export async function findDraft(id: string): Promise<DraftRow | null> {
  const [row] = await db.$queryRaw<DraftRow[]>`SELECT ${columns} FROM "Draft" d WHERE d.id = ${id}`
  return row ?? null
}

/** Open drafts of a person, and those that this person helps with, newest first; older ones than fifty are reached by nobody. */
export const openDraftsOf = (accountId: string): Promise<DraftRow[]> => db.$queryRaw<DraftRow[]>`
  SELECT ${columns} FROM "Draft" d
  WHERE (d."accountId" = ${accountId} OR d.id IN (SELECT i."subjectId" FROM "Invitation" i
      WHERE i."toId" = ${accountId} AND i.kind = 'HELP' AND i.status = 'ACCEPTED' AND i."expiresAt" > app_now())) AND d."submittedAt" IS NULL AND d."expiresAt" > app_now()
  ORDER BY d."updatedAt" DESC LIMIT 50`

export async function insertDraft(draft: {
  id: string
  accountId: string
  agencyId: string
  competentAgencyId: string
  procedureVersionId: string
  source: 'ONLINE' | 'DESK'
  answers: Record<string, unknown>
  sources: Record<string, unknown>
  applicant: unknown
  owner: unknown
  days: number
}): Promise<void> {
  await db.$executeRaw`
    INSERT INTO "Draft" (id, "accountId", "agencyId", "competentAgencyId", "procedureVersionId", source, answers, sources, applicant, owner, "createdAt", "updatedAt",
      "expiresAt")
    SELECT ${draft.id}, ${draft.accountId}, ${draft.agencyId}, ${draft.competentAgencyId}, ${draft.procedureVersionId}, ${draft.source}, ${JSON.stringify(draft.answers)}::jsonb, ${JSON.stringify(draft.sources)}::jsonb,
      ${draft.applicant === null ? null : JSON.stringify(draft.applicant)}::jsonb,
      ${draft.owner === null ? null : JSON.stringify(draft.owner)}::jsonb, n.now, n.now, n.now + ${draft.days}::int * interval '1 day'
    FROM (SELECT app_now() AS now) n`
}

/** Only over the revision that the writer saw; null when somebody (another tab, another device) was faster. */
export async function saveAnswers(
  { id, revision }: Pick<DraftRow, 'id' | 'revision'>,
  { answers, sources, lastPart }: { answers: Record<string, unknown>; sources: Record<string, unknown>; lastPart: string | null },
  days: number,
): Promise<{ revision: number; updatedAt: Date } | null> {
  const [row] = await db.$queryRaw<{ revision: number; updatedAt: Date }[]>`
    UPDATE "Draft" SET answers = ${JSON.stringify(answers)}::jsonb, sources = ${JSON.stringify(sources)}::jsonb,
      "lastPart" = coalesce(${lastPart}::text, "lastPart"), revision = revision + 1, "updatedAt" = app_now(),
      "expiresAt" = app_now() + ${days}::int * interval '1 day'
    WHERE id = ${id} AND revision = ${revision} AND "submittedAt" IS NULL
    RETURNING revision, "updatedAt"`
  return row ?? null
}

/** Beside the answers: it disturbs nobody who is writing them. */
export const saveResultWay = (id: string, resultWay: object): Promise<number> => db.$executeRaw`
  UPDATE "Draft" SET "resultWay" = ${JSON.stringify(resultWay)}::jsonb, "updatedAt" = app_now() WHERE id = ${id} AND "submittedAt" IS NULL`

/** The same draft under another version of its procedure. */
export async function moveDraft(
  { id, revision, procedureVersionId }: Pick<DraftRow, 'id' | 'revision' | 'procedureVersionId'>,
  { versionId, answers, sources }: { versionId: string; answers: Record<string, unknown>; sources: Record<string, unknown> },
): Promise<{ revision: number } | null> {
  const [row] = await db.$queryRaw<{ revision: number }[]>`
    UPDATE "Draft" SET "procedureVersionId" = ${versionId}, "renewedFromId" = ${procedureVersionId}, answers = ${JSON.stringify(answers)}::jsonb,
      sources = ${JSON.stringify(sources)}::jsonb, "lastPart" = NULL, revision = revision + 1, "updatedAt" = app_now()
    WHERE id = ${id} AND revision = ${revision} AND "submittedAt" IS NULL
    RETURNING revision`
  return row ?? null
}

/** `uploadedBy` null: whoever sent it. */
export const deletePaper = async (draftId: string, paperId: string, uploadedBy: string | null): Promise<boolean> =>
  (await db.$executeRaw`
    DELETE FROM "DraftPaper" p USING "StoredFile" f
    WHERE p.id = ${paperId} AND p."draftId" = ${draftId} AND f.id = p."fileId" AND (${uploadedBy}::text IS NULL OR f."uploadedBy" = ${uploadedBy})`) >
  0

/** Its papers go with it; a draft that became a dossier stays. */
export async function deleteDraft(id: string): Promise<boolean> {
  return (await db.draft.deleteMany({ where: { id, submittedAt: null } })).count > 0
}
