import { setTimeout as wait } from 'node:timers/promises'
import { openBreaker } from '#server/adapters/breaker.ts'
import { log } from '#server/log.ts'
import { counter } from '#server/metrics.ts'
import { deliverNotice } from '#server/modules/notification/deliver-notice.ts'
import { type ClaimedNotice, claimNotices } from '#server/modules/notification/notice.repository.ts'
import { isOutage } from './judge.ts'

// Notices to phones and browsers, and letters about petitions. Each way has a loop of its own, so that a partner who is away holds up no other.

const WAYS = ['SMS', 'ZALO', 'PUSH', 'EMAIL'] as const
const AT_ONCE = 4
const POLL_MS = 2_000
const ATTEMPT_MS = 30_000
/** Longer than an attempt may take, so that nobody takes a notice that is still being sent. */
const LEASE_SECONDS = 60

const settled = counter('mocua_notices_total', 'Notices by way and outcome', ['channel', 'outcome'])

/** One round of one way; returns how many were taken. */
export async function sendNotices(channel: string, limit = AT_ONCE, breaker = openBreaker()): Promise<number> {
  const rows = await claimNotices(channel, limit, LEASE_SECONDS)
  await Promise.all(rows.map((row) => sendOne(row, breaker)))
  return rows.length
}

async function sendOne(row: ClaimedNotice, breaker: ReturnType<typeof openBreaker>): Promise<void> {
  try {
    const { outcome, fault } = await deliverNotice(row, AbortSignal.timeout(ATTEMPT_MS))
    if (isOutage(fault)) breaker.failed()
    else breaker.succeeded()
    settled.inc({ channel: row.channel, outcome })
  } catch (error) {
    // the lease runs out and the notice is taken again; its partner is asked first
    settled.inc({ channel: row.channel, outcome: 'BROKEN' })
    log.error({ notice: row.id, channel: row.channel, err: error }, 'a notice could not be sent')
  }
}

export function runNotices(pollMs = POLL_MS): { stop: () => Promise<void> } {
  const stopping = new AbortController()
  const rest = (ms: number) => wait(ms, undefined, { signal: stopping.signal }).catch(() => undefined)
  async function loop(channel: string): Promise<void> {
    const breaker = openBreaker()
    while (!stopping.signal.aborted) {
      let count = 0
      try {
        const room = breaker.allows(AT_ONCE, 0)
        if (room > 0) count = await sendNotices(channel, room, breaker)
      } catch (error) {
        log.error({ channel, err: error }, 'the notices could not be read')
      }
      if (count < AT_ONCE) await rest(breaker.isOpen() ? Math.max(50, Math.min(pollMs, breaker.restMs())) : pollMs)
    }
  }
  const ended = Promise.all(WAYS.map(loop))
  return {
    stop: async () => {
      stopping.abort()
      await ended
    },
  }
}
