import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { type Clock, shownStamp, stamp } from '../frame/clock.ts'
import { bytes, type Call, json, parseJson, type Reply } from '../frame/http.ts'
import { plainPdf } from '../frame/pdf.ts'
import type { Settings } from '../settings.ts'
import {
  confirmHashed,
  hashMatches,
  initHashed,
  initSchema,
  PaymentRefusal,
  queryHashed,
  querySchema,
  refusals,
  secureHash,
} from './messages.ts'
import type { PaymentStore, Transaction } from './store.ts'

type Message = Record<string, unknown>

/** INIT, QUERY and GET_BILL of protocol 1.0.6. */
export function openPlatform(store: PaymentStore, clock: Clock, settings: Settings) {
  const secret = settings.PAYMENT_SECRET

  function note(message: string, refusal: PaymentRefusal, body: Message | null) {
    const receipt = z.object({ MaHoSo: z.string() }).safeParse(body?.ThongTinBienLai)
    store.append({
      kind: 'refused',
      at: clock.now().toISOString(),
      message,
      code: refusals[refusal.kind].code,
      why: refusal.message.slice(0, 1000),
      reference: typeof body?.MaThamChieu === 'string' ? body.MaThamChieu.slice(0, 100) : null,
      MaHoSo: receipt.success ? receipt.data.MaHoSo.slice(0, 100) : null,
    })
  }

  function answering(
    call: Call,
    message: string,
    act: (body: Message) => Reply,
    refuse: (code: string, why: string, body: Message | null) => Reply,
  ): Reply {
    let body: Message | null = null
    try {
      const parsed = z.record(z.string(), z.unknown()).safeParse(parseJson(call.body))
      if (!parsed.success) throw new PaymentRefusal('notJson')
      body = parsed.data
      if (body.LoaiBanTin !== message) throw new PaymentRefusal('wrongMessage')
      return act(body)
    } catch (error) {
      if (!(error instanceof PaymentRefusal)) throw error
      note(message, error, body)
      return refuse(refusals[error.kind].code, error.message, body)
    }
  }

  const init = (call: Call) =>
    answering(
      call,
      'INIT',
      (body) => {
        const message = parse(initSchema, body)
        check(body, initHashed, message.MaDoiTac, message.MaXacThuc)
        const sum = message.ThongTinBienLai.DSKhoanNop.reduce((total, { SoTien }) => total + BigInt(SoTien), 0n)
        if (sum !== BigInt(message.SoTien)) throw new PaymentRefusal('wrongSum', `${sum} ≠ ${message.SoTien}`)
        if (store.transaction(message.MaThamChieu)) throw new PaymentRefusal('duplicateReference', message.MaThamChieu)
        const token = randomBytes(24).toString('base64url')
        store.append({ kind: 'initiated', at: clock.now().toISOString(), token, init: message })
        const UrlThanhToan = `http://127.0.0.1:${settings.SIM_PORT}/payment/pay/${token}`
        // The real platform puts JSON into a string here.
        return json({ error_code: '0', message: JSON.stringify({ UrlThanhToan }) })
      },
      (error_code, message) => json({ error_code, message }),
    )

  function known(body: Message): Transaction {
    const message = parse(querySchema, body)
    check(body, queryHashed, message.MaDoiTac, message.MaXacThuc)
    const transaction = store.transaction(message.MaThamChieu)
    if (!transaction) throw new PaymentRefusal('unknownReference', message.MaThamChieu)
    return transaction
  }

  const refusedAs = (MaLoi: string, MoTaLoi: string, body: Message | null) =>
    json({
      LoaiBanTin: body?.LoaiBanTin ?? '',
      MaLoi,
      MoTaLoi,
      MaDoiTac: settings.PAYMENT_PARTNER,
      MaThamChieu: body?.MaThamChieu ?? '',
    })

  const query = (call: Call) => answering(call, 'QUERY', (body) => json(statement(known(body), 'QUERY')), refusedAs)

  const bill = (call: Call) =>
    answering(
      call,
      'GET_BILL',
      (body) => {
        const transaction = known(body)
        if (transaction.state !== 'paid') throw new PaymentRefusal('notPaid')
        return bytes(billPdf(transaction), 'application/pdf', `bien-lai-${transaction.reference}.pdf`)
      },
      refusedAs,
    )

  function check(body: Message, names: readonly string[], partner: string, given: string) {
    if (partner !== settings.PAYMENT_PARTNER) throw new PaymentRefusal('wrongPartner', partner)
    if (
      !hashMatches(
        given,
        names.map((name) => String(body[name])),
        secret,
      )
    )
      throw new PaymentRefusal('badHash')
  }

  /** The fields of the confirm message, as they stand now; a QUERY adds the state of the transaction. */
  function statement(transaction: Transaction, LoaiBanTin: 'CONFIRM' | 'QUERY') {
    const { init: asked, settled, state } = transaction
    const fields = {
      LoaiBanTin,
      MaLoi: { pending: '01', paid: '00', cancelled: '24' }[state],
      MaDoiTac: asked.MaDoiTac,
      MaThamChieu: asked.MaThamChieu,
      SoTien: asked.SoTien,
      MaTienTe: asked.MaTienTe,
      MaGiaoDich: settled?.MaGiaoDich ?? '',
      MaNganHang: 'VCB',
      ThoiGianGD: settled?.ThoiGianGD ?? stamp(clock.now()),
      ThongTinGiaoDich: asked.ThongTinGiaoDich,
    }
    const signed = sign(fields)
    if (LoaiBanTin === 'CONFIRM') return signed
    const MoTaLoi = { pending: 'Chờ thanh toán', paid: 'Thành công', cancelled: 'Người nộp đã hủy giao dịch' }[state]
    return { ...signed, MoTaLoi, TrangThaiGD: { pending: '0', paid: '1', cancelled: '2' }[state] }
  }

  type ConfirmFields = Record<(typeof confirmHashed)[number], string>
  const sign = (fields: ConfirmFields) => ({
    ...fields,
    MaXacThuc: secureHash(
      confirmHashed.map((name) => fields[name]),
      secret,
    ),
  })

  return { init, query, bill, statement, sign }
}
export type Platform = ReturnType<typeof openPlatform>

