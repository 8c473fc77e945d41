import 'server-only'
import { Prisma } from '#prisma/generated/client.ts'
import { db } from '#server/db.ts'
import type { Actor } from '../account/actor.ts'
import type { Key } from './cursor.ts'
import { visibleTo } from './dossier.policy.ts'

export interface Candidate {
  homeAgencyId: string
  dossierId: string
  openedAt: Date
}

const keys = Prisma.sql`name_keys(p."homeAgencyId", p."agencyIds", p."openedAt", p."fullName")`
const behind = (after: Key | null) =>
  after ? Prisma.sql`AND (p."openedAt", p."dossierId") < (${after.at}::timestamptz, ${after.id})` : Prisma.empty

const candidates = (condition: Prisma.Sql, after: Key | null, take: number) => db.$queryRaw<Candidate[]>`
  SELECT DISTINCT p."openedAt", p."homeAgencyId", p."dossierId" FROM "DossierParty" p
  WHERE ${condition} ${behind(after)} ORDER BY p."openedAt" DESC, p."dossierId" DESC LIMIT ${take}`

/** Whose applicant or owner bears all these words in the name, among what these agencies had in these years; newest first. */
export function byName(
  { agencyIds, years, words }: { agencyIds: readonly string[]; years: readonly number[]; words: readonly string[] },
  after: Key | null,
  take: number,
): Promise<Candidate[]> {
  const each = agencyIds.flatMap((agencyId) =>
    years.map((year) => Prisma.sql`${keys} @> ${words.map((word) => `${agencyId}:${year}:${word}`)}::text[]`),
  )
  return candidates(Prisma.sql`(${Prisma.join(each, ' OR ')})`, after, take)
}

export const byPersonalId = (personalId: string, after: Key | null, take: number): Promise<Candidate[]> =>
  candidates(Prisma.sql`p."personalId" = ${personalId}`, after, take)

export async function byCode(code: string): Promise<Candidate[]> {
  return db.$queryRaw<Candidate[]>`
    SELECT d."openedAt", d."homeAgencyId", d.id AS "dossierId" FROM "DossierLocator" l
    JOIN "Dossier" d ON d."homeAgencyId" = l."homeAgencyId" AND d.id = l.id WHERE l.code = ${code} OR l."foreignCode" = ${code}`
}

export interface FoundRow {
  id: string
  code: string
  procedureNameVi: string
  procedureNameEn: string
  ownerName: string | null
  applicantName: string | null
  agencyNameVi: string
  nationalCode: number
  shellState: string
  openedAt: Date
  endedAt: Date | null
}

/** Of these dossiers those that the actor may see, newest first. */
export async function visibleOf(actor: Actor, found: readonly Candidate[], take: number): Promise<FoundRow[]> {
  if (found.length === 0) return []
  return db.$queryRaw<FoundRow[]>`
    SELECT d.id, d.code, pr."nameVi" AS "procedureNameVi", pr."nameEn" AS "procedureNameEn", o."fullName" AS "ownerName",
      a."fullName" AS "applicantName", g."nameVi" AS "agencyNameVi", d."nationalCode", d."shellState", d."openedAt", d."endedAt"
    FROM unnest(${found.map(({ homeAgencyId }) => homeAgencyId)}::text[], ${found.map(({ dossierId }) => dossierId)}::text[]) AS c(home, id)
    JOIN "Dossier" d ON d."homeAgencyId" = c.home AND d.id = c.id
    JOIN "Procedure" pr ON pr.code = d."procedureCode"
    JOIN "Agency" g ON g.id = d."competentAgencyId"
    LEFT JOIN "DossierParty" o ON o."homeAgencyId" = c.home AND o."dossierId" = c.id AND o.kind = 'OWNER'
    LEFT JOIN "DossierParty" a ON a."homeAgencyId" = c.home AND a."dossierId" = c.id AND a.kind = 'APPLICANT'
    WHERE ${visibleTo(actor)} ORDER BY d."openedAt" DESC, d.id DESC LIMIT ${take}`
}
