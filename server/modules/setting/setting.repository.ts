import { db } from '#server/db.ts'

export const findSetting = (key: string) => db.setting.findUnique({ where: { key }, select: { value: true } })

export const findSettings = (prefix: string) =>
  db.setting.findMany({ where: { key: { startsWith: prefix } }, select: { key: true, value: true } })

export const findCalendar = (id: string) => db.calendarVersion.findUnique({ where: { id }, select: { definition: true } })

/** The newest version of the calendar that this agency works by: its own, its province's or the country's. */
export async function findCalendarOfAgency(agencyId: string): Promise<{ id: string; definition: unknown } | null> {
  const [row] = await db.$queryRaw<{ id: string; definition: unknown }[]>`
    SELECT c.id, c.definition FROM "CalendarVersion" c WHERE c.id = calendar_of_agency(${agencyId})`
  return row ?? null
}
