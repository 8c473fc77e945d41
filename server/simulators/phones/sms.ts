import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { postJson, type Retries } from '../frame/callback.ts'
import type { Clock } from '../frame/clock.ts'
import { type Call, json, parseJson, type Reply, type Route } from '../frame/http.ts'
import type { Settings } from '../settings.ts'
import { phoneControl, phonePage } from './pages.ts'
import { arrives, noSubscriber, openPhoneStore, type PhoneMessage } from './store.ts'

const sendSchema = z.object({
  partner: z.string(),
  requestId: z.string().min(1).max(80),
  brand: z.string().min(1).max(11),
  phone: z.string(),
  text: z.string().min(1),
})
const statusSchema = z.object({ partner: z.string(), requestId: z.string() })
/** One part of the GSM alphabet; this gateway takes no others. */
const ONE_PART = /^[\x20-\x7e\r\n]{1,160}$/

/** A gateway of text messages: signed calls, a request id once, and a report when the phone has it. */
export function openSms(settings: Settings, clock: Clock, retries: Retries) {
  const store = openPhoneStore(settings.MOCUA_DATA_DIR, 'sms')
  const sign = (text: string) => createHmac('sha256', settings.SMS_SECRET).update(text).digest('hex')
  const isSigned = ({ body, headers }: Call) => {
    const given = Buffer.from(String(headers['x-sms-signature'] ?? ''))
    const expected = Buffer.from(sign(body.toString('utf8')))
    return given.length === expected.length && timingSafeEqual(given, expected)
  }
  const refuse = (code: string, message: string) => json({ code, message })

  function send(call: Call): Reply {
    if (!isSigned(call)) return refuse('10', 'sai chữ ký')
    const parsed = sendSchema.safeParse(parseJson(call.body))
    if (!parsed.success) return refuse('11', 'thiếu trường')
    const { partner, requestId: key, phone, text } = parsed.data
    if (partner !== settings.SMS_PARTNER) return refuse('12', 'không rõ đối tác')
    const at = clock.now().toISOString()
    const reason = !/^0[35789]\d{8}$/.test(phone) ? '20' : noSubscriber(phone) ? '21' : ONE_PART.test(text) ? null : '30'
    if (reason !== null) {
      store.refuse(key, phone, reason, at)
      return refuse(reason, 'không gửi được')
    }
    const message = store.take({ key, phone, text, code: '' }, at)
    report(message)
    return json({ code: '00', messageId: message.messageId })
  }

  function status(call: Call): Reply {
    if (!isSigned(call)) return refuse('10', 'sai chữ ký')
    const known = store.find(statusSchema.safeParse(parseJson(call.body)).data?.requestId ?? '')
    return known ? json({ code: '00', messageId: known.messageId, status: known.status }) : refuse('40', 'không có')
  }

  /** Told until the partner has answered something. */
  function report({ key, phone, isReported }: PhoneMessage): void {
    if (isReported) return
    const outcome = arrives(phone) ? 'DELIVERED' : 'FAILED'
    const body = JSON.stringify({ requestId: key, status: outcome, ...(outcome === 'FAILED' ? { reason: 'EXPIRED' } : {}) })
    void retries.start(`sms/${key}`, async (stop) => {
      const [timestamp, nonce] = [clock.now().toISOString(), randomUUID()]
      const headers = {
        'x-sms-timestamp': timestamp,
        'x-sms-nonce': nonce,
        'x-sms-signature': sign(`${timestamp}.${nonce}.${body}`),
      }
      const answer = await postJson(`${settings.PUBLIC_URL}/api/messages/sms`, body, headers, stop)
      if (answer.kind === 'unanswered') return false
      store.reported(key, outcome, String(answer.status), timestamp)
      return true
    })
  }

  const protocol = (label: string) => ({ system: 'sms', label: () => label })
  const routes: Route[] = [
    { method: 'POST', path: /^\/sms\/send$/, handle: send, protocol: protocol('send') },
    { method: 'POST', path: /^\/sms\/status$/, handle: status, protocol: protocol('status') },
    { method: 'GET', path: /^\/sms\/?$/, handle: () => phonePage('Tin nhắn SMS (mô phỏng)', store) },
  ]
  return {
    routes,
    controlled: phoneControl('sms', store, clock.now),
    resume: () => store.unreported().forEach(report),
    close: store.close,
  }
}
