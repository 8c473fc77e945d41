/** The demo people of the national identity system: what the partner states of them, field names as the partner sends them. */
export type Person = {
  TechID: string
  SoDinhDanh: string
  HoVaTen: string
  NgayThangNamSinh: string
  /** 1 nam, 2 nữ, 0 không áp dụng */
  GioiTinh: number
  ThuDienTu: string
  SoDienThoai: string
  ThuongTru: string
  /** 1 công dân, 2 doanh nghiệp */
  LoaiTaiKhoan: string
  MaSoThue: string
  MaSoDoanhNghiep: string
  TenDoanhNghiep: string
  DiaChi: string
}

const citizen = { LoaiTaiKhoan: '1', MaSoThue: '', MaSoDoanhNghiep: '', TenDoanhNghiep: '' }

export const people: readonly Person[] = [
  {
    ...citizen,
    TechID: 'VN-TECH-0000000001',
    SoDinhDanh: '031090000001',
    HoVaTen: 'Trần Văn Lợi',
    NgayThangNamSinh: '19900215',
    GioiTinh: 1,
    ThuDienTu: 'tran.van.loi@cong-dan.demo',
    SoDienThoai: '0901000001',
    ThuongTru: 'Số 12 đường Lạch Tray, phường Gia Viên, thành phố Hải Phòng',
    DiaChi: 'Số 12 đường Lạch Tray, phường Gia Viên, thành phố Hải Phòng',
  },
  {
    ...citizen,
    TechID: 'VN-TECH-0000000002',
    SoDinhDanh: '031190000002',
    HoVaTen: 'Nguyễn Thị Hoa',
    NgayThangNamSinh: '19901020',
    GioiTinh: 2,
    ThuDienTu: 'nguyen.thi.hoa@cong-dan.demo',
    SoDienThoai: '0901000002',
    ThuongTru: 'Số 7 ngõ 45 đường Cát Cụt, phường Lê Chân, thành phố Hải Phòng',
    DiaChi: 'Số 7 ngõ 45 đường Cát Cụt, phường Lê Chân, thành phố Hải Phòng',
  },
  {
    ...citizen,
    TechID: 'VN-TECH-0000000003',
    SoDinhDanh: '031090000003',
    HoVaTen: 'Phạm Quốc Dũng',
    NgayThangNamSinh: '19900709',
    GioiTinh: 1,
    ThuDienTu: 'pham.quoc.dung@cong-dan.demo',
    SoDienThoai: '0901000003',
    ThuongTru: 'Số 30 đường Trần Nguyên Hãn, phường Lê Chân, thành phố Hải Phòng',
    DiaChi: 'Số 30 đường Trần Nguyên Hãn, phường Lê Chân, thành phố Hải Phòng',
  },
  {
    TechID: 'VN-TECH-0200000001',
    SoDinhDanh: '0200000001',
    HoVaTen: 'Lê Minh Tuấn',
    NgayThangNamSinh: '19850304',
    GioiTinh: 1,
    ThuDienTu: 'van-thu@hai-dang.demo',
    SoDienThoai: '02253000001',
    ThuongTru: 'Số 88 đường Lê Hồng Phong, phường Hải An, thành phố Hải Phòng',
    LoaiTaiKhoan: '2',
    MaSoThue: '0200000001',
    MaSoDoanhNghiep: '0200000001',
    TenDoanhNghiep: 'Công ty TNHH Hải Đăng',
    DiaChi: 'Số 88 đường Lê Hồng Phong, phường Hải An, thành phố Hải Phòng',
  },
]

export const demoPassword = 'Demo@2026'
export const personOf = (soDinhDanh: string) => people.find((one) => one.SoDinhDanh === soDinhDanh)
export const shownName = (one: Person) => (one.TenDoanhNghiep ? `${one.TenDoanhNghiep} (${one.HoVaTen})` : one.HoVaTen)
