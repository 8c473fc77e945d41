import { createPaymentPlatform, type PaymentPlatform } from '#server/adapters/payment-platform/platform.ts'
import { env } from '#server/env.ts'

let platform: PaymentPlatform | null = null

/** One client for the whole process. */
export function ourPlatform(): PaymentPlatform {
  platform ??= createPaymentPlatform({ url: env.PAYMENT_URL, partner: env.PAYMENT_PARTNER, secret: env.PAYMENT_SECRET })
  return platform
}
