import { PartnerFault } from '#server/adapters/partner-fault.ts'
import type { Delivery } from '#server/modules/exchange/outbox-line.ts'
import { DomainError } from '#workflows/domain-error.ts'

const FIRST_WAIT_SECONDS = 2
/** Short enough that a partner who is back is noticed soon, long enough that an outage of days costs few calls. */
const LONGEST_WAIT_SECONDS = 300
/** A fault of ours (not an absent partner) is shown to a person after this many attempts. */
export const PATIENCE = 12

/** Doubling, with a cap, and up to a quarter less so that lines which failed together do not return together. */
export function waitSeconds(attempts: number, random: () => number = Math.random): number {
  const full = Math.min(LONGEST_WAIT_SECONDS, FIRST_WAIT_SECONDS * 2 ** Math.min(attempts - 1, 12))
  return full * (1 - random() / 4)
}

/** Foreseen failures that the same attempt meets again for ever. */
const HOPELESS = new Set([
  'DEFINITION_INVALID',
  'STATE_UNKNOWN',
  'INPUT_INVALID',
  'NOT_PERMITTED',
  'NOT_FOUND',
  'PARTNER_REFUSED',
])

/** What to do about a fault of an attempt. An absent partner is waited for without end; everything else has an end, and a reason. */
export function judge(error: unknown, attempts: number): Delivery {
  if (error instanceof PartnerFault) {
    const reason = `${error.code}: ${error.message}`
    return error.kind === 'REFUSED' ? { outcome: 'PARK', reason } : { outcome: 'RETRY', reason }
  }
  const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
  if (error instanceof DomainError && HOPELESS.has(error.code))
    return { outcome: 'PARK', reason: `${error.code}: ${error.message}` }
  return attempts >= PATIENCE ? { outcome: 'PARK', reason } : { outcome: 'RETRY', reason }
}

/** Whether a fault says something about the partner, not about this message. */
export const isOutage = (error: unknown) => error instanceof PartnerFault && error.kind !== 'REFUSED'
