import { Prisma } from '#prisma/generated/client.ts'
import { db } from '#server/db.ts'

/** Figures go stale with dossiers that end, and with those that become too old to count. */
const FRESH_DAYS = 1
const COUNTED_DAYS = 365

/** Procedures whose figures are to be made anew, by code, a page at a time. */
export async function staleProcedures(after: string, limit: number): Promise<string[]> {
  const rows = await db.$queryRaw<{ code: string }[]>`
    SELECT p.code FROM "Procedure" p LEFT JOIN "ProcedureDuration" f ON f."procedureCode" = p.code
    WHERE p.code > ${after} AND (f."computedAt" < app_now() - make_interval(days => ${FRESH_DAYS}::int) OR EXISTS (
      SELECT 1 FROM "Dossier" d WHERE d."procedureCode" = p.code AND d."endedAt" > coalesce(f.until, '-infinity')))
    ORDER BY p.code LIMIT ${limit}`
  return rows.map(({ code }) => code)
}

export interface EndedRow {
  endedAt: Date
  calendarVersionId: string
  startAt: Date
  stopAt: Date
  /** Times in which everybody waited for the applicant. */
  waits: { from: string; to: string }[]
}

const ofProcedure = (code: string, bounds: Prisma.Sql, limit: number) => db.$queryRaw<EndedRow[]>`
  SELECT d."endedAt", d."calendarVersionId", r."startAt", r."endAt" AS "stopAt", coalesce((
      SELECT jsonb_agg(jsonb_build_object('from', to_char(c."startAt" AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
        'to', to_char(c."endAt" AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) ORDER BY c."startAt")
      FROM "ClockSegment" c
      WHERE c."homeAgencyId" = d."homeAgencyId" AND c."dossierId" = d.id AND c.clock = 'legal' AND c.kind = 'PAUSE' AND c."endAt" IS NOT NULL
        AND c.reason IN ('SUPPLEMENT', 'OBLIGATION', 'RESULT_READY')), '[]') AS waits
  FROM (SELECT x."homeAgencyId", x.id, x."endedAt", x."calendarVersionId" FROM "Dossier" x
    WHERE x."procedureCode" = ${code} AND x."shellState" IN ('returned', 'refused') AND ${bounds}
    ORDER BY x."endedAt" DESC, x.id LIMIT ${limit}) d
  CROSS JOIN LATERAL (SELECT c."startAt", c."endAt" FROM "ClockSegment" c
    WHERE c."homeAgencyId" = d."homeAgencyId" AND c."dossierId" = d.id AND c.clock = 'legal' AND c.kind = 'RUN' AND c."endAt" IS NOT NULL
    ORDER BY c.n LIMIT 100) r
  ORDER BY d."endedAt" DESC, d.id LIMIT ${limit}`

/** The newest dossiers of a procedure that were decided. */
export const newestEnded = (code: string, limit: number) =>
  ofProcedure(code, Prisma.sql`x."endedAt" > app_now() - make_interval(days => ${COUNTED_DAYS}::int)`, limit)

/** Those that a figure was made of. */
export const endedBetween = (code: string, since: Date, until: Date, limit: number) =>
  ofProcedure(code, Prisma.sql`x."endedAt" BETWEEN ${since} AND ${until}`, limit)

export interface Duration {
  cases: number
  medianMinutes: number
  p80Minutes: number
  since: Date
  until: Date
}

export const storeDuration = (code: string, { cases, medianMinutes, p80Minutes, since, until }: Duration) => db.$executeRaw`
  INSERT INTO "ProcedureDuration" ("procedureCode", cases, "medianMinutes", "p80Minutes", since, until, "computedAt")
  VALUES (${code}, ${cases}::int, ${medianMinutes}::int, ${p80Minutes}::int, ${since}, ${until}, app_now())
  ON CONFLICT ("procedureCode") DO UPDATE SET cases = EXCLUDED.cases, "medianMinutes" = EXCLUDED."medianMinutes",
    "p80Minutes" = EXCLUDED."p80Minutes", since = EXCLUDED.since, until = EXCLUDED.until, "computedAt" = EXCLUDED."computedAt"`

export const dropDuration = (code: string) => db.$executeRaw`DELETE FROM "ProcedureDuration" WHERE "procedureCode" = ${code}`

export const findDuration = (procedureCode: string): Promise<Duration | null> =>
  db.procedureDuration.findUnique({ where: { procedureCode } })

export const durationsAfter = (after: string, take: number) =>
  db.procedureDuration.findMany({ where: { procedureCode: { gt: after } }, orderBy: { procedureCode: 'asc' }, take })
