import pg from 'pg'
import { closePools } from '#server/db.ts'
import { env } from '#server/env.ts'
import { log } from '#server/log.ts'

/** A live connection under this name is the sign of life that readiness looks for (pg_stat_activity). */
export const WORKER_APPLICATION_NAME = 'mocua-worker'

const RECONNECT_MS = 2_000

/**
 * One plain connection that hears of new outbox lines. What is said while it is broken is found by polling, so nothing depends on it
 * but speed.
 */
export function listenForOutbox(onWake: () => void): { close: () => Promise<void> } {
  let client: pg.Client | null = null
  let timer: NodeJS.Timeout | null = null
  let closed = false

  async function open(): Promise<void> {
    const next = new pg.Client({
      connectionString: env.DATABASE_URL,
      application_name: WORKER_APPLICATION_NAME,
      connectionTimeoutMillis: 5_000,
      keepAlive: true,
    })
    next.on('notification', onWake)
    // without a listener a server that goes away would end the process
    next.on('error', (error) => again(next, error))
    next.on('end', () => again(next, null))
    try {
      await next.connect()
      await next.query('LISTEN mocua_outbox')
      client = next
      onWake()
      if (closed) await next.end()
    } catch (error) {
      again(next, error)
    }
  }

  function again(broken: pg.Client, error: unknown): void {
    if (closed || timer || (client !== null && client !== broken)) return
    log.warn({ err: error }, 'the listening connection broke')
    client = null
    timer = setTimeout(() => {
      timer = null
      void open()
    }, RECONNECT_MS)
  }

  void open()
  return {
    close: async () => {
      closed = true
      if (timer) clearTimeout(timer)
      await client?.end()
    },
  }
}

export { closePools }
