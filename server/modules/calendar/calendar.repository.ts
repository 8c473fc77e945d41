import 'server-only'
import { randomUUIDv7 } from 'node:crypto'
import { Prisma } from '#prisma/generated/client.ts'
import { db } from '#server/db.ts'
import type { CalendarDate } from '#workflows/working-time/working-time.schema.ts'

export type DayStatus = 'ANNOUNCED' | 'PROPOSED' | 'CONFIRMED'
export interface DayRow {
  scope: string
  date: string
  kind: CalendarDate['kind']
  nameVi: string
  parts: [string, string][] | null
  countsAsDay: boolean | null
  basis: string
  source: string
  status: DayStatus
}
export interface WeekRow {
  scope: string
  week: unknown
  weekCountsAsDay: string[]
  /** The first day on which these hours hold; null: ever since. */
  validFrom: string | null
  basis: string
}
export interface PlaceRow {
  id: string
  nameVi: string
  province: string
  provinceVi: string | null
}
export interface VersionRow {
  id: string
  key: string
  version: number
  sha256: string
}

/** Agencies in force, whose dossiers follow a calendar. */
export const listPlaces = () => db.$queryRaw<PlaceRow[]>`
  SELECT a.id, a."nameVi", a.province, u."nameVi" AS "provinceVi" FROM "Agency" a LEFT JOIN "AdminUnit" u ON u.code = a.province
  WHERE a."validTo" IS NULL OR a."validTo" >= (app_now() AT TIME ZONE 'Asia/Ho_Chi_Minh')::date ORDER BY a.code`

export const standingDays = () => db.$queryRaw<DayRow[]>`
  SELECT scope, to_char(date, 'YYYY-MM-DD') AS date, kind, "nameVi", parts, "countsAsDay", basis, source, status
  FROM "CalendarDay" WHERE "endedAt" IS NULL ORDER BY date`

export const standingWeeks = () => db.$queryRaw<WeekRow[]>`
  SELECT scope, week, "weekCountsAsDay", to_char("validFrom", 'YYYY-MM-DD') AS "validFrom", basis FROM "CalendarWeek"
  WHERE "endedAt" IS NULL ORDER BY scope, "validFrom" NULLS FIRST`

export const confirmedYears = () => db.$queryRaw<{ scope: string; year: number; basis: string; confirmedAt: Date }[]>`
  SELECT scope, year, basis, "confirmedAt" FROM "CalendarYear" ORDER BY year`

export const newestVersions = () => db.$queryRaw<VersionRow[]>`
  SELECT DISTINCT ON (key) id, key, version, sha256 FROM "CalendarVersion" ORDER BY key, version DESC`

export const allVersions = () => db.$queryRaw<(VersionRow & { definition: unknown })[]>`
  SELECT id, key, version, sha256, definition FROM "CalendarVersion" ORDER BY key, version`

export const recentPublications = () => db.$queryRaw<
  { calendarVersionId: string; noteVi: string; publishedById: string; publishedAt: Date }[]
>`SELECT "calendarVersionId", "noteVi", "publishedById", "publishedAt" FROM "CalendarPublication"
  ORDER BY "publishedAt" DESC, "calendarVersionId" LIMIT 20`

type NewDay = DayRow & { createdById: string }

const endDay = (scope: string, date: string, actorId: string) => db.$executeRaw`
  UPDATE "CalendarDay" SET "endedById" = ${actorId}, "endedAt" = app_now()
  WHERE scope = ${scope} AND date = ${date}::date AND "endedAt" IS NULL`

const insertDay = ({
  scope,
  date,
  kind,
  nameVi,
  parts,
  countsAsDay,
  basis,
  source,
  status,
  createdById,
}: NewDay) => db.$executeRaw`
  INSERT INTO "CalendarDay" (id, scope, date, kind, "nameVi", parts, "countsAsDay", basis, source, status, "createdById", "createdAt", "confirmedById", "confirmedAt")
  VALUES (${randomUUIDv7()}, ${scope}, ${date}::date, ${kind}, ${nameVi}, ${parts === null ? null : JSON.stringify(parts)}::jsonb, ${countsAsDay},
    ${basis}, ${source}, ${status}, ${createdById}, app_now(), ${status === 'CONFIRMED' ? createdById : null},
    ${status === 'CONFIRMED' ? Prisma.sql`app_now()` : Prisma.sql`NULL`})
  ON CONFLICT (scope, date) WHERE "endedAt" IS NULL DO NOTHING`

/** The new rows stand instead of those that stood on their dates, all of them or none. */
export async function replaceDays(days: readonly NewDay[]): Promise<void> {
  await db.$transaction(days.flatMap((day) => [endDay(day.scope, day.date, day.createdById), insertDay(day)]))
}

/** Leaves every date alone that has a row already; returns how many were added. */
export async function addDays(days: readonly NewDay[]): Promise<number> {
  const added = await db.$transaction(days.map(insertDay))
  return added.reduce((sum, count) => sum + count, 0)
}

export const removeDay = (scope: string, date: string, actorId: string): Promise<number> => endDay(scope, date, actorId)

