import { createHash, createHmac, randomUUID } from 'node:crypto'
import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'
import { type Answer, postJson, type Retries } from '../frame/callback.ts'
import { type Clock, plainTime } from '../frame/clock.ts'
import { Refusal } from '../frame/http.ts'
import { simulatorPath } from '../frame/journal.ts'
import { plainPdf } from '../frame/pdf.ts'
import { personOf } from '../people.ts'
import type { Settings } from '../settings.ts'
import { birthDay, filledIn } from './fill-in.ts'
import { objectOf } from './integration.ts'
import { procedureOf } from './messages.ts'
import samples from './samples.json' with { type: 'json' }
import type { Filing, PortalStore, StoredFile } from './store.ts'

const paperSchema = z.object({
  MaThanhPhanHoSo: z.string().min(1).max(100),
  TenThanhPhanHoSo: z.string().min(1).max(300),
  TenTep: z.string().min(1).max(200),
  contentType: z.string().max(100).default('application/pdf'),
  /** Absent: the portal makes a small PDF itself. */
  base64: z.base64().max(14_000_000).optional(),
})
export const fileRequestSchema = z.object({
  maTTHC: z.string(),
  soDinhDanh: z.string(),
  donVi: z.string().min(1).max(40),
  answers: z.record(z.string(), z.unknown()).optional(),
  papers: z.array(paperSchema).max(20).optional(),
})
type FileRequest = z.infer<typeof fileRequestSchema>

/** How a message may be sent again by order of a test. */
export const resendSchema = z.object({
  maHoSo: z.string(),
  mode: z.enum(['again', 'sameNonce', 'badSignature', 'oldTimestamp', 'otherBody']).default('again'),
  times: z.int().min(1).max(200).default(1),
})
type Resend = z.infer<typeof resendSchema>

export const sampleOf = (maTTHC: string) => samples.find((one) => one.MaTTHC === maTTHC)
export const fileableProcedures = samples.flatMap(({ MaTTHC }) => procedureOf(MaTTHC) ?? [])

const OLD_MS = 60 * 60_000

