import 'server-only'
import { db } from '#server/db.ts'
import type { Actor } from '../account/actor.ts'
import { visibleTo } from './dossier.policy.ts'

export interface SetAside {
  homeAgencyId: string
  dossierId: string
  code: string
}

/** True when it was set aside now; false when it is already. */
export async function insertQuarantine({ homeAgencyId, dossierId, code }: SetAside, reason: string): Promise<boolean> {
  const count = await db.$executeRaw`
    INSERT INTO "Quarantine" ("homeAgencyId", "dossierId", code, reason, since)
    VALUES (${homeAgencyId}, ${dossierId}, ${code}, ${reason.slice(0, 500)}, app_now()) ON CONFLICT DO NOTHING`
  return count === 1
}

export const listSetAside = () => db.$queryRaw<{ code: string; procedureCode: string; reason: string; since: Date }[]>`
  SELECT q.code, d."procedureCode", q.reason, q.since FROM "Quarantine" q
  JOIN "Dossier" d ON d."homeAgencyId" = q."homeAgencyId" AND d.id = q."dossierId"
  WHERE q."liftedAt" IS NULL ORDER BY q.since LIMIT 200`

export async function countSetAside(): Promise<number> {
  const [row] = await db.$queryRaw<{ n: number }[]>`SELECT count(*)::int AS n FROM "Quarantine" WHERE "liftedAt" IS NULL`
  return row?.n ?? 0
}

export async function liftQuarantine(code: string, accountId: string): Promise<boolean> {
  const count = await db.$executeRaw`
    UPDATE "Quarantine" SET "liftedAt" = app_now(), "liftedById" = ${accountId} WHERE code = ${code} AND "liftedAt" IS NULL`
  return count > 0
}

/** The policy as a filter, for a dossier whose state cannot be asked. */
export async function isVisible(actor: Actor, code: string): Promise<boolean> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT d.id FROM "DossierLocator" l JOIN "Dossier" d ON d."homeAgencyId" = l."homeAgencyId" AND d.id = l.id
    WHERE l.code = ${code} AND ${visibleTo(actor)}`
  return rows.length > 0
}