function parse<Shape>(schema: z.ZodType<Shape>, body: Message): Shape {
  const parsed = schema.safeParse(body)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new PaymentRefusal('badField', issue ? `${issue.path.join('.')} (${issue.message})` : '')
}

export const shownAmount = (digits: string) => `${digits.replace(/\B(?=(\d{3})+$)/g, '.')} đồng`

function billPdf({ init, settled }: Transaction): Buffer {
  const { ThongTinBienLai: receipt } = init
  return plainPdf(`Biên lai ${settled?.MaGiaoDich ?? ''}`, [
    { text: 'BIÊN LAI THU TIỀN PHÍ, LỆ PHÍ', size: 16, bold: true },
    { text: 'Nền tảng thanh toán (mô phỏng), không có giá trị pháp lý', size: 11 },
    { text: `Đơn vị thu: ${receipt.TenDonVi}`, size: 12, gap: 14 },
    { text: `Người nộp: ${receipt.HoTenNguoiNop}`, size: 12 },
    { text: `Mã hồ sơ: ${receipt.MaHoSo}`, size: 12 },
    { text: `Thủ tục: ${receipt.TenTTHC}`.slice(0, 85), size: 12 },
    ...receipt.PhiLePhi.slice(0, 20).map((row) => ({
      text: `${row.TenPhiLePhi.slice(0, 60)}: ${shownAmount(row.SoTien)}`,
      size: 12,
    })),
    { text: `Tổng số tiền: ${shownAmount(init.SoTien)}`, size: 13, bold: true, gap: 8 },
    { text: `Mã giao dịch: ${settled?.MaGiaoDich ?? ''}`, size: 12, gap: 8 },
    { text: `Thời gian: ${shownStamp(settled?.ThoiGianGD ?? '')}`, size: 12 },
  ])
}
