import { DomainError } from '#workflows/domain-error.ts'
import type { Actor } from '../account/actor.ts'
import { loadForReading } from '../dossier/get-dossier.ts'
import { findPayment } from './payment.repository.ts'
import type { PaymentStatusInput } from './payment.schema.ts'

/** How a payment stands, for the page to which the platform sends the payer back. */
export async function paymentStatus(actor: Actor, { reference }: PaymentStatusInput) {
  const payment = await findPayment(reference)
  if (!payment) throw new DomainError('PAYMENT_UNKNOWN', `no payment ${reference}`)
  try {
    await loadForReading(actor, payment.code)
  } catch (error) {
    // whether the reference exists is not said to strangers
    if (error instanceof DomainError && error.code === 'NOT_FOUND') throw new DomainError('PAYMENT_UNKNOWN', error.message)
    throw error
  }
  const status = payment.status === 'REFUND_DUE' ? 'SUCCEEDED' : payment.status
  return { status, isRefundDue: payment.status === 'REFUND_DUE', code: payment.code, amountVnd: payment.amountVnd }
}
