import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { jsonOf, type ReportReading } from '../messages/report-reading.ts'

const headersSchema = z.object({
  timestamp: z.iso.datetime({ offset: true }).max(40),
  nonce: z.string().regex(/^[\w-]{16,80}$/),
  signature: z.string().regex(/^[0-9a-f]{64}$/),
})
const reportSchema = z.object({
  requestId: z.string().min(1).max(80),
  status: z.enum(['DELIVERED', 'FAILED']),
  reason: z
    .string()
    .regex(/^\w{1,40}$/)
    .nullish(),
})
const WINDOW_MS = 5 * 60_000
const digest = (value: string) => createHash('sha256').update(value).digest()

/** X-Sms-Signature = hex HMAC-SHA256(secret, timestamp.nonce.body), within five minutes of our time. */
export function readSmsReport(headers: Headers, body: string, secret: string, now: Date): ReportReading {
  const parsed = headersSchema.safeParse({
    timestamp: headers.get('x-sms-timestamp'),
    nonce: headers.get('x-sms-nonce'),
    signature: headers.get('x-sms-signature')?.toLowerCase(),
  })
  if (!parsed.success) return { ok: false, why: 'FORGED' }
  const { timestamp, nonce, signature } = parsed.data
  const expected = createHmac('sha256', secret).update(`${timestamp}.${nonce}.${body}`).digest('hex')
  if (!timingSafeEqual(digest(signature), digest(expected))) return { ok: false, why: 'FORGED' }
  if (Math.abs(now.getTime() - Date.parse(timestamp)) > WINDOW_MS) return { ok: false, why: 'STALE' }
  const report = reportSchema.safeParse(jsonOf(body))
  if (!report.success) return { ok: false, why: 'UNREADABLE' }
  const { requestId, status, reason } = report.data
  const isDelivered = status === 'DELIVERED'
  return { ok: true, nonce, report: { key: requestId, isDelivered, reason: isDelivered ? null : `SMS_${reason ?? 'FAILED'}` } }
}
