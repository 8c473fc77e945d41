import type { Deliver, Target } from '#server/modules/exchange/outbox-line.ts'
import { sendToPortal } from '#server/modules/exchange/send-to-portal.ts'
import { sendNotification } from '#server/modules/notification/send-notification.ts'
import { notePayment } from '#server/modules/payment/note-payment.ts'

/** What is done with the lines of each target, and how many of them at once. */
export const deliveries: readonly { target: Target; deliver: Deliver; atOnce: number }[] = [
  { target: 'PORTAL', deliver: sendToPortal, atOnce: 4 },
  { target: 'MAIL', deliver: sendNotification, atOnce: 2 },
  { target: 'PAYMENT', deliver: notePayment, atOnce: 2 },
]
