import { db } from '#server/db.ts'

export const findSetting = (key: string) => db.setting.findUnique({ where: { key }, select: { value: true } })

export const findSettings = (prefix: string) =>
  db.setting.findMany({ where: { key: { startsWith: prefix } }, select: { key: true, value: true } })

export const findCalendar = (id: string) => db.calendarVersion.findUnique({ where: { id }, select: { definition: true } })

/** The newest version of the calendar that this agency works by. */
export async function findCalendarOfAgency(agencyId: string): Promise<{ id: string; definition: unknown } | null> {
  const [row] = await db.$queryRaw<{ id: string; definition: unknown }[]>`
    SELECT c.id, c.definition FROM "Agency" a JOIN "CalendarVersion" c ON c.key = a."calendarKey"
    WHERE a.id = ${agencyId} ORDER BY c.version DESC LIMIT 1`
  return row ?? null
}
