import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'

const headersSchema = z.object({
  timestamp: z.iso.datetime({ offset: true }).max(40),
  nonce: z.string().regex(/^[\w-]{16,80}$/),
  signature: z.string().regex(/^[0-9a-f]{64}$/),
})

const WINDOW_MS = 5 * 60_000

export type SignatureVerdict = { ok: true; nonce: string } | { ok: false; why: 'MISSING' | 'FORGED' | 'STALE' }

const digest = (value: string) => createHash('sha256').update(value).digest()

/** X-Portal-Signature = hex HMAC-SHA256(secret, timestamp.nonce.body), within five minutes of our time. */
export function checkInboundSignature(headers: Headers, body: string, secret: string, now: Date): SignatureVerdict {
  const parsed = headersSchema.safeParse({
    timestamp: headers.get('x-portal-timestamp'),
    nonce: headers.get('x-portal-nonce'),
    signature: headers.get('x-portal-signature')?.toLowerCase(),
  })
  if (!parsed.success) return { ok: false, why: 'MISSING' }
  const { timestamp, nonce, signature } = parsed.data
  const expected = createHmac('sha256', secret).update(`${timestamp}.${nonce}.${body}`).digest('hex')
  if (!timingSafeEqual(digest(signature), digest(expected))) return { ok: false, why: 'FORGED' }
  if (Math.abs(now.getTime() - Date.parse(timestamp)) > WINDOW_MS) return { ok: false, why: 'STALE' }
  return { ok: true, nonce }
}
