import { db } from '#server/db.ts'

/** So many at a time; the next turn takes the rest. */
const AT_ONCE = 200

interface EndingDraft {
  id: string
  accountId: string
  agencyId: string
  expiresAt: Date
}

/** Drafts of citizens that end within so many days and whose owner has not been told of this end. */
export const draftsToWarn = (days: number): Promise<EndingDraft[]> => db.$queryRaw<EndingDraft[]>`
  SELECT d.id, d."accountId", d."agencyId", d."expiresAt" FROM "Draft" d
  WHERE d."submittedAt" IS NULL AND d.source = 'ONLINE' AND d."warnedFor" IS DISTINCT FROM d."expiresAt"
    AND d."expiresAt" > app_now() AND d."expiresAt" <= app_now() + ${days}::int * interval '1 day'
    AND d."expiresAt" - d."updatedAt" > ${days}::int * interval '1 day'
  ORDER BY d."expiresAt", d.id LIMIT ${AT_ONCE}`

/** The end that was told of; a draft that is written on has a new one. */
export async function markWarned(id: string, expiresAt: Date): Promise<void> {
  await db.$executeRaw`UPDATE "Draft" SET "warnedFor" = "expiresAt" WHERE id = ${id} AND "expiresAt" = ${expiresAt}`
}

/** Removes drafts whose time has passed, and notes under the draft's own id whose it was and when it ended; its words are gone. */
export async function deleteEnded(): Promise<number> {
  return db.$executeRaw`
    WITH ended AS (
      DELETE FROM "Draft" d WHERE d.id IN (SELECT e.id FROM "Draft" e WHERE e."submittedAt" IS NULL AND e."expiresAt" < app_now() LIMIT ${AT_ONCE})
      RETURNING d.id, d."accountId", d."agencyId", d."procedureVersionId", d."expiresAt")
    INSERT INTO "AuditEntry" (id, at, "actorId", action, "homeAgencyId", purpose, details)
    SELECT id, app_now(), 'system:worker', 'draft.expired', "agencyId", 'drafts are kept for a limited time',
      json_build_object('accountId', "accountId", 'procedureVersionId', "procedureVersionId", 'expiredAt', "expiresAt")
    FROM ended ON CONFLICT (id) DO NOTHING`
}

/** When a draft of this person that is not there any more came to its end. */
export async function endOfDraft(id: string, accountId: string): Promise<string | null> {
  const [row] = await db.$queryRaw<{ expiredAt: string }[]>`
    SELECT details->>'expiredAt' AS "expiredAt" FROM "AuditEntry"
    WHERE id = ${id} AND action = 'draft.expired' AND details->>'accountId' = ${accountId}`
  return row?.expiredAt ?? null
}
