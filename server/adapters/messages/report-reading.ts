import type { DeliveryReport } from './notice-channel.ts'

/** What a message that came in turned out to be. `nonce` is spent once, so that a copy changes nothing. */
export type ReportReading =
  | { ok: true; report: DeliveryReport; nonce: string }
  | { ok: false; why: 'FORGED' | 'STALE' | 'UNREADABLE' }

export function jsonOf(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
