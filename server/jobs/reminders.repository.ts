import { db } from '#server/db.ts'

export interface UnplannedTimer {
  homeAgencyId: string
  dossierId: string
  timerId: string
  calendarVersionId: string
  dueAt: Date
  startedAt: Date
  minutes: number
}

/** Where a page of running timers ended. */
export interface TimerKey {
  dueAt: Date
  homeAgencyId: string
  dossierId: string
  timerId: string
}

/** The next running timers that are due within so many days, in that order. */
export const runningTimers = (days: number, after: TimerKey | null, limit: number) => db.$queryRaw<TimerKey[]>`
  SELECT t."dueAt", t."homeAgencyId", t."dossierId", t."timerId" FROM "Timer" t
  WHERE t.status = 'RUNNING' AND t."dueAt" IS NOT NULL AND t."dueAt" > app_now() AND t."dueAt" <= app_now() + make_interval(days => ${days}::int)
    AND t."dueAt" >= ${after?.dueAt ?? '-infinity'}::timestamptz
    AND (t."dueAt", t."homeAgencyId", t."dossierId", t."timerId")
      > (${after?.dueAt ?? '-infinity'}::timestamptz, ${after?.homeAgencyId ?? ''}, ${after?.dossierId ?? ''}, ${after?.timerId ?? ''})
  ORDER BY t."dueAt", t."homeAgencyId", t."dossierId", t."timerId" LIMIT ${limit}::int`

/** Those of these timers that have no reminder for their date yet, one row for each wanted distance. */
export const unplannedOf = (timers: readonly TimerKey[], minutes: readonly number[]) => db.$queryRaw<UnplannedTimer[]>`
  SELECT t."homeAgencyId", t."dossierId", t."timerId", d."calendarVersionId", t."dueAt", m.minutes,
    coalesce((SELECT (x ->> 'startedAt')::timestamptz FROM jsonb_array_elements(d.state -> 'context' -> 'timers') x
      WHERE x ->> 'timerId' = t."timerId"), d."openedAt") AS "startedAt"
  FROM jsonb_to_recordset(${JSON.stringify(timers)}::jsonb) AS t("homeAgencyId" text, "dossierId" text, "timerId" text, "dueAt" timestamptz)
  JOIN LATERAL (SELECT d."calendarVersionId", d.state, d."openedAt" FROM "Dossier" d
    WHERE d."homeAgencyId" = t."homeAgencyId" AND d.id = t."dossierId" OFFSET 0) d ON true
  CROSS JOIN unnest(${[...minutes]}::int[]) AS m(minutes)
  WHERE NOT EXISTS (SELECT 1 FROM "Reminder" r WHERE r."homeAgencyId" = t."homeAgencyId" AND r."dossierId" = t."dossierId"
    AND r."timerId" = t."timerId" AND r.minutes = m.minutes AND r."forDueAt" = t."dueAt")`

export interface PlannedReminder extends Pick<UnplannedTimer, 'homeAgencyId' | 'dossierId' | 'timerId' | 'minutes'> {
  forDueAt: string
  remindAt: string
  status: 'WAITING' | 'STALE'
}

export const insertReminders = (planned: readonly PlannedReminder[]) => db.$executeRaw`
  INSERT INTO "Reminder" ("homeAgencyId", "dossierId", "timerId", minutes, "forDueAt", "remindAt", status, "settledAt")
  SELECT r."homeAgencyId", r."dossierId", r."timerId", r.minutes, r."forDueAt", r."remindAt", r.status,
    CASE WHEN r.status = 'STALE' THEN app_now() END
  FROM jsonb_to_recordset(${JSON.stringify(planned)}::jsonb) AS r("homeAgencyId" text, "dossierId" text, "timerId" text, minutes int,
    "forDueAt" timestamptz, "remindAt" timestamptz, status text)
  ON CONFLICT DO NOTHING`

export interface WaitingReminder extends Pick<UnplannedTimer, 'homeAgencyId' | 'dossierId' | 'timerId' | 'minutes'> {
  kind: string
  forDueAt: Date
  /** The timer still runs to that date, and the date has not come. */
  isLive: boolean
}

export const waitingReminders = (limit: number) => db.$queryRaw<WaitingReminder[]>`
  SELECT r."homeAgencyId", r."dossierId", r."timerId", r.minutes, r."forDueAt", coalesce(t.kind, '') AS kind,
    (t.status = 'RUNNING' AND t."dueAt" = r."forDueAt" AND t."dueAt" > app_now()) IS TRUE AS "isLive"
  FROM "Reminder" r
  LEFT JOIN "Timer" t ON t."homeAgencyId" = r."homeAgencyId" AND t."dossierId" = r."dossierId" AND t."timerId" = r."timerId"
  WHERE r.status = 'WAITING' AND r."remindAt" <= app_now() ORDER BY r."remindAt" LIMIT ${limit}::int`

type Key = Pick<WaitingReminder, 'homeAgencyId' | 'dossierId' | 'timerId' | 'minutes' | 'forDueAt'>

export const settleReminder = (
  { homeAgencyId, dossierId, timerId, minutes, forDueAt }: Key,
  status: 'SENT' | 'STALE',
) => db.$executeRaw`
  UPDATE "Reminder" SET status = ${status}, "settledAt" = app_now()
  WHERE "homeAgencyId" = ${homeAgencyId} AND "dossierId" = ${dossierId} AND "timerId" = ${timerId} AND minutes = ${minutes}::int
    AND "forDueAt" = ${forDueAt} AND status = 'WAITING'`
