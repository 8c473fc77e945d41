import { db } from '#server/db.ts'

/** Civil days (Việt Nam) that are over and have no root yet, since the first event; a bounded number at a time. */
export async function rootlessDays(limit: number): Promise<string[]> {
  const rows = await db.$queryRaw<{ day: string }[]>`
    SELECT to_char(d, 'YYYY-MM-DD') AS day FROM (
      SELECT generate_series(
        -- the first event of all is looked for only while there is no root
        coalesce((SELECT max(day) + 1 FROM "ChainRoot"), (SELECT (min(at) AT TIME ZONE 'Asia/Ho_Chi_Minh')::date FROM "DossierEvent")),
        (app_now() AT TIME ZONE 'Asia/Ho_Chi_Minh')::date - 1, interval '1 day')::date AS d) x
    ORDER BY d LIMIT ${limit}::int`
  return rows.map((row) => row.day)
}

const DAYS_OF_NONCES = 1
const DAYS_OF_SESSIONS = 30
const DAYS_OF_REMINDERS = 90

/** Sessions that ended long ago, nonces older than any message that would still be taken, and
    reminders that were settled long ago. */
export async function deleteExpired(): Promise<{ sessions: number; nonces: number; reminders: number }> {
  const [sessions, nonces, reminders] = await db.$transaction([
    db.$executeRaw`DELETE FROM "Session" WHERE "expiresAt" < app_now() - make_interval(days => ${DAYS_OF_SESSIONS}::int)`,
    db.$executeRaw`DELETE FROM "UsedNonce" WHERE at < app_now() - make_interval(days => ${DAYS_OF_NONCES}::int)`,
    db.$executeRaw`DELETE FROM "Reminder" WHERE "settledAt" < app_now() - make_interval(days => ${DAYS_OF_REMINDERS}::int)`,
  ])
  return { sessions, nonces, reminders }
}
