import { db } from '#server/db.ts'

export interface NewReferral {
  id: string
  kind: string
  agencyId: string
  accountId: string | null
  petitionId: string | null
  dossierCode: string | null
  toVi: string
  byId: string | null
}

/** As part of a change, or by itself; once for one id. */
export const writeReferral = (referral: NewReferral, petitionRequest: string | null) => db.$executeRaw`
  INSERT INTO "Referral" (id, kind, "agencyId", "accountId", "petitionId", "dossierCode", "toVi", "byId", at)
  SELECT ${referral.id}, ${referral.kind}, ${referral.agencyId}, ${referral.accountId}, ${referral.petitionId}, ${referral.dossierCode}, ${referral.toVi},
    ${referral.byId}, app_now()
  WHERE ${petitionRequest}::text IS NULL OR EXISTS (SELECT 1 FROM "PetitionEvent" e WHERE e."requestId" = ${petitionRequest})
  ON CONFLICT (id) DO NOTHING`

export interface ReferralRow {
  id: string
  kind: string
  agencyId: string
  accountId: string | null
  dossierCode: string | null
  toVi: string
  at: Date
}

export const referralsOf = (accountId: string, take: number) => db.$queryRaw<ReferralRow[]>`
  SELECT id, kind, "agencyId", "accountId", "dossierCode", "toVi", at FROM "Referral" WHERE "accountId" = ${accountId} ORDER BY at DESC, id DESC LIMIT ${take}::int`

export async function findReferral(id: string): Promise<ReferralRow | null> {
  const [row] = await db.$queryRaw<ReferralRow[]>`
    SELECT id, kind, "agencyId", "accountId", "dossierCode", "toVi", at FROM "Referral" WHERE id = ${id}`
  return row ?? null
}

/** How often people were told where to go, in the last twelve months; nobody's name. */
export const referralFigures = (agencyIds: readonly string[]) => db.$queryRaw<{ kind: string; n: number }[]>`
  SELECT kind, count(*)::int AS n FROM "Referral" WHERE "agencyId" = ANY (${[...agencyIds]}) AND at > app_now() - interval '12 months'
  GROUP BY kind ORDER BY kind`

export const filesOf = (petitionId: string, take: number) => db.$queryRaw<
  { id: string; name: string; size: number; scanState: string }[]
>`
  SELECT f.id, f.name, f.size, f."scanState" FROM "PetitionFile" p JOIN "StoredFile" f ON f.id = p."fileId"
  WHERE p."petitionId" = ${petitionId} ORDER BY p."addedAt", f.id LIMIT ${take}::int`

export interface PetitionFileRow {
  id: string
  petitionId: string
  name: string
  size: number
  contentType: string
  sha256: string
  scanState: string
  uploadedBy: string
}

export async function findPetitionFile(id: string): Promise<PetitionFileRow | null> {
  const [row] = await db.$queryRaw<PetitionFileRow[]>`
    SELECT f.id, p."petitionId", f.name, f.size, f."contentType", f.sha256, f."scanState", f."uploadedBy"
    FROM "PetitionFile" p JOIN "StoredFile" f ON f.id = p."fileId" WHERE f.id = ${id}`
  return row ?? null
}

interface NewFile {
  id: string
  sha256: string
  size: number
  contentType: string
  name: string
  scanState: string
}

/** The file and what it belongs to, as long as there are not too many; 0: there are. */
export const insertPetitionFile = (petitionId: string, by: string, file: NewFile, most: number) => db.$executeRaw`
  WITH room AS (SELECT 1 WHERE (SELECT count(*) FROM "PetitionFile" WHERE "petitionId" = ${petitionId}) < ${most}::int),
  kept AS (
    INSERT INTO "StoredFile" (id, sha256, size, "contentType", name, purpose, "uploadedBy", "scanState", "createdAt")
    SELECT ${file.id}, ${file.sha256}, ${file.size}::int, ${file.contentType}, ${file.name}, 'PETITION', ${by}, ${file.scanState}, app_now() FROM room RETURNING id)
  INSERT INTO "PetitionFile" ("petitionId", "fileId", "addedAt") SELECT ${petitionId}, id, app_now() FROM kept`
