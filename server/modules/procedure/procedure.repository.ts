import { Prisma } from '#prisma/generated/client.ts'
import { db } from '#server/db.ts'

const today = Prisma.sql`(app_now() AT TIME ZONE 'Asia/Ho_Chi_Minh')::date`

/** The version of each procedure that is in force on a day. */
const effective = (on: Prisma.Sql) => Prisma.sql`
  JOIN LATERAL (
    SELECT v.id FROM "ProcedureVersion" v
    WHERE v."procedureCode" = p.code AND v."effectiveFrom" <= ${on} AND (v."effectiveTo" IS NULL OR v."effectiveTo" >= ${on})
    ORDER BY v.version DESC LIMIT 1
  ) v ON true`

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

export interface Hit {
  versionId: string
  score: number
  popularity: number
  code: string
}
export interface Question {
  folded: string
  /** The question with its marks, when it has any. */
  marked: string | null
  tokens: string[]
  lifeEvent: string | null
  after: Omit<Hit, 'versionId'> | null
  limit: number
}

/** Samples stand behind a real procedure that fits nearly as well. */
const SAMPLE_PENALTY = 400

/** Whether the words stand there as typed, then how many of them, then how alike, then how often it is asked for: each outweighs the next. */
const scoreOf = ({ folded, marked, tokens }: Question) =>
  Prisma.sql`greatest(0, CASE WHEN p.code LIKE '9.%' THEN -${SAMPLE_PENALTY}::int ELSE 0 END
        + CASE WHEN ${marked}::text IS NOT NULL AND strpos(lower(p."nameVi" || ' | ' || array_to_string(p.synonyms, ' | ')), ${marked}::text) > 0 THEN 2000 ELSE 0 END
        + CASE WHEN strpos(p.search, ${folded}) > 0 THEN 1000 ELSE 0 END
        + CASE WHEN strpos(p.search, ${folded}) = 1 THEN 300 ELSE 0 END
        + (SELECT 500 * count(*) FILTER (WHERE strpos(p.search, t) > 0) / count(*) FROM unnest(${tokens}::text[]) t)
        + round(400 * word_similarity(${folded}, p.search)::numeric)
        + 6 * least(p.popularity, 16)
      )::int`

/** One condition for each word: an index answers these, and not one condition over an array of patterns. */
export const hasAll = (tokens: readonly string[]): Prisma.Sql =>
  tokens.length === 0
    ? Prisma.sql`true`
    : Prisma.join(
        tokens.map((token) => Prisma.sql`p.search LIKE ${`%${token}%`}`),
        ' AND ',
      )

/** Both sides of the first one use the trigram index; the second one forgives misspelling and is asked only when the first found nothing. */
const matches = ({ folded, tokens }: Question, isForgiving: boolean) =>
  isForgiving
    ? Prisma.sql`word_similarity(${folded}, p.search) >= 0.4`
    : Prisma.sql`((${hasAll(tokens)}) OR ${folded} <% p.search)`

/** Everything, most asked first: read off an index page by page. */
const allProcedures = ({ lifeEvent, after, limit }: Question): Promise<Hit[]> => db.$queryRaw<Hit[]>`
  SELECT v.id AS "versionId", 0 AS score, p.popularity, p.code
  FROM "Procedure" p ${effective(today)}
  WHERE (${lifeEvent}::text IS NULL OR ${lifeEvent}::text = ANY (p."lifeEvents"))
    AND ${after ? Prisma.sql`(-p.popularity, p.code) > (${-after.popularity}::int, ${after.code}::text)` : Prisma.sql`true`}
  ORDER BY -p.popularity, p.code LIMIT ${limit}`

export function searchProcedures(question: Question, isForgiving: boolean): Promise<Hit[]> {
  if (question.folded === '') return allProcedures(question)
  const { lifeEvent, after, limit } = question
  return db.$queryRaw<Hit[]>`
    SELECT x."versionId", x.score, x.popularity, x.code FROM (
      SELECT v.id AS "versionId", ${scoreOf(question)} AS score, p.popularity, p.code
      FROM "Procedure" p ${effective(today)}
      WHERE ${matches(question, isForgiving)} AND (${lifeEvent}::text IS NULL OR ${lifeEvent}::text = ANY (p."lifeEvents"))
    ) x
    WHERE ${after ? Prisma.sql`(-x.score, -x.popularity, x.code) > (${-after.score}::int, ${-after.popularity}::int, ${after.code}::text)` : Prisma.sql`true`}
    ORDER BY x.score DESC, x.popularity DESC, x.code LIMIT ${limit}`
}

export interface LifeEventRow {
  name: string
  codes: string[]
  versionIds: string[]
}

export const lifeEvents = (perEvent: number): Promise<LifeEventRow[]> => db.$queryRaw<LifeEventRow[]>`
  SELECT x.name, array_agg(x.code ORDER BY x.n) AS codes, array_agg(x.id ORDER BY x.n) AS "versionIds"
  FROM (
    SELECT e.name, p.code, v.id, row_number() OVER (PARTITION BY e.name ORDER BY p.popularity DESC, p.code) AS n
    FROM "Procedure" p ${effective(today)} CROSS JOIN LATERAL unnest(p."lifeEvents") AS e(name)
  ) x
  WHERE x.n <= ${perEvent} GROUP BY x.name ORDER BY min(x.n), x.name LIMIT 24`

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
