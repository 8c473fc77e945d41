import { randomUUIDv7 } from 'node:crypto'
import { db } from '#server/db.ts'

export interface AuditNote {
  actorId: string
  action: string
  homeAgencyId?: string
  dossierId?: string
  /** Why, in the words of the act: `sign-in`, `work on the dossier`. */
  purpose: string
  /** Ids and codes only. */
  details?: Record<string, string | number | boolean | null>
}

export async function insertAudit({ actorId, action, homeAgencyId, dossierId, purpose, details = {} }: AuditNote): Promise<void> {
  await db.$executeRaw`
    INSERT INTO "AuditEntry" (id, at, "actorId", action, "homeAgencyId", "dossierId", purpose, details)
    VALUES (${randomUUIDv7()}, app_now(), ${actorId}, ${action}, ${homeAgencyId ?? null}, ${dossierId ?? null}, ${purpose}, ${JSON.stringify(details)}::jsonb)`
}
