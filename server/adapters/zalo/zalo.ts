import { z } from 'zod'
import type { Found, NoticeChannel } from '../messages/notice-channel.ts'
import { type CallContext, callJson, noted } from '../partner-call.ts'
import { PartnerFault } from '../partner-fault.ts'

// Zalo Notification Service: a template that Zalo approved, filled in with a few words, to the Zalo account of a phone number.

const answerSchema = z.object({
  error: z.int(),
  message: z.string().optional(),
  data: z
    .object({
      msg_id: z.string().optional(),
      /** 1 arrived, 0 on its way, -1 not delivered */
      status: z.int().optional(),
    })
    .nullish(),
})

/** Wrong number, no Zalo account, switched off by the person. */
const FOR_EVER = new Set([-108, -114, -118, -119])
const KEY_REFUSED = new Set([-124, -216])
const UNKNOWN = -138
const TIMEOUT_MS = 10_000
const MAX_BYTES = 64 * 1024

export interface ZaloSettings {
  url: string
  /** Our key as it is now; another one after Zalo refused that one. */
  access: (refused: string | null, context: CallContext) => Promise<string>
  template: string
}

/** 0901… as Zalo writes it: 84901… */
const international = (phone: string) => phone.replace(/^0/, '84')

export function createZalo({ url, access, template }: ZaloSettings): NoticeChannel<string> {
  async function callWith(token: string, path: string, body: string | undefined, context: CallContext) {
    const answer = await callJson({
      url: `${url}${path}`,
      body,
      headers: { access_token: token, ...(body === undefined ? {} : { 'content-type': 'application/json; charset=utf-8' }) },
      timeoutMs: TIMEOUT_MS,
      maxBytes: MAX_BYTES,
      signal: context.signal,
    })
    const parsed = answerSchema.safeParse(answer)
    if (!parsed.success) throw new PartnerFault('AMBIGUOUS', 'UNREADABLE', 'Zalo answered something else')
    return parsed.data
  }
  /** A key that ran out a moment ago, or was taken back, is renewed once: such a call was not looked at. */
  async function call(path: string, body: string | undefined, context: CallContext) {
    const token = await access(null, context)
    const answer = await callWith(token, path, body, context)
    return KEY_REFUSED.has(answer.error) ? callWith(await access(token, context), path, body, context) : answer
  }

  return {
    send: ({ key, to, text, code, phone }, context) =>
      noted(context, { system: 'ZALO', service: 'template' }, async () => {
        const body = JSON.stringify({
          phone: international(to),
          template_id: template,
          template_data: { ma_ho_so: code, noi_dung: text, dien_thoai: phone },
          tracking_id: key,
        })
        const { error, data } = await call('/message/template', body, context)
        if (error === 0 && data?.msg_id) return { partnerId: data.msg_id }
        throw new PartnerFault(FOR_EVER.has(error) ? 'REFUSED' : 'BUSY', `ZALO_${error}`, `Zalo answered ${error}`)
      }),
    find: (key, context) =>
      noted(context, { system: 'ZALO', service: 'status' }, async (): Promise<Found> => {
        const { error, data } = await call(`/message/status?tracking_id=${encodeURIComponent(key)}`, undefined, context)
        if (error === UNKNOWN) return { state: 'UNKNOWN' }
        if (error !== 0 || !data?.msg_id) throw new PartnerFault('BUSY', `ZALO_${error}`, `Zalo answered ${error}`)
        if (data.status === -1) return { state: 'FAILED', partnerId: data.msg_id, reason: 'ZALO_NOT_DELIVERED' }
        return { state: data.status === 1 ? 'DELIVERED' : 'SENT', partnerId: data.msg_id }
      }),
  }
}
