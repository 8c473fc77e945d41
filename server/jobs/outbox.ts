import { openBreaker } from '#server/adapters/breaker.ts'
import { PartnerFault } from '#server/adapters/partner-fault.ts'
import { log } from '#server/log.ts'
import { counter } from '#server/metrics.ts'
import { type Deliver, type Delivery, keyOf, type OutboxLine, type Target } from '#server/modules/exchange/outbox-line.ts'
import { isOutage, judge, waitSeconds } from './judge.ts'
import { type Runner, runLeased } from './leased-loop.ts'
import { claimOutbox, settleOutbox } from './outbox.repository.ts'

export interface OutboxOptions {
  target: Target
  deliver: Deliver
  /** Deliveries at once; other targets have their own, so that a slow partner holds up nobody else. */
  atOnce: number
  attemptMs?: number
  pollMs?: number
}

const ATTEMPT_MS = 60_000
const POLL_MS = 3_000
const GRACE_MS = 3_000

const settled = counter('mocua_outbox_settled_total', 'Outbox messages by target and outcome', ['target', 'outcome'])

/** A delivery that does not heed its signal must not hold its place for ever. */
const tooLate = (signal: AbortSignal) =>
  new Promise<never>((_, fail) => {
    const late = () => setTimeout(() => fail(new Error('the delivery did not end in its time')), GRACE_MS).unref()
    signal.addEventListener('abort', late, { once: true })
  })

/** Delivers the lines of one target until it is stopped. */
export function runOutbox({ target, deliver, atOnce, attemptMs = ATTEMPT_MS, pollMs = POLL_MS }: OutboxOptions): Runner {
  const breaker = openBreaker()
  // longer than an attempt may take, so that nobody takes a message that is still being sent
  const leaseSeconds = Math.ceil((attemptMs * 1.5) / 1000)

  async function attempt(line: OutboxLine): Promise<Delivery> {
    const signal = AbortSignal.timeout(attemptMs)
    try {
      const result = await Promise.race([deliver(line, signal), tooLate(signal)])
      if (result.outcome === 'DELIVERED') breaker.succeeded()
      return result
    } catch (error) {
      if (isOutage(error)) breaker.failed()
      // who refuses is there
      else if (error instanceof PartnerFault) breaker.succeeded()
      const verdict = judge(error, line.attempts)
      log.warn({ line: keyOf(line), attempts: line.attempts, verdict: verdict.outcome, err: error }, 'delivery failed')
      return verdict
    }
  }

  async function handle(line: OutboxLine): Promise<void> {
    const result = await attempt(line)
    const isKept =
      result.outcome === 'DELIVERED'
        ? await settleOutbox(line, { outcome: 'DELIVERED', retrySeconds: null, error: null })
        : result.outcome === 'PARK'
          ? await settleOutbox(line, { outcome: 'PARKED', retrySeconds: null, error: result.reason.slice(0, 1000) })
          : await settleOutbox(line, {
              outcome: 'WAITING',
              retrySeconds: result.afterSeconds ?? waitSeconds(line.attempts),
              error: result.reason.slice(0, 1000),
            })
    settled.inc({ target, outcome: result.outcome })
    if (!isKept)
      log.warn({ line: keyOf(line), outcome: result.outcome }, 'the lease had gone to somebody else; the outcome was not written')
  }

  return runLeased({
    breaker,
    atOnce,
    pollMs,
    claim: (room) => claimOutbox(target, room, leaseSeconds),
    handle,
    about: (line) => ({ line: keyOf(line) }),
    what: {
      target,
      unwritten: 'the outcome of a delivery could not be written',
      unread: 'the outbox could not be read',
    },
  })
}
