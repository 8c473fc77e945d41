import 'server-only'
import { createHash } from 'node:crypto'
import { z } from 'zod'
import {
  FILING_SERVICE,
  filingMessageSchema,
  filingRefused,
  filingTaken,
  toFiling,
} from '#server/adapters/national-portal/file-dossier.message.ts'
import { checkInboundSignature } from '#server/adapters/national-portal/inbound-signature.ts'
import { PartnerFault } from '#server/adapters/partner-fault.ts'
import { appNow } from '#server/clock.repository.ts'
import { env } from '#server/env.ts'
import { httpStatusOf } from '#server/errors.ts'
import { log } from '#server/log.ts'
import { isTooDeep, readLimited } from '#server/request-body.ts'
import { DomainError, type DomainErrorCode } from '#workflows/domain-error.ts'
import { spendNonce } from './inbound.repository.ts'
import { receiveFiling } from './receive-filing.ts'
import { recordExchange } from './record-exchange.ts'

const MAX_BODY_BYTES = 1_000_000
const MAX_DEPTH = 24

/** What the portal reads when we do not take a filing. Vietnamese, because the portal shows it to the people there. */
const SENTENCES: Partial<Record<DomainErrorCode, string>> = {
  SIGNATURE_INVALID: 'Chữ ký của bản tin không đúng.',
  LINK_EXPIRED: 'Bản tin quá cũ. Gửi lại với thời điểm mới.',
  LINK_REPLAYED: 'Bản tin này đã được gửi trước đó.',
  INPUT_INVALID: 'Bản tin thiếu trường hoặc sai định dạng.',
  FORM_INVALID: 'Dữ liệu biểu mẫu thiếu hoặc sai.',
  PAPERS_MISSING: 'Hồ sơ thiếu giấy tờ bắt buộc.',
  PROCEDURE_UNKNOWN: 'Mã thủ tục không có trong danh mục.',
  PROCEDURE_NOT_ONLINE: 'Thủ tục này không nhận hồ sơ từ Cổng.',
  VERSION_NOT_EFFECTIVE: 'Thủ tục này chưa có hiệu lực.',
  NOT_FOUND: 'Đơn vị tiếp nhận không có, hoặc không nhận thủ tục này.',
  REQUEST_ID_REUSED: 'Mã hồ sơ này đã được gửi với nội dung khác.',
  FILE_TYPE_REFUSED: 'Tệp đính kèm không phải PDF, JPEG hoặc PNG đúng chuẩn.',
  FILE_TOO_LARGE: 'Tệp đính kèm quá lớn.',
  FILE_EMPTY: 'Tệp đính kèm rỗng.',
  FEE_UNKNOWN: 'Không tính được phí, lệ phí từ dữ liệu biểu mẫu.',
  PARTNER_REFUSED: 'Tệp đính kèm không đúng với mã băm hoặc địa chỉ đã báo.',
  PARTNER_UNAVAILABLE: 'Chưa tải được tệp đính kèm từ Cổng. Gửi lại sau.',
  DOSSIER_CHANGED_MEANWHILE: 'Hồ sơ đang được xử lý. Gửi lại sau.',
}
const UNFORESEEN = 'Chưa nhận được hồ sơ. Gửi lại sau.'

const issuesSchema = z.object({ issues: z.array(z.object({ path: z.string() })) })
const papersSchema = z.object({ papers: z.array(z.object({ nameVi: z.string() })) })

/** Which fields or papers: their names only, never what was filled in. */
function detailsOf(error: DomainError): string[] {
  const issues = issuesSchema.safeParse(error.details).data?.issues.map(({ path }) => path)
  return issues ?? papersSchema.safeParse(error.details).data?.papers.map(({ nameVi }) => nameVi) ?? []
}

async function take(request: Request): Promise<{ dossierId: string; code: string }> {
  const body = await readLimited(request, MAX_BODY_BYTES)
  if (body === null) throw new DomainError('INPUT_INVALID', 'the body is too long')
  const verdict = checkInboundSignature(request.headers, body, env.PORTAL_INBOUND_SECRET, await appNow())
  if (!verdict.ok)
    throw new DomainError(verdict.why === 'STALE' ? 'LINK_EXPIRED' : 'SIGNATURE_INVALID', `inbound message: ${verdict.why}`)
  if (!(await spendNonce('PORTAL', verdict.nonce))) throw new DomainError('LINK_REPLAYED', 'inbound message: nonce used before')
  const message = filingMessageSchema.safeParse(parsed(body))
  if (!message.success)
    throw new DomainError('INPUT_INVALID', 'inbound message does not parse', {
      issues: message.error.issues.map((issue) => ({ path: issue.path.join('.') })),
    })
  try {
    return await receiveFiling(toFiling(message.data), createHash('sha256').update(body).digest('hex'))
  } catch (error) {
    if (!(error instanceof PartnerFault)) throw error
    const code = error.kind === 'REFUSED' ? 'PARTNER_REFUSED' : 'PARTNER_UNAVAILABLE'
    throw new DomainError(code, `attachment: ${error.code} ${error.message}`)
  }
}

function parsed(body: string): unknown {
  if (isTooDeep(body, MAX_DEPTH)) return undefined
  try {
    return JSON.parse(body)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

/** Refusals of the content are 422, so that the portal does not send the same again; those of the moment are 503, so that it does. */
function statusOf(code: DomainErrorCode): number {
  switch (code) {
    case 'PARTNER_UNAVAILABLE':
    case 'DOSSIER_CHANGED_MEANWHILE':
    case 'INTERNAL':
      return 503
    case 'FORM_INVALID':
    case 'PAPERS_MISSING':
    case 'FEE_UNKNOWN':
    case 'PARTNER_REFUSED':
      return 422
    default:
      return httpStatusOf(code)
  }
}

/** POST /api/portal/inbound: what citizens filed at the national portal. */
export async function receiveFromPortal(request: Request): Promise<Response> {
  const started = performance.now()
  const note = (outcome: 'OK' | 'REFUSED' | 'UNAVAILABLE', errorCode: string | null) =>
    recordExchange(
      {
        system: 'PORTAL',
        direction: 'IN',
        service: FILING_SERVICE,
        durationMs: Math.round(performance.now() - started),
        outcome,
        errorCode,
        message: null,
      },
      null,
    )
  const headers = { 'cache-control': 'no-store' }
  try {
    const { dossierId, code } = await take(request)
    await note('OK', null)
    return Response.json(filingTaken(dossierId, code), { headers })
  } catch (error) {
    const code = error instanceof DomainError ? error.code : 'INTERNAL'
    const sentence = SENTENCES[code]
    if (sentence) log.info({ code, err: error }, 'a filing of the portal was not taken')
    else log.error({ code, err: error }, 'a filing of the portal failed')
    const status = statusOf(sentence ? code : 'INTERNAL')
    await note(status === 503 ? 'UNAVAILABLE' : 'REFUSED', code)
    const details = error instanceof DomainError ? detailsOf(error) : []
    return Response.json(filingRefused(code, sentence ?? UNFORESEEN, details), { status, headers })
  }
}
