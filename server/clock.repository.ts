import { db } from './db.ts'

/** The application's time: the database's, moved by the test clock on a demo database. */
export async function appNow(): Promise<Date> {
  const [row] = await db.$queryRaw<{ now: Date }[]>`SELECT app_now() AS now`
  if (!row) throw new Error('app_now() gave no row')
  return row.now
}

export async function clockOffset(): Promise<number> {
  const row = await db.appClock.findUnique({ where: { id: 1 }, select: { offsetMs: true } })
  return Number(row?.offsetMs ?? 0)
}

/** The database refuses it (MC001) unless its setting `demo` is true. */
export async function setClockOffset(offsetMs: number): Promise<void> {
  const value = BigInt(offsetMs)
  await db.appClock.upsert({ where: { id: 1 }, create: { id: 1, offsetMs: value }, update: { offsetMs: value } })
}
