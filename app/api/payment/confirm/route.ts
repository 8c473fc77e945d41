import { confirmPayment } from '#server/modules/payment/confirm.http.ts'

export const dynamic = 'force-dynamic'

export const POST = (request: Request) => confirmPayment(request)
