import { z } from 'zod'
import { stamp } from '../stamp.ts'
import { hashMatches, secureHash } from './secure-hash.ts'

// What the platform states of a payment: the confirm message that it sends, and its answer to QUERY, under the same hash.

const text = z.union([z.string(), z.number()]).transform(String)
const statementSchema = z.looseObject({
  LoaiBanTin: z.string(),
  MaLoi: text,
  MaDoiTac: z.string(),
  MaThamChieu: z.string().min(1).max(100),
  SoTien: text,
  MaTienTe: z.string(),
  MaGiaoDich: text,
  MaNganHang: z.string(),
  ThoiGianGD: text,
  ThongTinGiaoDich: z.string(),
  MaXacThuc: z.string().max(200),
})
type Stated = z.infer<typeof statementSchema>

const HASHED = [
  'LoaiBanTin',
  'MaLoi',
  'MaDoiTac',
  'MaThamChieu',
  'SoTien',
  'MaTienTe',
  'MaGiaoDich',
  'MaNganHang',
  'ThoiGianGD',
  'ThongTinGiaoDich',
] as const

export interface Statement {
  reference: string
  /** What was paid, as the platform writes it. */
  amount: string
  currency: string
  transactionId: string
  /** 00 is paid, 01 still open, anything else came to nothing. */
  outcome: 'PAID' | 'OPEN' | 'FAILED'
  errorCode: string
}

export type Reading =
  | { ok: true; statement: Statement }
  | { ok: false; why: 'UNREADABLE' | 'FORGED' | 'OTHER_PARTNER'; reference: string }

/** Whatever is not signed with our secret, for us, says nothing. */
export function readStatement(value: unknown, kind: 'CONFIRM' | 'QUERY', partner: string, secret: string): Reading {
  const parsed = statementSchema.safeParse(value)
  if (!parsed.success) return { ok: false, why: 'UNREADABLE', reference: '' }
  const stated: Stated = parsed.data
  const reference = stated.MaThamChieu
  const isSigned = hashMatches(
    stated.MaXacThuc,
    HASHED.map((name) => stated[name]),
    secret,
  )
  if (!isSigned || (kind === 'QUERY' && stated.LoaiBanTin !== 'QUERY')) return { ok: false, why: 'FORGED', reference }
  if (stated.MaDoiTac !== partner) return { ok: false, why: 'OTHER_PARTNER', reference }
  return {
    ok: true,
    statement: {
      reference,
      amount: stated.SoTien,
      currency: stated.MaTienTe,
      transactionId: stated.MaGiaoDich,
      outcome: stated.MaLoi === '00' ? 'PAID' : stated.MaLoi === '01' ? 'OPEN' : 'FAILED',
      errorCode: stated.MaLoi,
    },
  }
}

/** What we answer to a confirm message. */
export const CONFIRM_ANSWERS = {
  taken: { MaLoi: '00', MoTaLoi: 'Thành công' },
  unreadable: { MaLoi: '01', MoTaLoi: 'Nội dung không đọc được' },
  unknown: { MaLoi: '02', MoTaLoi: 'Không tìm thấy mã tham chiếu' },
  wrongAmount: { MaLoi: '03', MoTaLoi: 'Số tiền hoặc loại tiền không khớp' },
  forged: { MaLoi: '04', MoTaLoi: 'Mã xác thực không đúng' },
  otherPartner: { MaLoi: '05', MoTaLoi: 'Mã đối tác không đúng' },
  later: { MaLoi: '99', MoTaLoi: 'Chưa xử lý được, gửi lại sau' },
} as const
export type ConfirmOutcome = keyof typeof CONFIRM_ANSWERS

export function confirmAnswer(outcome: ConfirmOutcome, reference: string, at: Date, partner: string, secret: string) {
  const { MaLoi, MoTaLoi } = CONFIRM_ANSWERS[outcome]
  const ThoiGianGD = stamp(at)
  return {
    MaLoi,
    MoTaLoi,
    MaDoiTac: partner,
    MaThamChieu: reference,
    ThoiGianGD,
    MaXacThuc: secureHash([MaLoi, MoTaLoi, partner, reference, ThoiGianGD], secret),
  }
}
