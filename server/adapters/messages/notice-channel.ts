import type { CallContext } from '../partner-call.ts'

/** A notice as it is handed to whoever carries it. */
export interface CarriedNotice<To> {
  /** The same for every attempt: under this key the partner knows it. */
  key: string
  to: To
  /** Short; nothing in it that others must not read over a shoulder. */
  text: string
  /** The code that the notice is about, and where it can be read. */
  code: string
  url: string
  /** Telephone of the agency. */
  phone: string
}

/** What a partner knows of a key. */
export type Found =
  | { state: 'UNKNOWN' }
  | { state: 'SENT' | 'DELIVERED'; partnerId: string }
  | { state: 'FAILED'; partnerId: string; reason: string }

/** One way to reach people. Every failure is a PartnerFault; REFUSED means that this address will never take it. */
export interface NoticeChannel<To> {
  send(notice: CarriedNotice<To>, context: CallContext): Promise<{ partnerId: string }>
  /** Asked before anything is sent a second time; null where the partner cannot be asked. */
  find: ((key: string, context: CallContext) => Promise<Found>) | null
}

/** What a partner says later: arrived or not. */
export interface DeliveryReport {
  key: string
  isDelivered: boolean
  reason: string | null
}
