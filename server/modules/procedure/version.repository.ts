import { Prisma } from '#prisma/generated/client.ts'
import { db } from '#server/db.ts'
import type { ProcedureDefinition } from '#workflows/procedure/definition.ts'
import type { catalogueRows } from './catalogue-rows.ts'
import { hasAll } from './procedure.repository.ts'

export type Published = 'published' | 'unchanged' | 'versionTaken' | 'versionNotNext' | 'overlap'

/** The database decides, under a lock, whether this is the next version and whether its days are free. */
export async function publishRows(rows: ReturnType<typeof catalogueRows>): Promise<Published> {
  const [row] = await db.$queryRaw<{ outcome: Published }[]>`SELECT publish_version(${JSON.stringify(rows)}::jsonb) AS outcome`
  if (!row) throw new Error('publish_version gave no row')
  return row.outcome
}

const day = (column: Prisma.Sql) => Prisma.sql`to_char(${column}, 'YYYY-MM-DD')`
const today = Prisma.sql`(app_now() AT TIME ZONE 'Asia/Ho_Chi_Minh')::date`

export interface VersionRow {
  id: string
  version: number
  effectiveFrom: string
  effectiveTo: string | null
  publishedAt: Date
  sha256: string
  standing: 'past' | 'inForce' | 'future'
}

/** All versions of a procedure, newest first. */
export const findVersionsOf = (code: string): Promise<VersionRow[]> => db.$queryRaw<VersionRow[]>`
  SELECT v.id, v.version, ${day(Prisma.sql`v."effectiveFrom"`)} AS "effectiveFrom", ${day(Prisma.sql`v."effectiveTo"`)} AS "effectiveTo",
    v."publishedAt", v.sha256,
    CASE WHEN v."effectiveFrom" > ${today} THEN 'future' WHEN v."effectiveTo" < ${today} THEN 'past' ELSE 'inForce' END AS standing
  FROM "ProcedureVersion" v WHERE v."procedureCode" = ${code} ORDER BY v.version DESC`

export async function findToday(): Promise<string> {
  const [row] = await db.$queryRaw<{ today: string }[]>`SELECT ${day(today)} AS today`
  if (!row) throw new Error('today gave no row')
  return row.today
}

export interface ListedVersion {
  code: string
  nameVi: string
  nameEn: string
  fieldVi: string
  level: ProcedureDefinition['level']
  version: number
  versions: number
  onlineLevel: ProcedureDefinition['online']['level']
  partialReasonVi: string | null
  route: ProcedureDefinition['route']
  sources: ProcedureDefinition['sources']
  verified: boolean
  verifiedNoteVi: string
  generated: boolean
  standing: VersionRow['standing']
  effectiveFrom: string
}
export interface VersionFilter {
  /** Folded words, all of which have to be there. */
  tokens: string[]
  level: string | null
  online: string | null
  route: string | null
  verified: boolean | null
  generated: boolean | null
}

/** Each procedure with the version in force, or the nearest to it: the next one, else the last one. */
const listed = ({ tokens, level, online, route, verified, generated }: VersionFilter) => Prisma.sql`
  FROM "Procedure" p JOIN LATERAL (
    SELECT x.* FROM "ProcedureVersion" x WHERE x."procedureCode" = p.code
    ORDER BY (x."effectiveFrom" <= ${today} AND (x."effectiveTo" IS NULL OR x."effectiveTo" >= ${today})) DESC, x.version DESC LIMIT 1
  ) v ON true
  WHERE ${hasAll(tokens)}
    AND (${level}::text IS NULL OR p.level = ${level}) AND (${online}::text IS NULL OR v."onlineLevel" = ${online})
    AND (${route}::text IS NULL OR v.route = ${route}) AND (${verified}::boolean IS NULL OR v.verified = ${verified})
    AND (${generated}::boolean IS NULL OR v.generated = ${generated})`

export const findListed = (filter: VersionFilter, after: string | null, limit: number): Promise<ListedVersion[]> =>
  db.$queryRaw<ListedVersion[]>`
  SELECT p.code, p."nameVi", p."nameEn", p."fieldVi", p.level, v.version, v."onlineLevel", v.route, v.sources, v.verified, v.generated,
    v.definition -> 'online' ->> 'partialReasonVi' AS "partialReasonVi", v.definition ->> 'verifiedNoteVi' AS "verifiedNoteVi",
    ${day(Prisma.sql`v."effectiveFrom"`)} AS "effectiveFrom",
    CASE WHEN v."effectiveFrom" > ${today} THEN 'future' WHEN v."effectiveTo" < ${today} THEN 'past' ELSE 'inForce' END AS standing,
    (SELECT count(*)::int FROM "ProcedureVersion" n WHERE n."procedureCode" = p.code) AS versions
  ${listed(filter)} AND (${after}::text IS NULL OR p.code > ${after}) ORDER BY p.code LIMIT ${limit}`

export async function countListed(filter: VersionFilter): Promise<number> {
  const [row] = await db.$queryRaw<{ n: number }[]>`SELECT count(*)::int AS n ${listed(filter)}`
  return row?.n ?? 0
}
