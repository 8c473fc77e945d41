import { openBreaker } from '#server/adapters/breaker.ts'
import { PartnerFault } from '#server/adapters/partner-fault.ts'
import { log } from '#server/log.ts'
import { counter } from '#server/metrics.ts'
import {
  type Attempted,
  type Deliver,
  type DeliverTogether,
  type Delivery,
  keyOf,
  type OutboxLine,
  type Target,
} from '#server/modules/exchange/outbox-line.ts'
import { isOutage, judge, waitSeconds } from './judge.ts'
import { type Runner, runLeased } from './leased-loop.ts'
import { claimOutbox, type Settlement, settleOutbox } from './outbox.repository.ts'

export interface OutboxOptions {
  target: Target
  deliver: Deliver
  /** First attempts may go together; each later one goes by itself. */
  together?: { deliver: DeliverTogether; atMost: number }
  /** Deliveries at once; other targets have their own, so that a slow partner holds up nobody else. */
  atOnce: number
  attemptMs?: number
  pollMs?: number
}

const ATTEMPT_MS = 60_000
const POLL_MS = 3_000
const GRACE_MS = 3_000
/** Of one handful, those that go by themselves: so many at once. */
const APART_AT_ONCE = 4

const settled = counter('mocua_outbox_settled_total', 'Outbox messages by target and outcome', ['target', 'outcome'])

/** A delivery that does not heed its signal must not hold its place for ever. */
const tooLate = (signal: AbortSignal) =>
  new Promise<never>((_, fail) => {
    const late = () => setTimeout(() => fail(new Error('the delivery did not end in its time')), GRACE_MS).unref()
    signal.addEventListener('abort', late, { once: true })
  })

function settlementOf(line: OutboxLine, result: Delivery): Settlement {
  if (result.outcome === 'DELIVERED') return { line, outcome: 'DELIVERED', retrySeconds: null, error: null }
  const error = result.reason.slice(0, 1000)
  if (result.outcome === 'PARK') return { line, outcome: 'PARKED', retrySeconds: null, error }
  return { line, outcome: 'WAITING', retrySeconds: result.afterSeconds ?? waitSeconds(line.attempts), error }
}

/** Delivers the lines of one target until it is stopped. */
export function runOutbox({
  target,
  deliver,
  together,
  atOnce,
  attemptMs = ATTEMPT_MS,
  pollMs = POLL_MS,
}: OutboxOptions): Runner {
  const breaker = openBreaker()
  // longer than an attempt may take, so that nobody takes a message that is still being sent
  const leaseSeconds = Math.ceil((attemptMs * 1.5) / 1000)

  /** A fault that several lines met together is one failure of the partner. */
  function note(fault: unknown): void {
    if (isOutage(fault)) breaker.failed()
    // who refuses is there
    else if (fault instanceof PartnerFault) breaker.succeeded()
  }
  function verdictOf(line: OutboxLine, result: Attempted): Delivery {
    if (result.outcome !== 'FAILED') return result
    const verdict = judge(result.fault, line.attempts)
    log.warn({ line: keyOf(line), attempts: line.attempts, verdict: verdict.outcome, err: result.fault }, 'delivery failed')
    return verdict
  }
  async function settle(results: readonly (readonly [OutboxLine, Delivery])[]): Promise<void> {
    const kept = await settleOutbox(
      target,
      results.map(([line, result]) => settlementOf(line, result)),
    )
    for (const [line, { outcome }] of results) {
      settled.inc({ target, outcome })
      if (!kept.has(line))
        log.warn({ line: keyOf(line), outcome }, 'the lease had gone to somebody else; the outcome was not written')
    }
  }

  async function attempt(lines: readonly OutboxLine[], send: DeliverTogether): Promise<void> {
    const signal = AbortSignal.timeout(attemptMs)
    const results = await Promise.race([send(lines, signal), tooLate(signal)]).catch((fault: unknown) =>
      lines.map((): Attempted => ({ outcome: 'FAILED', fault })),
    )
    for (const fault of new Set(results.map((result) => (result.outcome === 'FAILED' ? result.fault : null)))) note(fault)
    if (results.some(({ outcome }) => outcome === 'DELIVERED')) breaker.succeeded()
    await settle(
      lines.map(
        (line, n) => [line, verdictOf(line, results[n] ?? { outcome: 'FAILED', fault: new Error('no answer') })] as const,
      ),
    )
  }
  const alone: DeliverTogether = async ([line], signal) => (line ? [await deliver(line, signal)] : [])

  /** One after the other while the lease holds and the partner is there; the rest is given back. */
  async function workOff(lines: OutboxLine[], until: number): Promise<void> {
    for (let line = lines.shift(); line; line = lines.shift()) {
      if (performance.now() < until && !breaker.isOpen()) await attempt([line], alone)
      else await settle([[line, { outcome: 'RETRY', reason: 'GIVEN_BACK: its turn did not come', afterSeconds: 1 }]])
    }
  }

  async function handle(lines: readonly OutboxLine[]): Promise<void> {
    const [only] = lines
    if (only && lines.length === 1) return attempt([only], alone)
    const first = lines.filter(({ attempts }) => attempts === 1)
    const again = lines.filter(({ attempts }) => attempts > 1)
    // what is begun by then ends before the lease does
    const until = performance.now() + attemptMs * 0.4
    const ended = await Promise.allSettled([
      together && first.length > 0 ? attempt(first, together.deliver) : null,
      ...Array.from({ length: APART_AT_ONCE }, () => workOff(again, until)),
    ])
    for (const each of ended) if (each.status === 'rejected') throw each.reason
  }

  const atMost = together?.atMost ?? 1
  return runLeased({
    breaker,
    atOnce,
    pollMs,
    claim: async (room) => {
      // who may be away is tried with one
      const lines = await claimOutbox(target, breaker.isOpen() ? 1 : room * atMost, leaseSeconds)
      return Array.from({ length: Math.ceil(lines.length / atMost) }, (_, n) => lines.slice(n * atMost, (n + 1) * atMost))
    },
    handle,
    about: (lines) => ({ lines: lines.map(keyOf) }),
    what: {
      target,
      unwritten: 'the outcome of a delivery could not be written',
      unread: 'the outbox could not be read',
    },
  })
}
