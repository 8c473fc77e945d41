import { z } from 'zod'
import { dossierCodeSchema } from '../dossier/dossier.schema.ts'

export const startPaymentInput = z.object({
  code: dossierCodeSchema,
  requestId: z.uuid(),
  feeIds: z.array(z.string().min(1).max(80)).min(1, { error: 'fee.nothingChosen' }).max(20),
})
export type StartPaymentInput = z.infer<typeof startPaymentInput>

/** The platform hands it back in the address of the return page. */
export const paymentStatusInput = z.object({ reference: z.string().regex(/^\w{1,100}$/, { error: 'payment.referenceWrong' }) })
export type PaymentStatusInput = z.infer<typeof paymentStatusInput>

export const PAYMENT_STATUSES = ['PENDING', 'SUCCEEDED', 'FAILED', 'CANCELLED', 'REFUND_DUE'] as const
/** The money's own life. REFUND_DUE: it came, and nothing was owed for it (any more). */
export type PaymentStatus = (typeof PAYMENT_STATUSES)[number]
