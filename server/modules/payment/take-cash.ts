import { z } from 'zod'
import { DomainError } from '#workflows/domain-error.ts'
import type { Actor } from '../account/actor.ts'
import { changeDossier } from '../dossier/change-dossier.ts'
import type { takeCashInput } from '../dossier/dossier.schema.ts'
import type { FeeRow, LoadedDossier } from '../dossier/loaded-dossier.ts'
import { receiptRows } from './receipts.ts'

function openFees(dossier: LoadedDossier, feeIds: readonly string[]): FeeRow[] {
  return [...new Set(feeIds)].sort().map((feeId) => {
    const fee = dossier.fees.find((candidate) => candidate.feeId === feeId)
    if (!fee || fee.amountVnd <= 0) throw new DomainError('FEE_UNKNOWN', `no fee ${feeId} in ${dossier.code}`)
    if (fee.settledAt) throw new DomainError('PAYMENT_ALREADY_SETTLED', `fee ${feeId} of ${dossier.code} is paid`)
    return fee
  })
}

const responseSchema = z.object({
  receipts: z.array(z.object({ number: z.string(), kindOfMoney: z.enum(['PHI', 'LE_PHI']), amountVnd: z.int() })),
})

/** Cash at the desk: payment, receipts and the settled fees in one change. Repeating the request gives the same receipts. */
export async function takeCash(actor: Actor, input: z.infer<typeof takeCashInput>) {
  const saved = await changeDossier(
    actor,
    input.code,
    { requestId: input.requestId, action: 'takeCash', body: input },
    async (dossier) => {
      const fees = openFees(dossier, input.feeIds)
      const [first, ...rest] = fees.map(({ feeId, amountVnd }) => ({ event: { type: 'FEE_SETTLED' as const, feeId, amountVnd } }))
      if (!first) throw new DomainError('FEE_UNKNOWN', 'no fee was chosen')
      if (dossier.state.context.endedAt) throw new DomainError('EVENT_NOT_ALLOWED', `${dossier.code} has ended`)
      const receipts = await receiptRows(dossier, input.requestId, fees, actor.id)
      return {
        events: [first, ...rest],
        payments: [
          {
            id: input.requestId,
            feeIds: fees.map((fee) => fee.feeId),
            reference: `cash${input.requestId.replaceAll('-', '')}`,
            amountVnd: fees.reduce((sum, fee) => sum + fee.amountVnd, 0),
            method: 'CASH',
            status: 'SUCCEEDED',
            payUrl: null,
            transactionId: null,
            createdById: actor.id,
            createdAt: dossier.now,
            expiresAt: null,
            settledAt: dossier.now,
            nextQueryAt: null,
            queries: 0,
          },
        ],
        receipts,
        response: { receipts: receipts.map(({ number, kindOfMoney, amountVnd }) => ({ number, kindOfMoney, amountVnd })) },
      }
    },
  )
  const { code, revision, state } = saved
  return { code, revision, state, ...responseSchema.parse(saved.response) }
}
