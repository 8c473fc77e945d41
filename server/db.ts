import 'server-only'
import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { PrismaClient } from '#prisma/generated/client.ts'
import { env } from './env.ts'
import { log } from './log.ts'

/**
 * Two pools per process, kept on globalThis because Next evaluates modules once per bundle. Only repositories use them: Prisma for all that
 * is read and written in ordinary ways, plain `pg` for the two statements of every change of a dossier, which are prepared once a connection.
 */
const shared = globalThis as { mocuaDb?: PrismaClient; mocuaChanges?: pg.Pool; mocuaNotes?: pg.Pool }

function connect(): PrismaClient {
  const adapter = new PrismaPg({
    connectionString: env.DATABASE_URL,
    max: 12,
    connectionTimeoutMillis: 5_000,
    // kept through quiet minutes: a crowd would otherwise begin with a dozen log-ins at the database
    idleTimeoutMillis: 300_000,
    statement_timeout: 15_000,
  })
  return new PrismaClient({ adapter })
}

/** Connected at the first use, so that building pages needs no database. */
export const db: PrismaClient = new Proxy({} as PrismaClient, {
  get(_, name) {
    shared.mocuaDb ??= connect()
    const value = Reflect.get(shared.mocuaDb, name)
    return typeof value === 'function' ? value.bind(shared.mocuaDb) : value
  },
})

function connectPool(more = ''): pg.Pool {
  const pool = new pg.Pool({
    connectionString: env.DATABASE_URL,
    max: 8,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 60_000,
    statement_timeout: 15_000,
    // All that is asked here is found by a key, whatever the values: planned once, and never as a scan because a table was small that day.
    options: `-c plan_cache_mode=force_generic_plan -c enable_seqscan=off${more}`,
  })
  // a server that ends its connections would otherwise end this process; the pool makes new ones
  pool.on('error', (err) => log.warn({ err }, 'a connection to the database broke'))
  return pool
}

/** A statement that is asked thousands of times: `name` stands for its text on each connection. */
export async function prepared<Row extends pg.QueryResultRow>(name: string, text: string, values: unknown[]): Promise<Row[]> {
  shared.mocuaChanges ??= connectPool()
  const { rows } = await shared.mocuaChanges.query<Row>({ name, text, values })
  return rows
}

/**
 * The same for what a power cut may take back, because it is found out and done again: that a message was delivered (it is asked for again
 * when its lease ends), that a call was made. Such a commit does not wait for the disk.
 */
export async function noted<Row extends pg.QueryResultRow>(name: string, text: string, values: unknown[]): Promise<Row[]> {
  shared.mocuaNotes ??= connectPool(' -c synchronous_commit=off')
  const { rows } = await shared.mocuaNotes.query<Row>({ name, text, values })
  return rows
}

/** The database answered, and nothing was written; a line that broke leaves that open. */
export const isRefusal = (error: unknown): boolean => error instanceof pg.DatabaseError

/** The row is there already. */
export const isUniqueViolation = (error: unknown): boolean => error instanceof pg.DatabaseError && error.code === '23505'

export async function closePools(): Promise<void> {
  const { mocuaChanges, mocuaNotes } = shared
  delete shared.mocuaChanges
  delete shared.mocuaNotes
  await Promise.all([shared.mocuaDb?.$disconnect(), mocuaChanges?.end(), mocuaNotes?.end()])
}
