import type pg from 'pg'
import type { Env } from '../env.ts'
import { messageOf } from './console.ts'
import type { Finding } from './doctor.ts'
import { migrationState } from './migrate.ts'
import { withClient } from './postgres.ts'

const EXTENSIONS = ['unaccent', 'pg_trgm']
const ROLES = ['mocua_owner', 'mocua_app', 'mocua_purge']
const OLDEST = 150_000
const MAX_SKEW_MS = 2_000

async function namesOf(client: pg.Client, sql: string, wanted: string[]): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(sql, [wanted])
  return wanted.filter((name) => !rows.some((row) => row.name === name))
}

const finding = (name: string, isGood: boolean, fact: string, advice: string): Finding =>
  isGood ? { name, fact } : { name, fact, advice }

async function inspect(client: pg.Client): Promise<Finding[]> {
  const { rows } = await client.query<{ version: string; now: Date }>(
    `SELECT current_setting('server_version_num') AS version, clock_timestamp() AS now`,
  )
  const version = Number(rows[0]?.version)
  const skew = Math.abs((rows[0]?.now.getTime() ?? 0) - Date.now())
  const noExtension = await namesOf(client, 'SELECT extname AS name FROM pg_extension WHERE extname = ANY($1)', EXTENSIONS)
  const noRole = await namesOf(client, 'SELECT rolname AS name FROM pg_roles WHERE rolname = ANY($1)', ROLES)
  return [
    finding('PostgreSQL version', version >= OLDEST, String(version), 'move to PostgreSQL 15 or newer'),
    finding(
      'database extensions',
      noExtension.length === 0,
      noExtension.length === 0 ? EXTENSIONS.join(', ') : `missing: ${noExtension.join(', ')}`,
      '`npm run db:migrate` makes them; a foreign server needs its contrib package',
    ),
    finding(
      'database roles',
      noRole.length === 0,
      noRole.length === 0 ? ROLES.join(', ') : `missing: ${noRole.join(', ')}`,
      'the administrator makes them once, see server/deploy/README.md',
    ),
    finding(
      'clock of database and host',
      skew < MAX_SKEW_MS,
      `${skew} ms apart`,
      'switch on time synchronisation (NTP) on both machines',
    ),
  ]
}

async function migrations(client: pg.Client): Promise<Finding> {
  const { applied, pending, unfinished, changed } = await migrationState(client)
  const waiting = [...unfinished, ...pending]
  if (changed.length > 0)
    return {
      name: 'migrations',
      fact: `changed after they were applied: ${changed.join(', ')}`,
      advice: 'restore their text from git',
    }
  return finding(
    'migrations',
    waiting.length === 0,
    waiting.length === 0 ? `${applied.length} applied` : `pending: ${waiting.join(', ')}`,
    'run `npm run db:migrate`',
  )
}

async function rightsOfApplication(client: pg.Client): Promise<Finding> {
  const { rows } = await client.query<{ role: string; may: boolean }>(
    `SELECT current_user AS role, coalesce(bool_or(has_table_privilege(c.oid, 'UPDATE') OR has_table_privilege(c.oid, 'DELETE')), false) AS may
       FROM pg_class c WHERE c.oid = to_regclass('"DossierEvent"')`,
  )
  const may = rows[0]?.may === true
  return finding(
    'history is append-only',
    !may,
    `${rows[0]?.role ?? 'the role'} ${may ? 'may change' : 'cannot change'} history`,
    'DATABASE_URL must name the role mocua_app, not the owner',
  )
}

async function setAside(client: pg.Client): Promise<Finding> {
  const { rows } = await client.query<{ codes: string[] | null }>(
    `SELECT array_agg(code ORDER BY since) AS codes FROM "Quarantine" WHERE "liftedAt" IS NULL`,
  )
  const codes = rows[0]?.codes ?? []
  return finding(
    'dossiers set aside',
    codes.length === 0,
    codes.length === 0 ? 'none' : codes.join(', '),
    'their stored state cannot be read: repair it, then an administrator lifts it on the exchange page',
  )
}

/** Only a person can fetch a new token when Zalo refuses ours. */
async function zaloKey(client: pg.Client): Promise<Finding> {
  const { rows } = await client.query<{ fault: string }>(`SELECT fault FROM "ZaloKey" WHERE fault IS NOT NULL`)
  const fault = rows[0]?.fault
  return finding(
    'key of Zalo',
    !fault?.startsWith('REFUSED'),
    fault ?? 'no fault',
    'fetch a new refresh token in the Zalo developer console, set ZALO_REFRESH_TOKEN and start again; until then notices go by SMS',
  )
}

export async function checkDatabase(settings: Env): Promise<Finding[]> {
  const found: Finding[] = []
  try {
    await withClient(settings.DATABASE_URL, async (client) => {
      found.push({ name: 'database', fact: 'answers' }, ...(await inspect(client)), await rightsOfApplication(client))
    })
  } catch (error) {
    const advice = '`npm run up` starts the embedded one; a foreign one must run and accept DATABASE_URL'
    return [{ name: 'database', fact: `does not answer: ${messageOf(error) || 'connection refused'}`, advice }]
  }
  if (!settings.DATABASE_OWNER_URL)
    return [
      ...found,
      { name: 'migrations', fact: 'not looked at: DATABASE_OWNER_URL is not set', advice: 'set it where migrations are made' },
    ]
  try {
    await withClient(settings.DATABASE_OWNER_URL, async (client) => {
      const state = await migrations(client)
      found.push(state)
      // its table came with a migration
      if (state.advice === undefined) found.push(await setAside(client), await zaloKey(client))
    })
  } catch (error) {
    found.push({ name: 'migrations', fact: messageOf(error), advice: 'correct DATABASE_OWNER_URL' })
  }
  return found
}
