import { createHash } from 'node:crypto'
import { z } from 'zod'
import { postJson, type Retries } from '../frame/callback.ts'
import type { Clock } from '../frame/clock.ts'
import { type Call, json, parseJson, type Reply, type Route } from '../frame/http.ts'
import type { Settings } from '../settings.ts'
import { phoneControl, phonePage } from './pages.ts'
import { arrives, noZalo, openPhoneStore, type PhoneMessage } from './store.ts'
import { openZaloKeys } from './zalo-keys.ts'

const sendSchema = z.object({
  phone: z.string(),
  template_id: z.string().min(1),
  template_data: z.object({
    ma_ho_so: z.string().min(1).max(60),
    noi_dung: z.string().min(1).max(200),
    dien_thoai: z.string().max(30),
  }),
  tracking_id: z.string().min(1).max(48),
})

/** Zalo's notices to phone numbers, by a template that was approved. */
export function openZalo(settings: Settings, clock: Clock, retries: Retries) {
  const store = openPhoneStore(settings.MOCUA_DATA_DIR, 'zalo')
  const refuse = (error: number, message: string) => json({ error, message })
  const keys = openZaloKeys(settings, clock)
  const isKnown = ({ headers }: Call) => keys.takes(headers.access_token)

  function send(call: Call): Reply {
    if (!isKnown(call)) return refuse(-124, 'access_token invalid')
    const parsed = sendSchema.safeParse(parseJson(call.body))
    if (!parsed.success) return refuse(-137, 'body data invalid')
    const { phone, template_id, template_data, tracking_id: key } = parsed.data
    if (template_id !== settings.ZALO_TEMPLATE) return refuse(-112, 'template not found')
    const at = clock.now().toISOString()
    const error = /^84[35789]\d{8}$/.test(phone) ? (noZalo(phone) ? -118 : 0) : -108
    if (error !== 0) {
      store.refuse(key, phone, String(error), at)
      return refuse(error, error === -108 ? 'phone number is invalid' : 'Zalo account not existed')
    }
    const message = store.take({ key, phone, text: template_data.noi_dung, code: template_data.ma_ho_so }, at)
    report(message)
    return json({ error: 0, message: 'Success', data: { msg_id: message.messageId, sent_time: String(clock.now().getTime()) } })
  }

  function status(call: Call): Reply {
    if (!isKnown(call)) return refuse(-124, 'access_token invalid')
    const known = store.find(call.query.get('tracking_id') ?? '')
    if (!known) return refuse(-138, 'message not found')
    return json({
      error: 0,
      message: 'Success',
      data: { msg_id: known.messageId, status: { SENT: 0, DELIVERED: 1, FAILED: -1 }[known.status] },
    })
  }

  function report({ key, phone, messageId, isReported }: PhoneMessage): void {
    if (isReported) return
    const outcome = arrives(phone) ? 'DELIVERED' : 'FAILED'
    void retries.start(`zalo/${key}`, async (stop) => {
      const at = clock.now()
      const timestamp = String(at.getTime())
      const body = JSON.stringify({
        app_id: settings.ZALO_APP,
        event_name: outcome === 'DELIVERED' ? 'user_received_message' : 'message_not_delivered',
        message: { tracking_id: key, msg_id: messageId },
        timestamp,
      })
      const mac = createHash('sha256').update(`${settings.ZALO_APP}${body}${timestamp}${settings.ZALO_SECRET}`).digest('hex')
      const answer = await postJson(
        `${settings.PUBLIC_URL}/api/messages/zalo`,
        body,
        { 'x-zevent-signature': `mac=${mac}` },
        stop,
      )
      if (answer.kind === 'unanswered') return false
      store.reported(key, outcome, String(answer.status), at.toISOString())
      return true
    })
  }

  const protocol = (label: string) => ({ system: 'zalo', label: () => label })
  const routes: Route[] = [
    ...keys.routes,
    { method: 'POST', path: /^\/zalo\/message\/template$/, handle: send, protocol: protocol('template') },
    { method: 'GET', path: /^\/zalo\/message\/status$/, handle: status, protocol: protocol('status') },
    { method: 'GET', path: /^\/zalo\/?$/, handle: () => phonePage('Tin Zalo (mô phỏng)', store) },
  ]
  return {
    routes,
    controlled: phoneControl('zalo', store, clock.now),
    resume: () => store.unreported().forEach(report),
    close: () => {
      store.close()
      keys.close()
    },
  }
}
