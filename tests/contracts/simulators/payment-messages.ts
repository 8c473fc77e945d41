import { createHash } from 'node:crypto'
import { secrets } from './running.ts'

let number = 0
const hash = (...values: unknown[]) =>
  createHash('sha256')
    .update([...values, secrets.PAYMENT_SECRET].join('|'))
    .digest('hex')

type Message = Record<string, unknown> & { MaThamChieu: string }

function signedInit(message: Omit<Message, 'MaXacThuc'>): Message {
  const {
    LoaiBanTin,
    PhienBan,
    MaDoiTac,
    MaThamChieu,
    SoTien,
    LoaiHinhThanhToan,
    MaKenhThanhToan,
    MaThietBi,
    NgonNgu,
    MaTienTe,
    MaNganHang,
  } = message
  const head = [
    LoaiBanTin,
    PhienBan,
    MaDoiTac,
    MaThamChieu,
    SoTien,
    LoaiHinhThanhToan,
    MaKenhThanhToan,
    MaThietBi,
    NgonNgu,
    MaTienTe,
    MaNganHang,
  ]
  return {
    ...message,
    MaThamChieu: String(MaThamChieu),
    MaXacThuc: hash(...head, message.ThongTinGiaoDich, message.ThoiGianGD, message.Ip),
  }
}

const receipt = {
  MaDichVu: '2',
  MaDVC: '1.001612',
  TenDVC: 'Đăng ký thành lập hộ kinh doanh',
  MaTTHC: '1.001612',
  TenTTHC: 'Đăng ký thành lập hộ kinh doanh',
  MaDonVi: 'H24.12',
  TenDonVi: 'UBND phường Gia Viên',
  MaHoSo: 'H24.12-261123-0001',
  TKThuHuong: '3511.0.1234567',
  MaNHThuHuong: 'KBNN',
  TenTKThuHuong: 'Kho bạc Nhà nước',
  NoiDungThanhToan: 'Lệ phí đăng ký hộ kinh doanh',
  HoTenNguoiNop: 'Trần Văn Lợi',
  PhiLePhi: [{ LoaiPhiLePhi: '1', MaPhiLePhi: 'le-phi', TenPhiLePhi: 'Lệ phí đăng ký', SoTien: '100000' }],
  DSKhoanNop: [{ NoiDung: 'Lệ phí đăng ký', SoTien: '100000' }],
}

export function anInit(changes: Record<string, unknown> = {}, receiptChanges: Record<string, unknown> = {}): Message {
  number += 1
  return signedInit({
    LoaiBanTin: 'INIT',
    PhienBan: '1.0.6',
    MaDoiTac: secrets.PAYMENT_PARTNER,
    MaThamChieu: `dvcH24122611230001${String(number).padStart(14, '0')}`,
    SoTien: '100000',
    LoaiHinhThanhToan: 'PAY',
    MaKenhThanhToan: '1',
    MaThietBi: '1',
    NgonNgu: 'vi-VN',
    MaTienTe: 'VND',
    MaNganHang: 'PAYMENT',
    ThongTinGiaoDich: 'Thanh toán lệ phí',
    ThoiGianGD: '20261123140000',
    Ip: '127.0.0.1',
    ThongTinBienLai: { ...receipt, ...receiptChanges },
    ...changes,
  })
}

export function asking(LoaiBanTin: 'QUERY' | 'GET_BILL', MaThamChieu: string, changes: Record<string, unknown> = {}) {
  const [PhienBan, MaDoiTac, ThoiGianGD] = ['1.0.6', secrets.PAYMENT_PARTNER, '20261123140100']
  return {
    LoaiBanTin,
    PhienBan,
    MaDoiTac,
    MaThamChieu,
    ThoiGianGD,
    MaXacThuc: hash(LoaiBanTin, PhienBan, MaDoiTac, MaThamChieu, ThoiGianGD),
    ...changes,
  }
}
export const confirmHash = (body: Record<string, unknown>, LoaiBanTin = 'CONFIRM') =>
  hash(
    LoaiBanTin,
    body.MaLoi,
    body.MaDoiTac,
    body.MaThamChieu,
    body.SoTien,
    body.MaTienTe,
    body.MaGiaoDich,
    body.MaNganHang,
    body.ThoiGianGD,
    body.ThongTinGiaoDich,
  )
