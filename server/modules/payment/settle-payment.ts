import { setTimeout as wait } from 'node:timers/promises'
import type { Statement } from '#server/adapters/payment-platform/statement.message.ts'
import { DomainError } from '#workflows/domain-error.ts'
import { systemActor } from '../account/actor.ts'
import { changeDossier } from '../dossier/change-dossier.ts'
import type { Decision, FeeRow, LoadedDossier } from '../dossier/loaded-dossier.ts'
import { idOf } from '../exchange/deterministic-id.ts'
import { endUnpaid, findPayment, markRefundDue, type PaymentRow } from './payment.repository.ts'
import { receiptRows } from './receipts.ts'

export type Settlement = 'SETTLED' | 'REFUND_DUE' | 'NOT_PAID' | 'OPEN'

const RACES = 6
const RACE_PAUSE_MS = 40

/** In this process one at a time for each payment: a hundred copies of one message are one piece of work. */
const inFlight = new Map<string, Promise<Settlement>>()

/**
 * What the platform says of a payment, whether it told us or was asked: settles it once. The same word again gets the same answer;
 * an unknown reference or another amount changes nothing.
 */
export async function settlePayment(statement: Statement): Promise<Settlement> {
  const { reference } = statement
  const before = inFlight.get(reference)
  const work = (before ?? Promise.resolve())
    // what came of the one before is read from the row, its failure is its own caller's
    .catch(() => undefined)
    .then(() => settle(statement))
  inFlight.set(reference, work)
  try {
    return await work
  } finally {
    if (inFlight.get(reference) === work) inFlight.delete(reference)
  }
}

async function settle(statement: Statement): Promise<Settlement> {
  const payment = await findPayment(statement.reference)
  if (!payment) throw new DomainError('PAYMENT_UNKNOWN', `no payment ${statement.reference}`)
  if (statement.amount !== String(payment.amountVnd) || statement.currency !== 'VND')
    throw new DomainError('PAYMENT_MISMATCH', `payment ${payment.reference}: stated ${statement.amount} ${statement.currency}`)
  if (payment.status === 'SUCCEEDED') return 'SETTLED'
  if (payment.status === 'REFUND_DUE') return 'REFUND_DUE'
  if (statement.outcome === 'OPEN') return 'OPEN'
  if (statement.outcome === 'FAILED') {
    await endUnpaid(payment, statement.errorCode === '24' ? 'CANCELLED' : 'FAILED')
    return 'NOT_PAID'
  }
  return takeMoney(payment, statement.transactionId)
}

class NothingOwed extends Error {}

async function takeMoney(payment: PaymentRow & { code: string }, transactionId: string): Promise<Settlement> {
  const requestId = idOf('payment', payment.homeAgencyId, payment.id)
  for (let attempt = 1; ; attempt += 1) {
    try {
      await changeDossier(
        systemActor('payment'),
        payment.code,
        { requestId, action: 'settleFee', body: { reference: payment.reference } },
        (dossier) => decideSettlement(dossier, payment, transactionId),
      )
      return (await findPayment(payment.reference))?.status === 'REFUND_DUE' ? 'REFUND_DUE' : 'SETTLED'
    } catch (error) {
      if (error instanceof NothingOwed) {
        await markRefundDue(payment, transactionId)
        return 'REFUND_DUE'
      }
      // somebody else changed the dossier in between: look again
      if (!(error instanceof DomainError) || error.code !== 'DOSSIER_CHANGED_MEANWHILE' || attempt >= RACES) throw error
      await wait(RACE_PAUSE_MS * attempt)
    }
  }
}

/** The fees that this money pays. It is counted against them only when it is the whole sum of what they are now. */
async function decideSettlement(dossier: LoadedDossier, payment: PaymentRow, transactionId: string): Promise<Decision> {
  const chosen = dossier.fees.filter((fee) => payment.feeIds.includes(fee.feeId))
  const isWhole = chosen.reduce((sum, fee) => sum + fee.amountVnd, 0) === payment.amountVnd
  const isOpen = chosen.every((fee) => !fee.settledAt && fee.amountVnd > 0)
  const [first, ...rest] = isWhole && isOpen ? chosen.map(settledEvent) : []
  if (!first) throw new NothingOwed()
  // money for a dossier that has ended goes back: the state keeps it as a refund, and no receipt is given for it
  const isKept = dossier.state.context.endedAt === null
  return {
    events: [first, ...rest],
    payments: [paymentRow(payment, isKept ? 'SUCCEEDED' : 'REFUND_DUE', transactionId, dossier.now)],
    receipts: isKept ? await receiptRows(dossier, payment.id, chosen, 'system:payment') : [],
  }
}

const settledEvent = (fee: FeeRow) => ({ event: { type: 'FEE_SETTLED' as const, feeId: fee.feeId, amountVnd: fee.amountVnd } })

const paymentRow = (payment: PaymentRow, status: 'SUCCEEDED' | 'REFUND_DUE', transactionId: string, now: string) => ({
  id: payment.id,
  feeIds: payment.feeIds,
  reference: payment.reference,
  amountVnd: payment.amountVnd,
  method: payment.method,
  status,
  payUrl: payment.payUrl,
  transactionId,
  createdById: payment.createdById,
  createdAt: payment.createdAt.toISOString(),
  expiresAt: payment.expiresAt?.toISOString() ?? null,
  settledAt: now,
  nextQueryAt: null,
  queries: payment.queries,
})
