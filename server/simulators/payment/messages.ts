import { createHash, timingSafeEqual } from 'node:crypto'
import { isIP } from 'node:net'
import { z } from 'zod'
import { fromStamp } from '../frame/clock.ts'

/** Protocol 1.0.6: values joined by `|`, the secret last, SHA-256 in lower-case hex. */
export const secureHash = (values: string[], secret: string) =>
  createHash('sha256')
    .update([...values, secret].join('|'), 'utf8')
    .digest('hex')

export function hashMatches(given: string, values: string[], secret: string): boolean {
  const expected = Buffer.from(secureHash(values, secret))
  const actual = Buffer.from(given)
  return actual.length === expected.length && timingSafeEqual(actual, expected)
}

export const initHashed = [
  'LoaiBanTin',
  'PhienBan',
  'MaDoiTac',
  'MaThamChieu',
  'SoTien',
  'LoaiHinhThanhToan',
  'MaKenhThanhToan',
  'MaThietBi',
  'NgonNgu',
  'MaTienTe',
  'MaNganHang',
  'ThongTinGiaoDich',
  'ThoiGianGD',
  'Ip',
] as const
export const queryHashed = ['LoaiBanTin', 'PhienBan', 'MaDoiTac', 'MaThamChieu', 'ThoiGianGD'] as const
export const confirmHashed = [
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
export const confirmAnswerHashed = ['MaLoi', 'MoTaLoi', 'MaDoiTac', 'MaThamChieu', 'ThoiGianGD'] as const

// Whole đồng; partners send it as digits or as a number, the hash is over the digits either way.
const amount = z.union([z.string().regex(/^[1-9]\d{0,14}$/), z.int().positive()]).transform(String)
const filled = (most: number) => z.string().trim().min(1).max(most)
const optional = z.string().max(500).optional()
const time = z.string().refine((value) => fromStamp(value) !== null, 'yyyyMMddHHmmss')

const receiptSchema = z.object({
  MaDichVu: z.literal('2'),
  MaDVC: filled(50),
  TenDVC: filled(500),
  MaTTHC: filled(50),
  TenTTHC: filled(250),
  MaDonVi: filled(50),
  TenDonVi: filled(250),
  MaHoSo: filled(64),
  TKThuHuong: filled(50),
  MaNHThuHuong: filled(50),
  TenTKThuHuong: filled(250),
  MaLoaiHinhThuPhat: optional,
  NoiDungThanhToan: filled(500),
  HoTenNguoiNop: filled(250),
  SoCMNDNguoiNop: optional,
  DiaChiNguoiNop: optional,
  HuyenNguoiNop: optional,
  TinhNguoiNop: optional,
  PhiLePhi: z
    .array(z.object({ LoaiPhiLePhi: filled(10), MaPhiLePhi: filled(100), TenPhiLePhi: filled(500), SoTien: amount }))
    .min(1)
    .max(50),
  DSKhoanNop: z
    .array(z.object({ NoiDung: filled(500), SoTien: amount }))
    .min(1)
    .max(50),
})

const head = {
  PhienBan: z.literal('1.0.6'),
  MaDoiTac: filled(50),
  MaThamChieu: z.string().regex(/^\w{1,100}$/),
  ThoiGianGD: time,
  MaXacThuc: filled(128),
}

export const initSchema = z.object({
  ...head,
  LoaiBanTin: z.literal('INIT'),
  SoTien: amount,
  LoaiHinhThanhToan: z.literal('PAY'),
  MaKenhThanhToan: z.literal('1'),
  MaThietBi: z.literal('1'),
  NgonNgu: z.literal('vi-VN'),
  MaTienTe: z.literal('VND'),
  MaNganHang: z.literal('PAYMENT'),
  ThongTinGiaoDich: filled(500),
  Ip: z.string().refine((value) => isIP(value) !== 0, 'not an address'),
  ThongTinBienLai: receiptSchema,
})

export const querySchema = z.object({ ...head, LoaiBanTin: z.enum(['QUERY', 'GET_BILL']) })

export const confirmAnswerSchema = z.object({
  MaLoi: z.string(),
  MoTaLoi: z.string().default(''),
  MaDoiTac: z.string().default(''),
  MaThamChieu: z.string().default(''),
  ThoiGianGD: z.string().default(''),
  MaXacThuc: z.string().default(''),
})

/** What this platform refuses. `00` is success and `24` a payment that the payer gave up. */
export const refusals = {
  notJson: { code: '01', say: 'Nội dung không phải là JSON hợp lệ' },
  badField: { code: '02', say: 'Trường thiếu hoặc sai định dạng' },
  wrongPartner: { code: '03', say: 'Mã đối tác không tồn tại' },
  badHash: { code: '04', say: 'Mã xác thực không đúng' },
  duplicateReference: { code: '05', say: 'Mã tham chiếu đã được dùng' },
  wrongSum: { code: '06', say: 'Tổng các khoản nộp không bằng số tiền' },
  unknownReference: { code: '07', say: 'Không tìm thấy giao dịch' },
  notPaid: { code: '08', say: 'Giao dịch chưa thanh toán, chưa có biên lai' },
  wrongMessage: { code: '09', say: 'Loại bản tin không đúng với địa chỉ' },
} as const
type PaymentRefusalKind = keyof typeof refusals

export class PaymentRefusal extends Error {
  readonly kind: PaymentRefusalKind
  constructor(kind: PaymentRefusalKind, detail = '') {
    super(detail ? `${refusals[kind].say}: ${detail}` : refusals[kind].say)
    this.kind = kind
  }
}
