import { db } from '#server/db.ts'
import type { TimerKind } from '#workflows/dossier/events.ts'

export interface DueTimer {
  homeAgencyId: string
  dossierId: string
  code: string
  timerId: string
  kind: TimerKind
  /** Of the dossier, as the timer was read. */
  revision: number
  /** A withdrawal is being looked at: what would end the step by itself waits for the answer. */
  isHeld: boolean
}

/** Running timers whose time has come, the longest overdue first. */
export async function dueTimers(limit: number): Promise<DueTimer[]> {
  return db.$queryRaw<DueTimer[]>`
    SELECT t."homeAgencyId", t."dossierId", d.code, t."timerId", t.kind, d.revision, d."shellState" = 'withdrawalAsked' AS "isHeld"
    FROM "Timer" t
    JOIN "Dossier" d ON d."homeAgencyId" = t."homeAgencyId" AND d.id = t."dossierId"
    WHERE t.status = 'RUNNING' AND t."dueAt" <= app_now()
      AND NOT EXISTS (SELECT 1 FROM "Quarantine" q WHERE q."dossierId" = t."dossierId" AND q."liftedAt" IS NULL)
    ORDER BY t."dueAt" LIMIT ${limit}::int`
}
