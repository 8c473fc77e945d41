import { createHash, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { jsonOf, type ReportReading } from '../messages/report-reading.ts'

const reportSchema = z.object({
  app_id: z.string(),
  event_name: z.enum(['user_received_message', 'message_not_delivered']),
  message: z.object({ tracking_id: z.string().min(1).max(80) }),
  /** Milliseconds as text. */
  timestamp: z.string().regex(/^\d{13}$/),
})
const WINDOW_MS = 5 * 60_000
const digest = (value: string) => createHash('sha256').update(value).digest()

/** X-ZEvent-Signature = "mac=" hex SHA-256(app id, body, timestamp, secret), within five minutes of our time. */
export function readZaloReport(
  headers: Headers,
  body: string,
  { app, secret }: { app: string; secret: string },
  now: Date,
): ReportReading {
  const given = /^mac=([0-9a-f]{64})$/.exec(headers.get('x-zevent-signature')?.toLowerCase() ?? '')?.[1]
  const report = reportSchema.safeParse(jsonOf(body))
  const timestamp = report.data?.timestamp ?? ''
  const expected = createHash('sha256').update(`${app}${body}${timestamp}${secret}`).digest('hex')
  if (!given || !timingSafeEqual(digest(given), digest(expected))) return { ok: false, why: 'FORGED' }
  if (!report.success || report.data.app_id !== app) return { ok: false, why: 'UNREADABLE' }
  if (Math.abs(now.getTime() - Number(timestamp)) > WINDOW_MS) return { ok: false, why: 'STALE' }
  const isDelivered = report.data.event_name === 'user_received_message'
  const reason = isDelivered ? null : 'ZALO_NOT_DELIVERED'
  return { ok: true, nonce: given, report: { key: report.data.message.tracking_id, isDelivered, reason } }
}
