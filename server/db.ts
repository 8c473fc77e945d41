import 'server-only'
import { PrismaPg } from '@prisma/adapter-pg'
import { PrismaClient } from '#prisma/generated/client.ts'
import { env } from './env.ts'

/**
 * One pool per process, kept on globalThis because Next evaluates modules once per bundle.
 * Only repositories use it; a change of a dossier goes through `save_change` (one statement), never through model calls.
 */
const shared = globalThis as { mocuaDb?: PrismaClient }

function connect(): PrismaClient {
  const adapter = new PrismaPg({
    connectionString: env.DATABASE_URL,
    max: 12,
    connectionTimeoutMillis: 5_000,
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
