import { db } from '#server/db.ts'

export interface DueScan {
  id: string
  sha256: string
  attempts: number
}

/** Takes files that wait to be looked at; nobody else gets them until the lease ends. */
export const claimScans = (limit: number, leaseSeconds: number) => db.$queryRaw<DueScan[]>`
  UPDATE "StoredFile" f SET "scanAttempts" = f."scanAttempts" + 1, "scanNextAt" = app_now() + make_interval(secs => ${leaseSeconds}::int)
  WHERE f.id IN (SELECT id FROM "StoredFile" WHERE "scanNextAt" <= app_now() ORDER BY "scanNextAt" LIMIT ${limit}::int FOR UPDATE SKIP LOCKED)
  RETURNING f.id, f.sha256, f."scanAttempts" AS attempts`

/** A verdict is written once and stays. */
export const writeVerdict = (id: string, state: 'CLEAN' | 'INFECTED', note: string | null, scanner: string) => db.$executeRaw`
  UPDATE "StoredFile" SET "scanState" = ${state}, "scanNextAt" = NULL, "scannedAt" = app_now(), "scanNote" = ${note}, scanner = ${scanner}
  WHERE id = ${id} AND "scanState" NOT IN ('CLEAN', 'INFECTED')`

export const writeScanFault = (id: string, code: string, retrySeconds: number) => db.$executeRaw`
  UPDATE "StoredFile" SET "scanState" = 'ERROR', "scanNextAt" = app_now() + make_interval(secs => ${retrySeconds}::double precision), "scanNote" = ${code}
  WHERE id = ${id} AND "scanState" NOT IN ('CLEAN', 'INFECTED')`

/** The scanner is away for all that wait, not only for the one that met it. */
export const writeOutage = (code: string) => db.$executeRaw`
  UPDATE "StoredFile" SET "scanState" = 'ERROR', "scanNote" = ${code}
  WHERE id IN (SELECT id FROM "StoredFile" WHERE "scanState" = 'PENDING' AND "scanNextAt" IS NOT NULL ORDER BY "scanNextAt" LIMIT 1000)`

/** It is back: nobody waits for the end of the pause that the outage made. */
export const endOutage = (code: string) => db.$executeRaw`
  UPDATE "StoredFile" SET "scanNextAt" = app_now()
  WHERE id IN (SELECT id FROM "StoredFile" WHERE "scanState" = 'ERROR' AND "scanNextAt" > app_now() AND "scanNote" <> ${code}
    ORDER BY "scanNextAt" LIMIT 1000)`

/** Papers that came while no scanner was connected. */
export const queueUnscanned = (limit: number) => db.$executeRaw`
  UPDATE "StoredFile" SET "scanState" = 'PENDING', "scanNextAt" = app_now()
  WHERE id IN (SELECT id FROM "StoredFile" WHERE "scanState" = 'NOT_CONFIGURED' AND purpose = 'PAPER' ORDER BY id LIMIT ${limit}::int)`

export interface ScanFigures {
  waiting: number
  faulty: number
  infected: number
  oldestSeconds: number
  lastFault: string | null
}

/** What waits for the scanner; of infected files those of the last thirty days. */
export async function scanFigures(): Promise<ScanFigures> {
  const [row] = await db.$queryRaw<ScanFigures[]>`
    SELECT (count(*) FILTER (WHERE "scanState" = 'PENDING'))::int AS waiting, (count(*) FILTER (WHERE "scanState" = 'ERROR'))::int AS faulty,
      (SELECT count(*) FROM (SELECT 1 FROM "StoredFile" WHERE "scanState" = 'INFECTED' AND "scannedAt" > app_now() - interval '30 days' LIMIT 1000) i)::int
        AS infected,
      coalesce(floor(extract(epoch FROM app_now() - min("createdAt"))), 0)::int AS "oldestSeconds",
      (array_agg("scanNote" ORDER BY "scanNextAt" DESC) FILTER (WHERE "scanState" = 'ERROR'))[1] AS "lastFault"
    FROM "StoredFile" WHERE "scanNextAt" IS NOT NULL`
  return row ?? { waiting: 0, faulty: 0, infected: 0, oldestSeconds: 0, lastFault: null }
}
