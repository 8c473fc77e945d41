import pg from 'pg'
import { env } from '#server/env.ts'
import { log } from '#server/log.ts'

/** How long an answer holds: what is published is seen within this time. */
const HOLDS_MS = 1_000
/** A database that does not answer is not asked more often; pages that are kept are shown until they are too old. */
const AFTER_FAILURE_MS = 5_000

export interface Watch {
  /** Changes with the catalogue and with the day; null when it is not known. */
  stamp(): Promise<string | null>
  close(): Promise<void>
}

/** Asks over one plain connection of its own: the pages' own client belongs to Next's bundles. */
export function watchCatalogue(now: () => number): Watch {
  const pool = new pg.Pool({
    connectionString: env.DATABASE_URL,
    application_name: 'mocua-pages',
    max: 1,
    connectionTimeoutMillis: 2_000,
    statement_timeout: 2_000,
    query_timeout: 3_000,
    keepAlive: true,
  })
  // without a listener a server that goes away would end the process
  pool.on('error', (error) => log.warn({ err: error }, 'the connection that watches the catalogue broke'))
  let known: string | null = null
  let until = Number.NEGATIVE_INFINITY
  let asking: Promise<string | null> | null = null

  async function ask(): Promise<string | null> {
    try {
      const { rows } = await pool.query<{ stamp: string }>(
        `SELECT revision || ' ' || (app_now() AT TIME ZONE 'Asia/Ho_Chi_Minh')::date AS stamp FROM "CatalogueRevision" WHERE id = 1`,
      )
      known = rows[0]?.stamp ?? null
      until = now() + HOLDS_MS
    } catch (error) {
      log.warn({ err: error }, 'whether the catalogue has changed could not be asked')
      until = now() + AFTER_FAILURE_MS
    }
    return known
  }

  return {
    stamp() {
      if (now() < until) return Promise.resolve(known)
      asking ??= ask().finally(() => {
        asking = null
      })
      return asking
    },
    close: () => pool.end(),
  }
}
