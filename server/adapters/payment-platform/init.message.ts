import { z } from 'zod'
import { stamp } from '../stamp.ts'
import { secureHash } from './secure-hash.ts'

// INIT: asks the platform for a page on which this amount can be paid.

const digits = z.string().regex(/^[1-9]\d{0,14}$/)

export const initSchema = z.strictObject({
  LoaiBanTin: z.literal('INIT'),
  PhienBan: z.literal('1.0.6'),
  MaDoiTac: z.string().min(1),
  MaThamChieu: z.string().regex(/^\w{1,100}$/),
  SoTien: digits,
  LoaiHinhThanhToan: z.literal('PAY'),
  MaKenhThanhToan: z.literal('1'),
  MaThietBi: z.literal('1'),
  NgonNgu: z.literal('vi-VN'),
  MaTienTe: z.literal('VND'),
  MaNganHang: z.literal('PAYMENT'),
  ThongTinGiaoDich: z.string().min(1).max(255),
  ThoiGianGD: z.string().regex(/^\d{14}$/),
  Ip: z.union([z.ipv4(), z.ipv6()]),
  MaXacThuc: z.string().regex(/^[0-9a-f]{64}$/),
  ThongTinBienLai: z.strictObject({
    MaDichVu: z.literal('2'),
    MaDVC: z.string().min(1),
    TenDVC: z.string().min(1),
    MaTTHC: z.string().min(1),
    TenTTHC: z.string().min(1).max(250),
    MaDonVi: z.string().min(1),
    TenDonVi: z.string().min(1),
    MaHoSo: z.string().min(1),
    TKThuHuong: z.string().min(1),
    MaNHThuHuong: z.string().min(1),
    TenTKThuHuong: z.string().min(1),
    MaLoaiHinhThuPhat: z.string(),
    NoiDungThanhToan: z.string().min(1),
    HoTenNguoiNop: z.string().min(1),
    SoCMNDNguoiNop: z.string(),
    DiaChiNguoiNop: z.string(),
    HuyenNguoiNop: z.string(),
    TinhNguoiNop: z.string(),
    PhiLePhi: z
      .array(z.strictObject({ LoaiPhiLePhi: z.string(), MaPhiLePhi: z.string(), TenPhiLePhi: z.string(), SoTien: digits }))
      .min(1),
    DSKhoanNop: z.array(z.strictObject({ NoiDung: z.string(), SoTien: digits })).min(1),
  }),
})
export type Init = z.infer<typeof initSchema>

/** The order of the values under the hash. */
const HASHED = [
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

export interface PaymentOrder {
  reference: string
  at: Date
  /** Address of the payer's browser. */
  ip: string
  dossierCode: string
  procedure: { code: string; nameVi: string }
  agency: { code: string; nameVi: string; province: string }
  /** Where the money goes: the agency's account at the State Treasury. */
  beneficiary: { account: string; bank: string; name: string }
  payer: { fullName: string; personalId: string | null; address: string | null }
  fees: { code: string; nameVi: string; kindOfMoney: 'PHI' | 'LE_PHI'; amountVnd: number }[]
}

const TITLE_LENGTH = 250
/** `|` separates the values under the hash. */
const plain = (text: string) => text.replaceAll('|', ' ')

export const totalOf = (fees: readonly { amountVnd: number }[]) => fees.reduce((sum, fee) => sum + fee.amountVnd, 0)

export function toInit(order: PaymentOrder, partner: string, secret: string): Init {
  const { procedure, agency, beneficiary, payer, fees } = order
  const subject = plain(`Thanh toan ho so ${order.dossierCode}`)
  const head = {
    LoaiBanTin: 'INIT',
    PhienBan: '1.0.6',
    MaDoiTac: partner,
    MaThamChieu: order.reference,
    SoTien: String(totalOf(fees)),
    LoaiHinhThanhToan: 'PAY',
    MaKenhThanhToan: '1',
    MaThietBi: '1',
    NgonNgu: 'vi-VN',
    MaTienTe: 'VND',
    MaNganHang: 'PAYMENT',
    ThongTinGiaoDich: subject,
    // 24 hours: a stamp with 12-hour hours comes twice a day
    ThoiGianGD: stamp(order.at),
    Ip: order.ip,
  }
  return initSchema.parse({
    ...head,
    MaXacThuc: secureHash(
      HASHED.map((name) => head[name]),
      secret,
    ),
    ThongTinBienLai: {
      MaDichVu: '2',
      MaDVC: procedure.code,
      TenDVC: procedure.nameVi.slice(0, TITLE_LENGTH),
      MaTTHC: procedure.code,
      TenTTHC: procedure.nameVi.slice(0, TITLE_LENGTH),
      MaDonVi: agency.code,
      TenDonVi: agency.nameVi,
      MaHoSo: order.dossierCode,
      TKThuHuong: beneficiary.account,
      MaNHThuHuong: beneficiary.bank,
      TenTKThuHuong: beneficiary.name,
      MaLoaiHinhThuPhat: '',
      NoiDungThanhToan: `Phí, lệ phí hồ sơ ${order.dossierCode}`,
      HoTenNguoiNop: payer.fullName,
      SoCMNDNguoiNop: payer.personalId ?? '',
      DiaChiNguoiNop: payer.address ?? '',
      HuyenNguoiNop: '',
      TinhNguoiNop: agency.province,
      PhiLePhi: fees.map((fee) => ({
        LoaiPhiLePhi: fee.kindOfMoney === 'PHI' ? '1' : '2',
        MaPhiLePhi: fee.code,
        TenPhiLePhi: fee.nameVi,
        SoTien: String(fee.amountVnd),
      })),
      DSKhoanNop: fees.map((fee) => ({ NoiDung: fee.nameVi, SoTien: String(fee.amountVnd) })),
    },
  })
}

const answerSchema = z.looseObject({
  error_code: z.union([z.string(), z.number()]).transform(String),
  message: z.string().default(''),
})
/** On success the message is JSON inside a string. */
const pageSchema = z.object({ UrlThanhToan: z.url({ protocol: /^https?$/ }) })

export type InitAnswer = { payUrl: string } | { errorCode: string; message: string }

export function readInitAnswer(value: unknown): InitAnswer | null {
  const parsed = answerSchema.safeParse(value)
  if (!parsed.success) return null
  const { error_code: errorCode, message } = parsed.data
  if (!/^0+$/.test(errorCode)) return { errorCode, message }
  try {
    const page = pageSchema.safeParse(JSON.parse(message))
    return page.success ? { payUrl: page.data.UrlThanhToan } : null
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}
