import { createHash } from 'node:crypto'
import webPush from 'web-push'
import type { NoticeChannel } from '../messages/notice-channel.ts'
import { faultOf, noted } from '../partner-call.ts'
import { PartnerFault } from '../partner-fault.ts'

// RFC 8030 (push), 8291 (encryption for the browser alone), 8292 (VAPID: who we are). The push service cannot be asked what became of a
// notice; its Topic lets a second sending replace the first as long as that has not been fetched, and the browser shows one per tag.

export interface Subscription {
  endpoint: string
  p256dh: string
  auth: string
}
export interface PushSettings {
  publicKey: string
  privateKey: string
  /** Whom a push service may write to. */
  subject: string
  origins: readonly string[]
}

const TTL_SECONDS = 24 * 3600
const TIMEOUT_MS = 10_000

const pattern = (origin: string) =>
  new RegExp(`^${origin.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*\\.', '([\\w-]+\\.)+')}$`)

/** A browser names its own push service; we write to no other address, whatever it says. */
export function isPushService(endpoint: string, origins: readonly string[]): boolean {
  if (!URL.canParse(endpoint)) return false
  const { origin, username, password } = new URL(endpoint)
  return username === '' && password === '' && origins.some((one) => pattern(one).test(origin))
}

export function createWebPush({ publicKey, privateKey, subject, origins }: PushSettings): NoticeChannel<Subscription> {
  return {
    find: null,
    send: ({ key, to, text, code, url }, context) =>
      noted(context, { system: 'PUSH', service: 'push' }, async () => {
        if (!isPushService(to.endpoint, origins)) throw new PartnerFault('REFUSED', 'PUSH_ORIGIN', 'no push service that we know')
        const details = webPush.generateRequestDetails(
          { endpoint: to.endpoint, keys: { p256dh: to.p256dh, auth: to.auth } },
          JSON.stringify({ title: code, body: text, url, tag: key }),
          {
            vapidDetails: { subject, publicKey, privateKey },
            TTL: TTL_SECONDS,
            urgency: 'normal',
            contentEncoding: 'aes128gcm',
            topic: createHash('sha256').update(key).digest('base64url').slice(0, 32),
          },
        )
        const headers = Object.fromEntries(
          Object.entries(details.headers)
            .filter(([name]) => name.toLowerCase() !== 'content-length')
            .map(([name, value]) => [name, String(value)]),
        )
        const status = await post(details.endpoint, headers, new Uint8Array(details.body), context.signal)
        if (status >= 200 && status < 300) return { partnerId: '' }
        const isGone = status === 404 || status === 410
        // a log-in of ours that is wrong (401, 403) is no fault of the address
        const kind = isGone || status === 400 || status === 413 ? 'REFUSED' : 'BUSY'
        throw new PartnerFault(kind, isGone ? 'PUSH_GONE' : `PUSH_${status}`, `the push service answered ${status}`)
      }),
  }
}

async function post(url: string, headers: Record<string, string>, body: Uint8Array<ArrayBuffer>, signal: AbortSignal) {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers,
      body,
      redirect: 'manual',
      signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
    })
    await response.body?.cancel()
    return response.status
  } catch (error) {
    throw faultOf(error)
  }
}
