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

/** A read is noted once an hour for each person and each thing that is read: whoever works on a dossier opens it twenty times a day. */
export async function insertReading({
  actorId,
  action,
  homeAgencyId,
  dossierId,
  purpose,
  details = {},
}: AuditNote): Promise<void> {
  await db.$executeRaw`
    INSERT INTO "AuditEntry" (id, at, "actorId", action, "homeAgencyId", "dossierId", purpose, details)
    SELECT ${randomUUIDv7()}, app_now(), ${actorId}, ${action}, ${homeAgencyId ?? null}, ${dossierId ?? null}, ${purpose}, ${JSON.stringify(details)}::jsonb
    WHERE NOT EXISTS (SELECT 1 FROM "AuditEntry" a WHERE a."dossierId" = ${dossierId ?? null} AND a."actorId" = ${actorId} AND a.action = ${action}
      AND a.at > app_now() - interval '1 hour' AND a.details = ${JSON.stringify(details)}::jsonb)`
}

interface ReadingRow {
  id: string
  at: Date
  action: string
  role: string | null
  agencyVi: string | null
  agencyEn: string | null
  purpose: string
}

/**
 * What staff read of a dossier, newest first: in which office, never who by name. Somebody with several offices is shown with the one at an
 * agency that the dossier concerns.
 */
export function readingsOf(
  { id, agencyIds }: { id: string; agencyIds: readonly string[] },
  after: { at: string; id: string } | null,
  take: number,
): Promise<ReadingRow[]> {
  return db.$queryRaw<ReadingRow[]>`
    SELECT e.id, e.at, e.action, held."roleId" AS role, g."nameVi" AS "agencyVi", g."nameEn" AS "agencyEn", e.purpose
    FROM "AuditEntry" e
    JOIN "Account" a ON a.id = e."actorId" AND a.kind = 'STAFF'
    LEFT JOIN LATERAL (SELECT r."roleId", r."agencyId" FROM "RoleGrant" r
      WHERE r."accountId" = e."actorId" AND r."validFrom" <= e.at::date AND (r."validTo" IS NULL OR r."validTo" >= e.at::date)
      ORDER BY r."agencyId" = ANY (${[...agencyIds]}) DESC, r.id LIMIT 1) held ON TRUE
    LEFT JOIN "Agency" g ON g.id = held."agencyId"
    WHERE e."dossierId" = ${id} AND e.action IN ('dossier.view', 'file.read', 'document.read')
      AND (${after === null} OR (e.at, e.id) < (${after?.at ?? null}::timestamptz, ${after?.id ?? null}::text))
    ORDER BY e.at DESC, e.id DESC LIMIT ${take}::int`
}
