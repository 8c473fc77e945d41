import { db } from '#server/db.ts'

export interface RatingRow {
  level: number
  reasons: string[]
  words: string | null
  createdAt: Date
  /** Until when it may be changed. */
  until: Date
  isOpen: boolean
}

export async function findRating(homeAgencyId: string, dossierId: string, days: number): Promise<RatingRow | null> {
  const [row] = await db.$queryRaw<RatingRow[]>`
    SELECT level, reasons, words, "createdAt", "createdAt" + make_interval(days => ${days}::int) AS until,
      "createdAt" + make_interval(days => ${days}::int) > app_now() AS "isOpen"
    FROM "Rating" WHERE "homeAgencyId" = ${homeAgencyId} AND "dossierId" = ${dossierId}`
  return row ?? null
}

export interface RatingToSave {
  homeAgencyId: string
  dossierId: string
  accountId: string
  agencyId: string
  receivingPointId: string
  procedureCode: string
  level: number
  reasons: readonly string[]
  words: string
}

/** The first, or a change of one's own while it may still be changed; 0: too late. */
export const saveRating = (rating: RatingToSave, days: number) => db.$executeRaw`
  INSERT INTO "Rating" AS r ("homeAgencyId", "dossierId", "accountId", "agencyId", "receivingPointId", "procedureCode", level, reasons, words, "createdAt", "updatedAt")
  VALUES (${rating.homeAgencyId}, ${rating.dossierId}, ${rating.accountId}, ${rating.agencyId}, ${rating.receivingPointId}, ${rating.procedureCode},
    ${rating.level}::int, ${[...rating.reasons]}, nullif(${rating.words}, ''), app_now(), app_now())
  ON CONFLICT ("homeAgencyId", "dossierId") DO UPDATE SET level = EXCLUDED.level, reasons = EXCLUDED.reasons, words = EXCLUDED.words, "updatedAt" = app_now()
  WHERE r."accountId" = EXCLUDED."accountId" AND r."createdAt" + make_interval(days => ${days}::int) > app_now()`

export interface MonthRow {
  month: string
  n: number
  levels: number[]
  reasons: Record<string, number>
}

/** The last twelve months (Việt Nam) of one agency, each with its levels and reasons. */
export const monthsOf = (agencyId: string) => db.$queryRaw<MonthRow[]>`
  WITH mine AS (
    SELECT to_char(r."createdAt" AT TIME ZONE 'Asia/Ho_Chi_Minh', 'YYYY-MM') AS month, r.level, r.reasons FROM "Rating" r
    WHERE r."agencyId" = ${agencyId} AND r."createdAt" >= date_trunc('month', app_now() AT TIME ZONE 'Asia/Ho_Chi_Minh') AT TIME ZONE 'Asia/Ho_Chi_Minh' - interval '11 months')
  SELECT m.month, count(*)::int AS n,
    ARRAY[count(*) FILTER (WHERE level = 1), count(*) FILTER (WHERE level = 2), count(*) FILTER (WHERE level = 3), count(*) FILTER (WHERE level = 4),
      count(*) FILTER (WHERE level = 5)]::int[] AS levels,
    coalesce((SELECT jsonb_object_agg(x.reason, x.n) FROM (SELECT reason, count(*)::int AS n FROM mine o, unnest(o.reasons) reason
      WHERE o.month = m.month GROUP BY reason) x), '{}') AS reasons
  FROM mine m GROUP BY m.month ORDER BY m.month DESC`

/** What was written in these months, in no order that tells when; without the dossier. */
export const wordsOf = async (agencyId: string, months: readonly string[], take: number) =>
  (
    await db.$queryRaw<{ words: string }[]>`
      SELECT r.words FROM "Rating" r WHERE r."agencyId" = ${agencyId} AND r.words IS NOT NULL
        AND to_char(r."createdAt" AT TIME ZONE 'Asia/Ho_Chi_Minh', 'YYYY-MM') = ANY (${[...months]})
      ORDER BY md5(r."dossierId") LIMIT ${take}::int`
  ).map(({ words }) => words)
