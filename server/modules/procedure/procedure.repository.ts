import { Prisma } from '#prisma/generated/client.ts'
import { db } from '#server/db.ts'

const today = Prisma.sql`(app_now() AT TIME ZONE 'Asia/Ho_Chi_Minh')::date`

export const findVersions = (ids: string[]) =>
  db.procedureVersion.findMany({ where: { id: { in: ids } }, select: { id: true, definition: true } })

export async function findEffectiveVersion(
  code: string,
  on: string | null,
): Promise<{ exists: boolean; versionId: string | null }> {
  const day = on === null ? today : Prisma.sql`${on}::date`
  const [row] = await db.$queryRaw<{ versionId: string | null }[]>`
    SELECT (SELECT v.id FROM "ProcedureVersion" v
      WHERE v."procedureCode" = p.code AND v."effectiveFrom" <= ${day} AND (v."effectiveTo" IS NULL OR v."effectiveTo" >= ${day})
      ORDER BY v.version DESC LIMIT 1) AS "versionId"
    FROM "Procedure" p WHERE p.code = ${code}`
  return { exists: row !== undefined, versionId: row?.versionId ?? null }
}

/** One condition for each word: an index answers these, and not one condition over an array of patterns. */
export const hasAll = (tokens: readonly string[]): Prisma.Sql =>
  tokens.length === 0
    ? Prisma.sql`true`
    : Prisma.join(
        tokens.map((token) => Prisma.sql`p.search LIKE ${`%${token}%`}`),
        ' AND ',
      )

/** Results handed over in the last ninety days, newest five thousand at most; on time means that the legal clock stopped before its end. */
export async function recentFigures(): Promise<{ finished: number; onTime: number; since: string }> {
  const [row] = await db.$queryRaw<{ finished: number; onTime: number; since: string }[]>`
    SELECT count(x.*)::int AS finished, (count(x.*) FILTER (WHERE x.done <= x.due))::int AS "onTime", to_char(s.since, 'YYYY-MM-DD') AS since
    FROM (SELECT ${today} - 90 AS since) s
    LEFT JOIN LATERAL (
      SELECT d."legalDueAt" AS due, (
        SELECT max(c."endAt") FROM "ClockSegment" c
        WHERE c."homeAgencyId" = d."homeAgencyId" AND c."dossierId" = d.id AND c.clock = 'legal' AND c.kind = 'RUN') AS done
      FROM "Dossier" d WHERE d."shellState" = 'returned' AND d."endedAt" >= s.since AND d."legalDueAt" IS NOT NULL
      ORDER BY d."endedAt" DESC LIMIT 5000
    ) x ON true
    GROUP BY s.since`
  if (!row) throw new Error('the figures gave no row')
  return row
}