/** What was proposed for the year counts as read from now on; a year is confirmed once. */
export async function confirmYear(scope: string, year: number, basis: string, actorId: string): Promise<number> {
  const [confirmed] = await db.$transaction([
    db.$executeRaw`UPDATE "CalendarDay" SET status = 'CONFIRMED', "confirmedById" = ${actorId}, "confirmedAt" = app_now()
      WHERE scope = ${scope} AND date >= make_date(${year}::int, 1, 1) AND date <= make_date(${year}::int, 12, 31)
        AND status = 'PROPOSED' AND "endedAt" IS NULL`,
    db.$executeRaw`INSERT INTO "CalendarYear" (scope, year, basis, "confirmedById", "confirmedAt")
      VALUES (${scope}, ${year}, ${basis}, ${actorId}, app_now()) ON CONFLICT (scope, year) DO NOTHING`,
  ])
  return confirmed
}

/** Stands from its day on, instead of another row of the same day. */
export async function replaceWeek({ scope, week, weekCountsAsDay, validFrom, basis }: WeekRow, actorId: string): Promise<void> {
  await db.$transaction([
    db.$executeRaw`UPDATE "CalendarWeek" SET "endedById" = ${actorId}, "endedAt" = app_now()
      WHERE scope = ${scope} AND "validFrom" IS NOT DISTINCT FROM ${validFrom}::date AND "endedAt" IS NULL`,
    db.$executeRaw`INSERT INTO "CalendarWeek" (id, scope, week, "weekCountsAsDay", "validFrom", basis, "createdById", "createdAt")
      VALUES (${randomUUIDv7()}, ${scope}, ${JSON.stringify(week)}::jsonb, ${weekCountsAsDay}, ${validFrom}::date, ${basis}, ${actorId}, app_now())`,
  ])
}

export interface NewVersion {
  key: string
  after: number
  definition: unknown
  sha256: string
  noteVi: string
  changes: unknown
}

/** All of them or none: one that was made meanwhile has the same number, and the whole publication is refused. */
export async function insertVersions(versions: readonly NewVersion[], actorId: string): Promise<boolean> {
  try {
    await db.$transaction(
      versions.flatMap(({ key, after, definition, sha256, noteVi, changes }) => {
        const id = `${key}@${after + 1}`
        return [
          db.$executeRaw`INSERT INTO "CalendarVersion" (id, key, version, definition, sha256, basis)
            VALUES (${id}, ${key}, ${after + 1}, ${JSON.stringify(definition)}::jsonb, ${sha256}, ${noteVi})`,
          db.$executeRaw`INSERT INTO "CalendarPublication" ("calendarVersionId", "noteVi", changes, "publishedById", "publishedAt")
            VALUES (${id}, ${noteVi}, ${JSON.stringify(changes)}::jsonb, ${actorId}, app_now())`,
        ]
      }),
    )
    return true
  } catch (error) {
    if (error instanceof Prisma.PrismaClientKnownRequestError && JSON.stringify(error.meta ?? {}).includes('23505')) return false
    throw error
  }
}

export const today = async (): Promise<string> => {
  const [row] = await db.$queryRaw<{ today: string }[]>`
    SELECT to_char(app_now() AT TIME ZONE 'Asia/Ho_Chi_Minh', 'YYYY-MM-DD') AS today`
  return row?.today ?? ''
}

export interface OpenDossier {
  homeAgencyId: string
  id: string
  code: string
  procedureVersionId: string
  calendarVersionId: string
  state: unknown
}

/** Open dossiers of these agencies in the order of their keys, a batch at a time. */
export const openDossiers = (agencies: readonly string[], after: { homeAgencyId: string; id: string }, limit: number) =>
  db.$queryRaw<OpenDossier[]>`
    SELECT "homeAgencyId", id, code, "procedureVersionId", "calendarVersionId", state FROM "Dossier"
    WHERE "endedAt" IS NULL AND "homeAgencyId" = ANY (${[...agencies]}) AND ("homeAgencyId", id) > (${after.homeAgencyId}, ${after.id})
    ORDER BY "homeAgencyId", id LIMIT ${limit}::int`

export const countOpen = async (agencies: readonly string[]): Promise<number> => {
  const [row] = await db.$queryRaw<{ n: number }[]>`
    SELECT count(*)::int AS n FROM "Dossier" WHERE "endedAt" IS NULL AND "homeAgencyId" = ANY (${[...agencies]})`
  return row?.n ?? 0
}

const targets = Prisma.sql`(SELECT a.id AS agency, calendar_of_agency(a.id) AS target FROM "Agency" a)`

export interface Behind {
  homeAgencyId: string
  id: string
  code: string
  target: string
}

/** Open dossiers that do not follow their agency's newest calendar yet. */
export const dossiersBehind = (after: { homeAgencyId: string; id: string }, limit: number) => db.$queryRaw<Behind[]>`
  SELECT d."homeAgencyId", d.id, d.code, t.target FROM "Dossier" d JOIN ${targets} t ON t.agency = d."homeAgencyId"
  WHERE d."endedAt" IS NULL AND d."calendarVersionId" <> t.target AND (d."homeAgencyId", d.id) > (${after.homeAgencyId}, ${after.id})
  ORDER BY d."homeAgencyId", d.id LIMIT ${limit}::int`

export const countBehind = async (): Promise<number> => {
  const [row] = await db.$queryRaw<{ n: number }[]>`
    SELECT count(*)::int AS n FROM "Dossier" d JOIN ${targets} t ON t.agency = d."homeAgencyId"
    WHERE d."endedAt" IS NULL AND d."calendarVersionId" <> t.target`
  return row?.n ?? 0
}
