import 'server-only'
import { Prisma } from '#prisma/generated/client.ts'
import { db } from '#server/db.ts'
import type { DelegableRole } from './delegation.schema.ts'

export interface DelegationRow {
  id: string
  agencyId: string
  fromId: string
  toId: string
  roles: DelegableRole[]
  validFrom: string
  validTo: string
  reason: string
  createdById: string
  revokedAt: Date | null
  revokedById: string | null
  fromName: string
  toName: string
  createdByName: string
  today: string
}

const today = Prisma.sql`(app_now() AT TIME ZONE 'Asia/Ho_Chi_Minh')::date`
const columns = Prisma.sql`x.id, x."agencyId", x."fromId", x."toId", x.roles, to_char(x."validFrom", 'YYYY-MM-DD') AS "validFrom",
  to_char(x."validTo", 'YYYY-MM-DD') AS "validTo", x.reason, x."createdById", x."revokedAt", x."revokedById",
  f."fullName" AS "fromName", t."fullName" AS "toName", c."fullName" AS "createdByName", to_char(${today}, 'YYYY-MM-DD') AS today`
const tables = Prisma.sql`"Delegation" x JOIN "Account" f ON f.id = x."fromId" JOIN "Account" t ON t.id = x."toId" JOIN "Account" c ON c.id = x."createdById"`

/** Newest first: what the person gave and was given, and all of the agencies that an administrator keeps. */
export const listDelegations = (accountId: string, keptAgencyIds: readonly string[]) => db.$queryRaw<DelegationRow[]>`
  SELECT ${columns} FROM ${tables}
  WHERE x."fromId" = ${accountId} OR x."toId" = ${accountId} OR x."agencyId" = ANY (${keptAgencyIds}::text[])
  ORDER BY x."revokedAt" IS NOT NULL, x."validFrom" DESC, x.id DESC LIMIT 200`

export async function findDelegation(id: string): Promise<DelegationRow | null> {
  const [row] = await db.$queryRaw<DelegationRow[]>`SELECT ${columns} FROM ${tables} WHERE x.id = ${id}`
  return row ?? null
}

export interface Colleague {
  id: string
  fullName: string
  agencyId: string
  roles: string[]
}

/** Who works at these agencies today, with the roles that they hold there. */
export const listColleagues = (agencyIds: readonly string[]) => db.$queryRaw<Colleague[]>`
  SELECT a.id, a."fullName", g."agencyId", array_agg(DISTINCT g."roleId") AS roles FROM "RoleGrant" g JOIN "Account" a ON a.id = g."accountId"
  WHERE g."agencyId" = ANY (${agencyIds}::text[]) AND a.kind = 'STAFF' AND a.status = 'ACTIVE'
    AND g."validFrom" <= ${today} AND (g."validTo" IS NULL OR g."validTo" >= ${today})
  GROUP BY a.id, a."fullName", g."agencyId" ORDER BY a."fullName", a.id LIMIT 1000`

export async function civilToday(): Promise<string> {
  const [row] = await db.$queryRaw<{ today: string }[]>`SELECT to_char(${today}, 'YYYY-MM-DD') AS today`
  return row?.today ?? ''
}

type NewDelegation = Pick<
  DelegationRow,
  'id' | 'agencyId' | 'fromId' | 'toId' | 'roles' | 'validFrom' | 'validTo' | 'reason' | 'createdById'
>

const told = (error: unknown, word: string) =>
  error instanceof Prisma.PrismaClientKnownRequestError &&
  error.code === 'P2010' &&
  (error.message.includes(word) || JSON.stringify(error.meta ?? {}).includes(word))

/** What the database refuses: a chain, or the same delegation twice in the same days. The same request again is the same row. */
export async function insertDelegation(row: NewDelegation): Promise<'written' | 'chain' | 'twice'> {
  try {
    await db.$executeRaw`
      INSERT INTO "Delegation" (id, "agencyId", "fromId", "toId", roles, "validFrom", "validTo", reason, "createdById", "createdAt")
      VALUES (${row.id}, ${row.agencyId}, ${row.fromId}, ${row.toId}, ${row.roles}::text[], ${row.validFrom}::date, ${row.validTo}::date,
        ${row.reason}, ${row.createdById}, app_now())`
    return 'written'
  } catch (error) {
    if (told(error, 'MC004')) return 'chain'
    if (told(error, '23P01')) return 'twice'
    throw error
  }
}

/** Ends it at once; null: it has ended already. */
export const endDelegation = (id: string, byId: string) => db.$executeRaw`
  UPDATE "Delegation" SET "revokedAt" = app_now(), "revokedById" = ${byId} WHERE id = ${id} AND "revokedAt" IS NULL`

/** Asked again at the moment of each act: what was remembered with the sign-in may be a few seconds old. */
export async function isInForce(delegationId: string, toId: string): Promise<boolean> {
  const [row] = await db.$queryRaw<{ found: boolean }[]>`
    SELECT EXISTS (SELECT 1 FROM jsonb_array_elements(principals_of(${toId})) p WHERE p ->> 'delegationId' = ${delegationId}) AS found`
  return row?.found === true
}
