import 'server-only'
import { Prisma } from '#prisma/generated/client.ts'
import { db } from '#server/db.ts'
import { SHELL_WORK } from '#workflows/procedure/performer.ts'
import type { Key } from '../dossier/cursor.ts'

export interface RegisterRow {
  id: string
  code: string
  procedureVi: string
  ownerName: string
  ownerAddress: string | null
  ownerPhone: string | null
  agencyVi: string
  /** Null only for one that a step asks about before it was received. */
  receivedAt: Date | null
  promisedAt: Date | null
  handedOverAt: Date | null
  resultAt: Date | null
  returnedAt: Date | null
  returnedWay: string | null
  receiverName: string | null
  resultWay: string
  shellState: string
  decision: string | null
  isExtended: boolean
}

export interface Span {
  agencyId: string
  from: string
  to: string
  procedureCode: string | null
}

const received = ({
  agencyId,
  from,
  to,
  procedureCode,
}: Span) => Prisma.sql`d."receivingPointId" = ${agencyId} AND d."receivedAt" IS NOT NULL
  AND d."receivedAt" >= ${from}::date::timestamp AT TIME ZONE 'Asia/Ho_Chi_Minh'
  AND d."receivedAt" < (${to}::date + 1)::timestamp AT TIME ZONE 'Asia/Ho_Chi_Minh'
  ${procedureCode === null ? Prisma.empty : Prisma.sql`AND d."procedureCode" = ${procedureCode}`}`

const ofDossier = Prisma.sql`w."homeAgencyId" = d."homeAgencyId" AND w."dossierId" = d.id`

const selected = Prisma.sql`
  SELECT d.id, d.code, p."nameVi" AS "procedureVi", coalesce(o."fullName", a."fullName", '') AS "ownerName",
    coalesce(o.address, a.address) AS "ownerAddress", coalesce(o.phone, a.phone) AS "ownerPhone", g."nameVi" AS "agencyVi",
    d."receivedAt", d."promisedDueAt" AS "promisedAt",
    (SELECT min(w."openedAt") FROM "WorkItem" w WHERE ${ofDossier} AND w.member IS NULL AND w.step <> ALL (${[...SHELL_WORK]}::text[])) AS "handedOverAt",
    (SELECT max(w."openedAt") FROM "WorkItem" w WHERE ${ofDossier} AND w.step = 'return') AS "resultAt",
    coalesce(v.at, CASE WHEN d."shellState" = 'returned' THEN d."endedAt" END) AS "returnedAt", v.way AS "returnedWay", v."receiverName",
    d."resultWay", d."shellState", d.decision, coalesce(d."promisedDueAt" > d."legalDueAt", FALSE) AS "isExtended"
  FROM "Dossier" d
  JOIN "Procedure" p ON p.code = d."procedureCode"
  JOIN "Agency" g ON g.id = d."competentAgencyId"
  LEFT JOIN "DossierParty" o ON o."homeAgencyId" = d."homeAgencyId" AND o."dossierId" = d.id AND o.kind = 'OWNER'
  LEFT JOIN "DossierParty" a ON a."homeAgencyId" = d."homeAgencyId" AND a."dossierId" = d.id AND a.kind = 'APPLICANT'
  LEFT JOIN LATERAL (SELECT x.at, x.way, x."receiverName" FROM "Delivery" x
    WHERE x."homeAgencyId" = d."homeAgencyId" AND x."dossierId" = d.id ORDER BY x.at DESC LIMIT 1) v ON TRUE`

/** In the order in which they were received, by keyset. */
export function listRegister(span: Span, after: Key | null, take: number): Promise<RegisterRow[]> {
  const behind = after ? Prisma.sql`AND (d."receivedAt", d.id) > (${after.at}::timestamptz, ${after.id})` : Prisma.empty
  return db.$queryRaw<RegisterRow[]>`${selected} WHERE ${received(span)} ${behind} ORDER BY d."receivedAt", d.id LIMIT ${take}`
}

/** The one line of a dossier. */
export async function findInRegister(homeAgencyId: string, id: string): Promise<RegisterRow | null> {
  const [row] = await db.$queryRaw<RegisterRow[]>`${selected} WHERE d."homeAgencyId" = ${homeAgencyId} AND d.id = ${id}`
  return row ?? null
}

export interface OfProcedure {
  code: string
  nameVi: string
  nameEn: string
  total: number
  /** Those that come up to the key: the number of the next line follows from it. */
  before: number
}

/** What was received in these days by procedure, whichever is looked at: read once, for the numbers of lines and for the choice. */
export const countRegister = (span: Span, upTo: Key | null) => db.$queryRaw<OfProcedure[]>`
  SELECT p.code, p."nameVi", p."nameEn", x.total, x.before FROM (
    SELECT d."procedureCode" AS code, count(*)::int AS total,
      count(*) FILTER (WHERE (d."receivedAt", d.id) <= (${upTo?.at ?? '-infinity'}::timestamptz, ${upTo?.id ?? ''}))::int AS before
    FROM "Dossier" d WHERE ${received({ ...span, procedureCode: null })} GROUP BY 1
  ) x JOIN "Procedure" p ON p.code = x.code ORDER BY p."nameVi", p.code`

export async function findProvince(code: string): Promise<string | null> {
  return (await db.adminUnit.findUnique({ where: { code }, select: { nameVi: true } }))?.nameVi ?? null
}
