import { type Delivery, delivered, type OutboxLine } from '../exchange/outbox-line.ts'
import { recordExchange } from '../exchange/record-exchange.ts'

/**
 * Lines of the target PAYMENT. The platform has no message for either: a fee is asked for when the applicant opens its page, and money is
 * paid back by the accountant, whose list is the state's `refunds`. The log of exchanges says that it was noted.
 */
export async function notePayment(line: OutboxLine): Promise<Delivery> {
  await recordExchange(
    { system: 'PAYMENT', direction: 'OUT', service: line.type, durationMs: 0, outcome: 'OK', errorCode: null, message: null },
    line,
  )
  return delivered
}
