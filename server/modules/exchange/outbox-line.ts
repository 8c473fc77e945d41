export const TARGETS = ['PORTAL', 'MAIL', 'FORM', 'RESULT', 'PAYMENT', 'SUB'] as const
export type Target = (typeof TARGETS)[number]

/** A message of the outbox as its worker holds it. The payload was fixed at commit: codes, instants, ids. */
export interface OutboxLine {
  homeAgencyId: string
  /** yyyy-MM-dd, part of the row's key. */
  openedMonth: string
  dossierId: string
  target: Target
  lineSeq: number
  eventSeq: number
  type: string
  payload: unknown
  /** Times it was taken, this time included. */
  attempts: number
  leaseToken: bigint
  createdAt: Date
}

/** What became of one attempt. A fault may be thrown instead; `judge` sorts it. */
export type Delivery =
  | { outcome: 'DELIVERED' }
  /** Not now: a partner is away, or another line has to be first. `afterSeconds` replaces the usual waiting time. */
  | { outcome: 'RETRY'; reason: string; afterSeconds?: number }
  /** Never without a person: the line stands still until somebody sends it again. */
  | { outcome: 'PARK'; reason: string }

export type Deliver = (line: OutboxLine, signal: AbortSignal) => Promise<Delivery>

/** One of several: `FAILED` is a fault that was met on the way, for `judge` to sort; lines that met it together hold the same one. */
export type Attempted = Delivery | { outcome: 'FAILED'; fault: unknown }

/** The same for first attempts at lines of different dossiers: what became of each, in their order. */
export type DeliverTogether = (lines: readonly OutboxLine[], signal: AbortSignal) => Promise<Attempted[]>

export const delivered: Delivery = { outcome: 'DELIVERED' }
export const keyOf = (line: OutboxLine) => `${line.dossierId}/${line.target}/${line.lineSeq}`
