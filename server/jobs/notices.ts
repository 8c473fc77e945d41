import { openBreaker } from '#server/adapters/breaker.ts'
import { counter } from '#server/metrics.ts'
import { deliverNotice } from '#server/modules/notification/deliver-notice.ts'
import { type ClaimedNotice, claimNotices } from '#server/modules/notification/notice.repository.ts'
import { isOutage } from './judge.ts'
import { type Runner, runLeased } from './leased-loop.ts'

// Notices to phones and browsers, and letters about petitions, drafts and invitations. Each way has a loop of its own, so that a partner who
// is away holds up no other.

const WAYS = ['SMS', 'ZALO', 'PUSH', 'EMAIL'] as const
const AT_ONCE = 4
const POLL_MS = 2_000
const ATTEMPT_MS = 30_000
/** Longer than an attempt may take, so that nobody takes a notice that is still being sent. */
const LEASE_SECONDS = 60

const settled = counter('mocua_notices_total', 'Notices by way and outcome', ['channel', 'outcome'])

function runWay(channel: (typeof WAYS)[number], pollMs: number): Runner {
  const breaker = openBreaker()
  return runLeased<ClaimedNotice>({
    breaker,
    atOnce: AT_ONCE,
    pollMs,
    claim: (room) => claimNotices(channel, room, LEASE_SECONDS),
    handle: async (row) => {
      const { outcome, fault } = await deliverNotice(row, AbortSignal.timeout(ATTEMPT_MS))
      if (isOutage(fault)) breaker.failed()
      else breaker.succeeded()
      settled.inc({ channel, outcome })
    },
    // what broke here is taken again when its lease ends, and its partner is asked first
    about: ({ id }) => ({ notice: id }),
    what: { channel, unwritten: 'a notice could not be sent', unread: 'the notices could not be read' },
  })
}

export function runNotices(pollMs = POLL_MS): Pick<Runner, 'stop'> {
  const ways = WAYS.map((channel) => runWay(channel, pollMs))
  return {
    stop: async () => {
      await Promise.all(ways.map((way) => way.stop()))
    },
  }
}
