import 'server-only'
import type { ReportReading } from '#server/adapters/messages/report-reading.ts'
import { readSmsReport } from '#server/adapters/sms/report.message.ts'
import { readZaloReport } from '#server/adapters/zalo/report.message.ts'
import { appNow } from '#server/clock.repository.ts'
import { env } from '#server/env.ts'
import { readLimited } from '#server/request-body.ts'
import { recordExchange } from '../exchange/record-exchange.ts'
import { failNotice } from './deliver-notice.ts'
import { findReported, settleDelivered, spendReportNonce } from './notice.repository.ts'

const MAX_BODY_BYTES = 16 * 1024

const STATUS = { taken: 200, copy: 200, unknown: 404, UNREADABLE: 400, STALE: 401, FORGED: 401, off: 404 } as const
type Outcome = keyof typeof STATUS

function read(system: 'SMS' | 'ZALO', headers: Headers, body: string, now: Date): ReportReading | null {
  if (system === 'SMS') return env.SMS_SECRET ? readSmsReport(headers, body, env.SMS_SECRET, now) : null
  return env.ZALO_SECRET ? readZaloReport(headers, body, { app: env.ZALO_APP, secret: env.ZALO_SECRET }, now) : null
}

async function take(
  system: 'SMS' | 'ZALO',
  request: Request,
): Promise<{ outcome: Outcome; dossierId: string | null; homeAgencyId: string }> {
  const none = { dossierId: null, homeAgencyId: '' }
  const body = await readLimited(request, MAX_BODY_BYTES)
  const reading =
    body === null ? { ok: false as const, why: 'UNREADABLE' as const } : read(system, request.headers, body, await appNow())
  if (reading === null) return { outcome: 'off', ...none }
  if (!reading.ok) return { outcome: reading.why, ...none }
  const { report, nonce } = reading
  const row = await findReported(system, report.key)
  if (!row) return { outcome: 'unknown', ...none }
  const about = { dossierId: row.dossierId, homeAgencyId: row.homeAgencyId }
  if (!(await spendReportNonce(system, nonce))) return { outcome: 'copy', ...about }
  if (report.isDelivered) await settleDelivered(row.homeAgencyId, row.id)
  else await failNotice(row, report.reason ?? 'FAILED', null)
  return { outcome: 'taken', ...about }
}

/** A partner's word on what became of a notice. What is not signed, or is old, changes nothing; a copy is answered like the first. */
export async function takeReport(system: 'SMS' | 'ZALO', request: Request): Promise<Response> {
  const started = performance.now()
  const { outcome, dossierId, homeAgencyId } = await take(system, request)
  const isTaken = outcome === 'taken' || outcome === 'copy'
  await recordExchange(
    {
      system,
      direction: 'IN',
      service: 'report',
      durationMs: Math.round(performance.now() - started),
      outcome: isTaken ? 'OK' : 'REFUSED',
      errorCode: isTaken ? null : outcome,
      message: null,
    },
    dossierId === null ? null : { homeAgencyId, dossierId },
  )
  return Response.json(
    { error: isTaken ? 0 : 1, result: outcome },
    { status: STATUS[outcome], headers: { 'cache-control': 'no-store' } },
  )
}
