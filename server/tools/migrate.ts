import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type pg from 'pg'
import { env } from '../env.ts'
import { migrateQueue } from '../jobs/queue.ts'
import { isMain, messageOf, runTool, say, ToolError } from './console.ts'
import { withClient } from './postgres.ts'
import { prismaCli } from './prisma-cli.ts'
import { type Environment, projectRoot } from './project.ts'

// `prisma migrate deploy`, made safe for two deployments at once and quick when nothing is pending.

/** Key of the advisory lock; differs from the key 72707369 that Prisma takes itself. */
const DEPLOY_LOCK = 54_329_001

export interface MigrationState {
  applied: string[]
  pending: string[]
  /** Begun and not finished: the process was killed, or a statement failed. A script is one transaction, so nothing of it stayed. */
  unfinished: string[]
  /** Applied with other text than the folder holds now. */
  changed: string[]
}

export const migrationsFolder = join(projectRoot, 'prisma/migrations')

export function listMigrations(folder = migrationsFolder): { name: string; checksum: string }[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
    .map((name) => ({
      name,
      checksum: createHash('sha256')
        .update(readFileSync(join(folder, name, 'migration.sql')))
        .digest('hex'),
    }))
}

interface MigrationRow {
  migration_name: string
  checksum: string
  isDone: boolean
}

/** What a database has of the migrations in the folder. */
export async function migrationState(client: pg.Client, folder = migrationsFolder): Promise<MigrationState> {
  const { rows: there } = await client.query<{ there: boolean }>(`SELECT to_regclass('_prisma_migrations') IS NOT NULL AS there`)
  const rows = there[0]?.there
    ? (
        await client.query<MigrationRow>(
          'SELECT migration_name, checksum, finished_at IS NOT NULL AS "isDone" FROM _prisma_migrations WHERE rolled_back_at IS NULL',
        )
      ).rows
    : []
  const byName = new Map(rows.map((row) => [row.migration_name, row]))
  const state: MigrationState = { applied: [], pending: [], unfinished: [], changed: [] }
  for (const { name, checksum } of listMigrations(folder)) {
    const row = byName.get(name)
    if (!row) state.pending.push(name)
    else if (!row.isDone) state.unfinished.push(name)
    else if (row.checksum !== checksum) state.changed.push(name)
    else state.applied.push(name)
  }
  return state
}

/** Brings a database to the newest migration; returns how many were applied. */
export async function migrate(
  ownerUrl: string,
  { folder = migrationsFolder, extra = {} }: { folder?: string; extra?: Environment } = {},
): Promise<number> {
  return withClient(ownerUrl, async (client) => {
    // held by this connection: a killed deployment frees it
    await client.query('SELECT pg_advisory_lock($1)', [DEPLOY_LOCK])
    const before = await migrationState(client, folder)
    if (before.changed.length > 0)
      throw new ToolError(
        `These migrations were changed after they were applied: ${before.changed.join(', ')}.\n` +
          'What to do: restore their text from git and put the change into a new migration (in a demo: remove the data folder).',
      )
    const waiting = [...before.unfinished, ...before.pending]
    if (waiting.length === 0) return 0
    await client
      .query('UPDATE _prisma_migrations SET rolled_back_at = now() WHERE finished_at IS NULL AND rolled_back_at IS NULL')
      .catch((error) => {
        // 42P01: a database that has no migrations yet has no table of them
        if (error?.code !== '42P01') throw error
      })
    const { code, output, errors } = await prismaCli(['migrate', 'deploy'], { ownerUrl, isQuiet: true, extra })
    if (code !== 0) throw new ToolError(`The database could not be migrated:\n${errors.trim()}\n${output.trim()}`)
    const after = await migrationState(client, folder)
    const left = [...after.unfinished, ...after.pending]
    if (left.length > 0) throw new ToolError(`Still not applied after the migration: ${left.join(', ')}\n${output.trim()}`)
    return waiting.length
  })
}

export function ownerUrlOrExplain(): string {
  const url = env.DATABASE_OWNER_URL
  if (url) return url
  throw new ToolError(
    'DATABASE_OWNER_URL is missing: migrations run as role mocua_owner. Set it to the same database as DATABASE_URL.',
  )
}

if (isMain(import.meta.url))
  await runTool(async () => {
    try {
      const count = await migrate(ownerUrlOrExplain())
      await migrateQueue(ownerUrlOrExplain())
      say(count === 0 ? 'database: up to date' : `database: ${count} migration${count > 1 ? 's' : ''} applied`)
      return 0
    } catch (error) {
      if (/ECONNREFUSED/.test(messageOf(error)) || (error instanceof AggregateError && error.errors.length > 0))
        throw new ToolError(
          'The database does not answer. What to do: `npm run up` starts the embedded one; else check DATABASE_OWNER_URL.',
        )
      throw error
    }
  })
