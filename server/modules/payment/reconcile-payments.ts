import { PartnerFault } from '#server/adapters/partner-fault.ts'
import { log } from '#server/log.ts'
import { DomainError } from '#workflows/domain-error.ts'
import { callContext } from '../exchange/record-exchange.ts'
import { ourPlatform } from './our-platform.ts'
import { claimQueries, endUnpaid } from './payment.repository.ts'
import { settlePayment } from './settle-payment.ts'

const BATCH = 20
const QUERY_MS = 15_000
/** An order that the platform does not know after this time never reached it. */
const NEVER_ARRIVED_MS = 10 * 60_000
/** Who has not paid after this time does not pay any more; a later confirm message still settles. */
const GIVEN_UP_MS = 7 * 86_400_000

/** Asks the platform for payments that nobody told us about; returns how many were settled. */
export async function reconcilePayments(signal: AbortSignal = AbortSignal.timeout(300_000)): Promise<number> {
  let settled = 0
  for (const payment of await claimQueries(BATCH)) {
    if (signal.aborted) break
    const age = payment.now.getTime() - payment.createdAt.getTime()
    try {
      const context = callContext(payment, AbortSignal.any([signal, AbortSignal.timeout(QUERY_MS)]))
      const statement = await ourPlatform().query(payment.reference, payment.now, context)
      if (statement && (await settlePayment(statement)) === 'SETTLED') settled += 1
      if (statement ? statement.outcome === 'OPEN' && age > GIVEN_UP_MS : age > NEVER_ARRIVED_MS)
        await endUnpaid(payment, 'FAILED')
    } catch (error) {
      // it is asked again at its next time
      if (error instanceof PartnerFault) continue
      const code = error instanceof DomainError ? error.code : 'INTERNAL'
      log.error({ reference: payment.reference, dossierCode: payment.code, code, err: error }, 'a payment could not be settled')
    }
  }
  return settled
}
