import { createECDH, randomBytes, randomUUID } from 'node:crypto'
import { z } from 'zod'
import { type Clock, shownTime } from '../frame/clock.ts'
import type { Controlled } from '../frame/control.ts'
import { html, page, table } from '../frame/html.ts'
import { type Call, control, json, type Reply, type Route, text } from '../frame/http.ts'
import { openJournal, simulatorPath } from '../frame/journal.ts'
import type { Settings } from '../settings.ts'
import { type Browser, decryptPush, vapidFault } from './decrypt.ts'

const browserSchema = z.object({
  kind: z.literal('browser'),
  id: z.string(),
  privateKey: z.string(),
  publicKey: z.string(),
  auth: z.string(),
})
const entrySchema = z.discriminatedUnion('kind', [
  browserSchema,
  z.object({ kind: z.literal('gone'), id: z.string() }),
  z.object({ kind: z.literal('message'), at: z.string(), browser: z.string(), topic: z.string(), body: z.string() }),
  z.object({ kind: z.literal('reset'), at: z.string() }),
])
type Entry = z.infer<typeof entrySchema>
type Message = Omit<Extract<Entry, { kind: 'message' }>, 'kind'>

/** A push service (RFC 8030) with browsers of its own: it can show what only a browser could read. */
export function openPush(settings: Settings, clock: Clock) {
  const browsers = new Map<string, Browser | null>()
  let messages: Message[] = []
  const journal = openJournal<Entry>(simulatorPath(settings.MOCUA_DATA_DIR, 'push.jsonl'), entrySchema, (entry) => {
    if (entry.kind === 'browser') browsers.set(entry.id, entry)
    else if (entry.kind === 'gone') browsers.set(entry.id, null)
    else if (entry.kind === 'reset') messages = []
    // a later message of the same topic takes the place of one that waits
    else messages = [...messages.filter((one) => one.browser !== entry.browser || one.topic !== entry.topic), entry]
  })
  const origin = `http://127.0.0.1:${settings.SIM_PORT}`

  function subscribe(): Reply {
    const id = randomUUID()
    const pair = createECDH('prime256v1')
    const publicKey = pair.generateKeys('base64url')
    const auth = randomBytes(16).toString('base64url')
    journal.append({ kind: 'browser', id, privateKey: pair.getPrivateKey('base64url'), publicKey, auth })
    return json({ endpoint: `${origin}/push/send/${id}`, p256dh: publicKey, auth })
  }

  function unsubscribe(call: Call): Reply {
    const { endpoint } = control(call, z.object({ endpoint: z.url() }))
    journal.append({ kind: 'gone', id: endpoint.split('/').at(-1) ?? '' })
    return json({ gone: true })
  }

  function take({ headers, body }: Call, id: string): Reply {
    const browser = browsers.get(id)
    if (browser === undefined) return text('no such subscription', 404)
    if (browser === null) return text('subscription is gone', 410)
    // the time of the key is checked by the real clock, as a push service of the world does
    const fault = vapidFault(String(headers.authorization ?? ''), origin, new Date())
    if (fault) return text(fault, 403)
    if (headers['content-encoding'] !== 'aes128gcm' || !headers.ttl) return text('encoding or TTL', 400)
    const topic = String(headers.topic ?? '')
    journal.append({ kind: 'message', at: clock.now().toISOString(), browser: id, topic, body: decryptPush(body, browser) })
    return { ...text('', 201), headers: { ...text('').headers, location: `${origin}/push/message/${randomUUID()}` } }
  }

  const routes: Route[] = [
    { method: 'POST', path: /^\/_control\/push\/subscribe$/, handle: subscribe },
    { method: 'POST', path: /^\/_control\/push\/unsubscribe$/, handle: unsubscribe },
    {
      method: 'POST',
      path: /^\/push\/send\/([0-9a-f-]{36})$/,
      handle: (call, [id]) => take(call, id ?? ''),
      protocol: { system: 'push', label: () => 'push' },
    },
    {
      method: 'GET',
      path: /^\/push\/?$/,
      handle: () =>
        page(
          'Thông báo trên trình duyệt (mô phỏng)',
          table(
            'Thông báo đã nhận',
            ['Lúc', 'Nội dung (đã giải mã)'],
            messages.toReversed().map(({ at, body }) => [shownTime(new Date(at)), html`<code>${body}</code>`]),
            'Chưa có thông báo nào.',
          ),
        ),
    },
  ]
  const controlled: Controlled = {
    system: 'push',
    received: (code) => ({ messages: messages.filter(({ body }) => code === null || body.includes(code)) }),
    reset: () => journal.append({ kind: 'reset', at: clock.now().toISOString() }),
  }
  return { routes, controlled, close: journal.close }
}
