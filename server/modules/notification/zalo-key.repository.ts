import { db } from '#server/db.ts'

export interface ZaloKeyRow {
  seedSha256: string
  accessToken: string | null
  refreshToken: string
  generation: number
  accessUntil: Date | null
  /** For a minute more at least. */
  isUsable: boolean
  fault: string | null
  faultSince: Date | null
  mayTry: boolean
}

export async function findZaloKey(app: string): Promise<ZaloKeyRow | null> {
  const [row] = await db.$queryRaw<ZaloKeyRow[]>`
    SELECT "seedSha256", "accessToken", "refreshToken", generation, "accessUntil", coalesce("accessUntil" > app_now() + interval '1 minute', false) AS "isUsable",
      fault, "faultSince", ("retryAt" IS NULL OR "retryAt" <= app_now()) AS "mayTry"
    FROM "ZaloKey" WHERE app = ${app}`
  return row ?? null
}

/** From the token of the settings, at the first use and whenever another one is set there. */
export const beginZaloKey = (app: string, seedSha256: string, refreshToken: string) => db.$executeRaw`
  INSERT INTO "ZaloKey" AS k (app, "seedSha256", "refreshToken", "updatedAt") VALUES (${app}, ${seedSha256}, ${refreshToken}, app_now())
  ON CONFLICT (app) DO UPDATE SET "seedSha256" = EXCLUDED."seedSha256", "refreshToken" = EXCLUDED."refreshToken", "accessToken" = NULL, "accessUntil" = NULL,
    generation = k.generation + 1, "leaseUntil" = NULL, fault = NULL, "faultSince" = NULL, "retryAt" = NULL, "updatedAt" = app_now()
  WHERE k."seedSha256" <> EXCLUDED."seedSha256"`

/** For one at a time: a refresh token that two use at once is lost. Null: somebody else is at it, or it was tried a moment ago. */
export async function leaseZaloKey(app: string, generation: number, seconds: number): Promise<bigint | null> {
  const [row] = await db.$queryRaw<{ leaseToken: bigint }[]>`
    UPDATE "ZaloKey" SET "leaseToken" = "leaseToken" + 1, "leaseUntil" = app_now() + make_interval(secs => ${seconds}::int)
    WHERE app = ${app} AND generation = ${generation}::int AND ("leaseUntil" IS NULL OR "leaseUntil" <= app_now()) AND ("retryAt" IS NULL OR "retryAt" <= app_now())
    RETURNING "leaseToken"`
  return row?.leaseToken ?? null
}

/** By its generation and not by the lease: whoever got a pair has the only one that Zalo still takes. */
export const keepZaloPair = (
  app: string,
  generation: number,
  { access, refresh, seconds }: { access: string; refresh: string; seconds: number },
) => db.$executeRaw`
  UPDATE "ZaloKey" SET "accessToken" = ${access}, "accessUntil" = app_now() + make_interval(secs => ${seconds}::int), "refreshToken" = ${refresh},
    generation = generation + 1, "leaseUntil" = NULL, fault = NULL, "faultSince" = NULL, "retryAt" = NULL, "updatedAt" = app_now()
  WHERE app = ${app} AND generation = ${generation}::int`

export const noteZaloFault = (app: string, leaseToken: bigint, fault: string, retrySeconds: number) => db.$executeRaw`
  UPDATE "ZaloKey" SET fault = ${fault.slice(0, 200)}, "faultSince" = coalesce("faultSince", app_now()), "leaseUntil" = NULL,
    "retryAt" = app_now() + make_interval(secs => ${retrySeconds}::int), "updatedAt" = app_now()
  WHERE app = ${app} AND "leaseToken" = ${leaseToken}::bigint`
