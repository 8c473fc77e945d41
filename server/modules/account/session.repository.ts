import { z } from 'zod'
import { db, prepared } from '#server/db.ts'
import { roleSchema, unitKindSchema } from '#workflows/procedure/definition.ts'

export type AccountKind = 'STAFF' | 'CITIZEN'

/** Real time, not the application's: moving the test clock must not sign people out. */
export async function insertSession(session: {
  id: string
  accountId: string
  kind: AccountKind
  seconds: number
  userAgent: string | null
}): Promise<void> {
  await db.$executeRaw`
    INSERT INTO "Session" (id, "accountId", kind, "createdAt", "lastSeenAt", "expiresAt", "userAgent")
    VALUES (${session.id}, ${session.accountId}, ${session.kind}, now(), now(), now() + ${session.seconds}::int * interval '1 second', ${session.userAgent})`
}

const grantSchema = z.object({
  role: roleSchema,
  agencyId: z.string(),
  unitId: z.string().nullable(),
  unitKind: unitKindSchema.nullable(),
})

const sessionRowSchema = z.object({
  accountId: z.string(),
  kind: z.enum(['STAFF', 'CITIZEN']),
  isStale: z.boolean(),
  fullName: z.string(),
  email: z.string().nullable(),
  personalId: z.string().nullable(),
  organisationId: z.string().nullable(),
  techId: z.string().nullable(),
  grants: z.array(grantSchema),
  principals: z.array(
    z.object({ delegationId: z.string(), id: z.string(), fullName: z.string(), grants: z.array(grantSchema).readonly() }),
  ),
})
export type SessionRow = z.infer<typeof sessionRowSchema>

/** Asked with nearly every request of somebody who is signed in. */
const LIVING_SESSION = `
  SELECT a.id AS "accountId", s.kind, s."lastSeenAt" < now() - interval '1 minute' AS "isStale",
    a."fullName", a.email, a."personalId", a."organisationId", a."techId",
    coalesce((
      SELECT json_agg(json_build_object('role', g."roleId", 'agencyId', g."agencyId", 'unitId', g."unitId", 'unitKind', u.kind) ORDER BY g.id)
      FROM "RoleGrant" g LEFT JOIN "Unit" u ON u.id = g."unitId"
      CROSS JOIN (SELECT (app_now() AT TIME ZONE 'Asia/Ho_Chi_Minh')::date AS today) t
      WHERE g."accountId" = a.id AND g."agencyId" IS NOT NULL AND g."validFrom" <= t.today AND (g."validTo" IS NULL OR g."validTo" >= t.today)
    ), '[]') AS grants,
    CASE s.kind WHEN 'STAFF' THEN principals_of(a.id) ELSE '[]' END AS principals
  FROM "Session" s JOIN "Account" a ON a.id = s."accountId"
  WHERE s.id = $1 AND s."revokedAt" IS NULL AND s."expiresAt" > now() AND a.status = 'ACTIVE'
    AND s."lastSeenAt" > now() - (CASE s.kind WHEN 'STAFF' THEN $2::int ELSE $3::int END) * interval '1 second'`

/** A living session with its account and the grants and delegations in force today; null when it ended, stood idle or was revoked. */
export async function findSession(id: string, idleSeconds: Record<AccountKind, number>): Promise<SessionRow | null> {
  const [row] = await prepared<Record<string, unknown>>('session', LIVING_SESSION, [id, idleSeconds.STAFF, idleSeconds.CITIZEN])
  return row === undefined ? null : sessionRowSchema.parse(row)
}

export async function touchSession(id: string): Promise<void> {
  await db.$executeRaw`UPDATE "Session" SET "lastSeenAt" = now() WHERE id = ${id}`
}

export async function revokeSession(id: string): Promise<string | null> {
  const [row] = await db.$queryRaw<{ accountId: string }[]>`
    UPDATE "Session" SET "revokedAt" = now() WHERE id = ${id} AND "revokedAt" IS NULL RETURNING "accountId"`
  return row?.accountId ?? null
}

export async function revokeSessionsOf(accountId: string): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    UPDATE "Session" SET "revokedAt" = now() WHERE "accountId" = ${accountId} AND "revokedAt" IS NULL RETURNING id`
  return rows.map(({ id }) => id)
}
