import { z } from 'zod'
import { deliverSub } from '#server/modules/exchange/deliver-sub.ts'
import type { Deliver, DeliverTogether, Target } from '#server/modules/exchange/outbox-line.ts'
import { sendListsToPortal, sendToPortal } from '#server/modules/exchange/send-to-portal.ts'
import { sendNotification } from '#server/modules/notification/send-notification.ts'
import { notePayment } from '#server/modules/payment/note-payment.ts'
import { issuePaper, issueReceipts } from './issue-paper.ts'

const payloadSchema = z.object({ template: z.string() }).catch({ template: '' })

/** The letter about money says where its receipt is, so the receipt is printed first. */
const sendLetter: Deliver = async (line, signal) => {
  if (payloadSchema.parse(line.payload).template === 'feeReceived') await issueReceipts(line)
  return sendNotification(line, signal)
}

/** Half of what the portal is known to take in one call; two of them are what is claimed at once. */
const PORTAL_LIST = 50

/** What is done with the lines of each target, and how many of them at once. */
export const deliveries: readonly {
  target: Target
  deliver: Deliver
  together?: { deliver: DeliverTogether; atMost: number }
  atOnce: number
}[] = [
  { target: 'PORTAL', deliver: sendToPortal, together: { deliver: sendListsToPortal, atMost: PORTAL_LIST }, atOnce: 3 },
  { target: 'MAIL', deliver: sendLetter, atOnce: 2 },
  { target: 'FORM', deliver: issuePaper, atOnce: 2 },
  { target: 'RESULT', deliver: issuePaper, atOnce: 2 },
  { target: 'PAYMENT', deliver: notePayment, atOnce: 2 },
  { target: 'SUB', deliver: deliverSub, atOnce: 2 },
]
