import { createHmac } from 'node:crypto'
import { z } from 'zod'
import type { Found, NoticeChannel } from '../messages/notice-channel.ts'
import { type CallContext, callJson, noted } from '../partner-call.ts'
import { PartnerFault } from '../partner-fault.ts'

// A brandname gateway as the operators offer it: signed JSON, our own request id, reports by a call back. The gateway takes a request id once.

const answerSchema = z.object({
  code: z.string(),
  message: z.string().optional(),
  messageId: z.string().optional(),
  status: z.enum(['QUEUED', 'SENT', 'DELIVERED', 'FAILED']).optional(),
  reason: z.string().optional(),
})
type Answer = z.output<typeof answerSchema>

/** No such number, barred, unsubscribed: this address will never take it. */
const FOR_EVER = new Set(['20', '21', '22', '30'])
const UNKNOWN = '40'
const TIMEOUT_MS = 10_000
const MAX_BYTES = 64 * 1024

export interface SmsSettings {
  url: string
  partner: string
  brand: string
  secret: string
}

export function createSms({ url, partner, brand, secret }: SmsSettings): NoticeChannel<string> {
  async function call(service: 'send' | 'status', message: Record<string, unknown>, context: CallContext): Promise<Answer> {
    const body = JSON.stringify({ partner, ...message })
    const answer = await callJson({
      url: `${url}/${service}`,
      body,
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'x-sms-signature': createHmac('sha256', secret).update(body).digest('hex'),
      },
      timeoutMs: TIMEOUT_MS,
      maxBytes: MAX_BYTES,
      signal: context.signal,
    })
    const parsed = answerSchema.safeParse(answer)
    if (!parsed.success) throw new PartnerFault('AMBIGUOUS', 'UNREADABLE', 'the gateway answered something else')
    return parsed.data
  }

  return {
    send: ({ key, to, text }, context) =>
      noted(context, { system: 'SMS', service: 'send' }, async () => {
        const answer = await call('send', { requestId: key, brand, phone: to, text }, context)
        if (answer.code === '00' && answer.messageId) return { partnerId: answer.messageId }
        const kind = FOR_EVER.has(answer.code) ? 'REFUSED' : 'BUSY'
        throw new PartnerFault(kind, `SMS_${answer.code}`, `the gateway answered ${answer.code}`)
      }),
    find: (key, context) =>
      noted(context, { system: 'SMS', service: 'status' }, async (): Promise<Found> => {
        const { code, messageId, status, reason } = await call('status', { requestId: key }, context)
        if (code === UNKNOWN) return { state: 'UNKNOWN' }
        if (code !== '00' || !messageId || !status) throw new PartnerFault('BUSY', `SMS_${code}`, `the gateway answered ${code}`)
        if (status === 'FAILED') return { state: 'FAILED', partnerId: messageId, reason: `SMS_${reason ?? 'FAILED'}` }
        return { state: status === 'DELIVERED' ? 'DELIVERED' : 'SENT', partnerId: messageId }
      }),
  }
}