export function openFiling(store: PortalStore, clock: Clock, settings: Settings, retries: Retries) {
  const inboundUrl = `${settings.PUBLIC_URL}/api/portal/inbound`
  const filePath = (id: string) => simulatorPath(settings.MOCUA_DATA_DIR, 'portal-files', id)

  function keepFile(content: Buffer, name: string, contentType: string): StoredFile {
    const id = randomUUID()
    mkdirSync(dirname(filePath(id)), { recursive: true, mode: 0o700 })
    const file = openSync(filePath(id), 'wx', 0o600)
    try {
      writeSync(file, content)
      fsyncSync(file)
    } finally {
      closeSync(file)
    }
    return { id, name, contentType, sha256: createHash('sha256').update(content).digest('hex') }
  }

  function newCode(now: Date): string {
    const day = plainTime(now).slice(0, 10).replaceAll('-', '')
    const today = store.filings().filter(({ code }) => code.includes(`-${day}-`)).length
    return `G22.99-${day}-${String(today + 1).padStart(7, '0')}`
  }

  /** A citizen files at the portal; the portal then delivers until the agency's system has answered. */
  function file(request: FileRequest): Filing {
    const person = personOf(request.soDinhDanh)
    if (!person) throw new Refusal(400, `Không có người dùng thử ${request.soDinhDanh}.`)
    const procedure = procedureOf(request.maTTHC)
    if (!procedure) throw new Refusal(400, `Không có thủ tục ${request.maTTHC}.`)
    const sample = sampleOf(request.maTTHC)
    const now = clock.now()
    const code = newCode(now)
    const papers = (request.papers ?? sample?.papers.map((paper) => paperSchema.parse(paper)) ?? []).map((paper) => {
      const content =
        paper.base64 === undefined ? demoPaper(paper.TenThanhPhanHoSo, person.HoVaTen, code) : Buffer.from(paper.base64, 'base64')
      return { paper, stored: keepFile(content, paper.TenTep, paper.contentType) }
    })
    const owner = person.TenDoanhNghiep || person.HoVaTen
    const kind = person.LoaiTaiKhoan === '2' ? 1 : 0
    const message = {
      MaHoSo: code,
      MaTTHC: procedure.MaTTHC,
      MaDichVuCong: procedure.MaTTHC,
      ChuHoSo: owner,
      LoaiDoiTuong: kind,
      MaDonViTiepNhan: request.donVi,
      NgayNop: plainTime(now),
      NgayTiepNhan: '',
      ThanhPhanHoSo: papers.map(({ paper, stored }) => ({
        MaThanhPhanHoSo: paper.MaThanhPhanHoSo,
        TenThanhPhanHoSo: paper.TenThanhPhanHoSo,
        SoLuong: 1,
        LoaiBan: 2,
        GiayToDinhKem: [
          {
            IdGiayTo: stored.id,
            MaKetQua: '',
            TenGiayTo: stored.name,
            HashTepTin: stored.sha256,
            DuongDan: `http://127.0.0.1:${settings.SIM_PORT}/portal/files/${stored.id}`,
          },
        ],
      })),
      ThongTinNguoiNop: {
        LoaiDoiTuong: kind,
        IdDoiTuong: person.TechID,
        ThongTinChiTiet: {
          TenNguoiNop: person.HoVaTen,
          SoDinhDanh: person.SoDinhDanh,
          NgayCapDinhDanh: '',
          NgaySinh: birthDay(person),
          SoDienThoai: person.SoDienThoai,
          Email: person.ThuDienTu,
          Fax: '',
          MaTinh: '31',
          MaHuyen: '',
          MaXa: '',
          DiaChiChiTiet: person.ThuongTru,
          TenChuHs: owner,
          SoDinhDanhChuHs: person.SoDinhDanh,
          MaTinhChuHs: '31',
          MaXaChuHs: '',
          DiaChiChiTietChuHs: person.DiaChi,
        },
      },
      DuLieuBieuMau: filledIn(request.answers ?? sample?.answers ?? {}, person, now),
    }
    store.append({ kind: 'filed', at: now.toISOString(), code, files: papers.map(({ stored }) => stored), message })
    deliver(code)
    const filing = store.filing(code)
    if (!filing) throw new Refusal(500, 'Không ghi được hồ sơ.')
    return filing
  }

  function deliver(code: string): Promise<void> {
    return retries.start(`portal ${code}`, async (stop) => {
      const filing = store.filing(code)
      if (filing?.state !== 'sending') return true
      const answer = await post(JSON.stringify(filing.message), clock.now(), randomUUID(), stop)
      if (stop.aborted) return true
      const taken = note(code, answer)
      return taken
    })
  }

  function post(
    body: string,
    at: Date,
    nonce: string,
    stop: AbortSignal,
    secret = settings.PORTAL_INBOUND_SECRET,
  ): Promise<Answer> {
    const timestamp = at.toISOString()
    const signature = createHmac('sha256', secret).update(`${timestamp}.${nonce}.${body}`).digest('hex')
    const headers = { 'x-portal-timestamp': timestamp, 'x-portal-nonce': nonce, 'x-portal-signature': signature }
    return postJson(inboundUrl, body, headers, stop)
  }

  function note(code: string, answer: Answer): boolean {
    const at = clock.now().toISOString()
    // A store emptied in between knows nothing of this filing any more.
    if (!store.filing(code)) return true
    if (answer.kind === 'unanswered') {
      store.append({ kind: 'sent', at, code, outcome: 'unanswered', MaHoSo: null, detail: answer.why })
      return false
    }
    const body = objectOf(answer.body)
    const detail = `HTTP ${answer.status} ${JSON.stringify(answer.body)}`.slice(0, 1000)
    const MaHoSo = typeof body?.maHoSo === 'string' && body.maHoSo !== '' ? body.maHoSo : null
    const taken = body?.error_code === '0' && MaHoSo !== null
    store.append({ kind: 'sent', at, code, outcome: taken ? 'taken' : 'refused', MaHoSo: taken ? MaHoSo : null, detail })
    return true
  }

  /** Sends the message of a filing once more, rightly or wrongly, and reports what came back; the filing itself is left alone. */
  function resend({ maHoSo, mode, times }: Resend): Promise<Answer[]> {
    const filing = store.filing(maHoSo)
    if (!filing) throw new Refusal(404, `Không có hồ sơ ${maHoSo}.`)
    const sent = mode === 'otherBody' ? { ...filing.message, ChuHoSo: 'Người Khác' } : filing.message
    const at = mode === 'oldTimestamp' ? new Date(clock.now().getTime() - OLD_MS) : clock.now()
    const nonce = randomUUID()
    const secret = mode === 'badSignature' ? `${settings.PORTAL_INBOUND_SECRET}-wrong` : settings.PORTAL_INBOUND_SECRET
    const one = () => post(JSON.stringify(sent), at, mode === 'sameNonce' ? nonce : randomUUID(), retries.signal, secret)
    return Promise.all(Array.from({ length: times }, one))
  }

  function readFile(id: string): { content: Buffer; stored: StoredFile } | null {
    const stored = store.file(id)
    return stored ? { content: readFileSync(filePath(id)), stored } : null
  }

  /** After a restart: what had no answer yet is sent on. */
  function resume() {
    for (const filing of store.filings()) if (filing.state === 'sending') deliver(filing.code)
  }

  return { file, resend, readFile, resume }
}
export type FilingDesk = ReturnType<typeof openFiling>

function demoPaper(name: string, owner: string, code: string): Buffer {
  return plainPdf(name, [
    { text: name.toUpperCase(), size: 16, bold: true },
    { text: `Người nộp: ${owner}`, size: 12, gap: 12 },
    { text: `Mã hồ sơ tại Cổng Dịch vụ công: ${code}`, size: 12 },
    { text: 'Giấy tờ dùng thử, không có giá trị pháp lý.', size: 12, gap: 12 },
  ])
}
