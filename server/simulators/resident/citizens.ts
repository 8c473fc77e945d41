import { people } from '../people.ts'

/** What the register adds to what the identity system states: typed for the demo's people only. */
type Entry = {
  DanToc: string
  TonGiao: string
  QueQuan: Place
  NoiDangKyKhaiSinh: Place
  ThuongTru: Place
}
type Place = { MaTinhThanh: string; MaPhuongXa: string; ChiTiet: string }

const giaVien = (ChiTiet: string): Place => ({ MaTinhThanh: '31', MaPhuongXa: '11359', ChiTiet })
const leChan = (ChiTiet: string): Place => ({ MaTinhThanh: '31', MaPhuongXa: '11383', ChiTiet })

const entries: Record<string, Entry> = {
  '031090000001': {
    DanToc: 'Kinh',
    TonGiao: 'Không',
    QueQuan: giaVien(''),
    NoiDangKyKhaiSinh: giaVien(''),
    ThuongTru: giaVien('Số 12 đường Lạch Tray'),
  },
  '031190000002': {
    DanToc: 'Kinh',
    TonGiao: 'Phật giáo',
    QueQuan: leChan(''),
    NoiDangKyKhaiSinh: leChan(''),
    ThuongTru: leChan('Số 7 ngõ 45 đường Cát Cụt'),
  },
  '031090000003': {
    DanToc: 'Tày',
    TonGiao: 'Không',
    QueQuan: leChan(''),
    NoiDangKyKhaiSinh: leChan(''),
    ThuongTru: leChan('Số 30 đường Trần Nguyên Hãn'),
  },
}

export type Citizen = Entry & { SoDinhDanh: string; HoVaTen: string; NgayThangNam: string; GioiTinh: number }

/** Nobody else is in the register. */
export function citizenOf(SoDinhDanh: string): Citizen | null {
  const [person, entry] = [people.find((one) => one.SoDinhDanh === SoDinhDanh), entries[SoDinhDanh]]
  return person && entry
    ? { ...entry, SoDinhDanh, HoVaTen: person.HoVaTen, NgayThangNam: person.NgayThangNamSinh, GioiTinh: person.GioiTinh }
    : null
}
