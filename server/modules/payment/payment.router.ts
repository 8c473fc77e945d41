import { anySignedInEndpoint, citizenEndpoint, router, staffEndpoint } from '#server/trpc.ts'
import { takeCashInput } from '../dossier/dossier.schema.ts'
import { paymentStatusInput, startPaymentInput } from './payment.schema.ts'
import { paymentStatus } from './payment-status.ts'
import { startPayment } from './start-payment.ts'
import { takeCash } from './take-cash.ts'

export const paymentRouter = router({
  // every attempt is a call to the platform
  start: citizenEndpoint
    .meta({ audience: 'citizen', limit: { points: 20, seconds: 60 } })
    .input(startPaymentInput)
    .mutation(({ ctx, input }) => startPayment(ctx.actor, input, ctx.ip)),
  status: anySignedInEndpoint.input(paymentStatusInput).query(({ ctx, input }) => paymentStatus(ctx.actor, input)),
  takeCash: staffEndpoint.input(takeCashInput).mutation(({ ctx, input }) => takeCash(ctx.actor, input)),
})
