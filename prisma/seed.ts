import { randomUUIDv7 } from 'node:crypto'
import type pg from 'pg'
import { env } from '#server/env.ts'
import { hashPassword } from '#server/modules/account/password.ts'
import { roleNames } from '#server/modules/account/roles.ts'
import { isMain, runTool, say, ToolError } from '#server/tools/console.ts'
import { ownerUrlOrExplain } from '#server/tools/migrate.ts'
import { withClient } from '#server/tools/postgres.ts'
import { ROLES } from '#workflows/procedure/definition.ts'
import { firstSettings } from './data/settings.ts'
import {
  DEMO_PASSWORD,
  DEMO_PROVINCE,
  DEMO_SINCE,
  demoAgencies,
  demoStaff,
  nationalCodeOf,
  OPENING_VI,
  unitIdOf,
  unitNameOf,
} from './scenarios/demo.ts'
import { seedAdminUnits, seedCalendars, seedProcedures } from './seed-reference.ts'
import { seedSearch } from './seed-search.ts'

/** Key of the advisory lock: two starts on one database take turns. */
const SEED_LOCK = 54_329_002

/** A database is a demo from its first seed on or never: a real one must not be turned into one by a setting of the environment. */
async function settleKind(client: pg.Client, isDemo: boolean): Promise<void> {
  const { rows } = await client.query<{ value: unknown }>(
    `INSERT INTO "Setting" (key, value, source) VALUES ('demo', $1, 'MOCUA_DEMO at the first seed')
     ON CONFLICT (key) DO UPDATE SET key = EXCLUDED.key RETURNING value`,
    [JSON.stringify(isDemo)],
  )
  if ((rows[0]?.value === true) !== isDemo)
    throw new ToolError(
      isDemo
        ? 'MOCUA_DEMO=1, but this database was set up for real work. Unset MOCUA_DEMO, or use another database for the demo.'
        : 'MOCUA_DEMO=0, but this is a demo database with known passwords. Use an empty database for real work.',
    )
}

async function seedSettings(client: pg.Client): Promise<void> {
  for (const [key, { value, source }] of Object.entries(firstSettings))
    await client.query(`INSERT INTO "Setting" (key, value, source) VALUES ($1, $2, $3) ON CONFLICT (key) DO NOTHING`, [
      key,
      JSON.stringify(value),
      source,
    ])
}

async function seedRoles(client: pg.Client): Promise<void> {
  const rows = ROLES.map((id) => ({ id, ...roleNames[id] }))
  await client.query(
    `INSERT INTO "Role" SELECT * FROM json_populate_recordset(NULL::"Role", $1)
     ON CONFLICT (id) DO UPDATE SET "nameVi" = EXCLUDED."nameVi", "nameEn" = EXCLUDED."nameEn", side = EXCLUDED.side`,
    [JSON.stringify(rows)],
  )
}

async function seedAgencies(client: pg.Client): Promise<void> {
  const agencies = demoAgencies.map(({ units: _units, parentId, serves, fields, ...agency }) => ({
    ...agency,
    nationalCode: nationalCodeOf(agency.code),
    parentId: parentId ?? null,
    serves: serves ?? [],
    fields: fields ?? [],
    adminUnitCode: DEMO_PROVINCE,
    province: DEMO_PROVINCE,
    openingVi: OPENING_VI,
    calendarKey: 'vn',
    validFrom: DEMO_SINCE,
  }))
  const units = demoAgencies.flatMap(({ id, units }) =>
    units.map((unit) => ({
      id: unitIdOf(id, unit.kind),
      agencyId: id,
      kind: unit.kind,
      ...unitNameOf(unit),
      validFrom: DEMO_SINCE,
    })),
  )
  // what an agency is responsible for came later than the first ones
  await client.query(
    `INSERT INTO "Agency" SELECT * FROM json_populate_recordset(NULL::"Agency", $1)
     ON CONFLICT (id) DO UPDATE SET serves = EXCLUDED.serves, fields = EXCLUDED.fields, "parentId" = EXCLUDED."parentId"`,
    [JSON.stringify(agencies)],
  )
  await client.query(`INSERT INTO "Unit" SELECT * FROM json_populate_recordset(NULL::"Unit", $1) ON CONFLICT DO NOTHING`, [
    JSON.stringify(units),
  ])
}

async function seedStaff(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ email: string }>(`SELECT email FROM "Account" WHERE email = ANY ($1)`, [
    demoStaff.map(({ email }) => email),
  ])
  const known = new Set(rows.map(({ email }) => email))
  const missing = demoStaff.filter(({ email }) => !known.has(email))
  const accounts = await Promise.all(
    missing.map(async ({ email, fullName }) => ({
      id: randomUUIDv7(),
      kind: 'STAFF',
      email,
      passwordHash: await hashPassword(DEMO_PASSWORD),
      fullName,
    })),
  )
  const idOf = new Map(accounts.map(({ email, id }) => [email, id]))
  const grants = missing.flatMap(({ email, agencyId, grants: held }) =>
    held.map(({ role, unitKind }) => ({
      id: randomUUIDv7(),
      accountId: idOf.get(email),
      roleId: role,
      agencyId,
      unitId: unitIdOf(agencyId, unitKind),
      validFrom: DEMO_SINCE,
    })),
  )
  await client.query(
    `INSERT INTO "Account" (id, kind, email, "passwordHash", "fullName")
     SELECT id, kind, email, "passwordHash", "fullName" FROM json_populate_recordset(NULL::"Account", $1)`,
    [JSON.stringify(accounts)],
  )
  await client.query(`INSERT INTO "RoleGrant" SELECT * FROM json_populate_recordset(NULL::"RoleGrant", $1)`, [
    JSON.stringify(grants),
  ])
  return accounts.length
}

/** Everything that an installation needs before its first visitor; repeating it changes nothing that is there. */
export async function seed(ownerUrl: string, isDemo: boolean): Promise<string> {
  return withClient(ownerUrl, async (client) => {
    await client.query('BEGIN')
    await client.query('SELECT pg_advisory_xact_lock($1)', [SEED_LOCK])
    await settleKind(client, isDemo)
    await seedSettings(client)
    await seedRoles(client)
    const units = await seedAdminUnits(client)
    await seedCalendars(client)
    await seedSearch(client)
    const procedures = await seedProcedures(client, isDemo)
    let accounts = 0
    if (isDemo) {
      await seedAgencies(client)
      accounts = await seedStaff(client)
    }
    await client.query('COMMIT')
    return `seed: ${units} places, ${procedures} procedure versions, ${accounts} accounts new`
  })
}

if (isMain(import.meta.url))
  await runTool(async () => {
    say(await seed(ownerUrlOrExplain(), env.MOCUA_DEMO))
    return 0
  })
