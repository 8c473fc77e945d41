import { type Simulators, secrets } from './running.ts'

export const code = (number: number) => `H24.12-261123-${String(number).padStart(4, '0')}`

export const aDossier = (MaHoSo: string, changes: Record<string, unknown> = {}) => ({
  MaHoSo,
  MaTTHC: '1.001612',
  TenTTHC: 'Đăng ký thành lập hộ kinh doanh',
  MaLinhVuc: '',
  TenLinhVuc: 'Thành lập và hoạt động hộ kinh doanh',
  ChuHoSo: 'Trần Văn Lợi',
  LoaiDoiTuong: '1',
  MaDoiTuong: 'VN-TECH-0000000001',
  ThongTinKhac: '',
  NgayNopHoSo: '20261123080000',
  NgayTiepNhan: '',
  NgayHenTra: '',
  TrangThaiHoSo: '1',
  NgayTra: '',
  HinhThuc: '0',
  KenhThucHien: '2',
  NoiNopHoSo: '2',
  DonViXuLy: 'UBND phường Gia Viên',
  TaiLieuNop: [
    { TepDinhKemId: 't-1', TenTepDinhKem: 'giay-de-nghi.pdf', IsDeleted: 'False', DuongDanTaiTepTin: 'https://mocua.demo/t-1' },
  ],
  DanhSachLePhi: [],
  DanhSachGiayToKetQua: [],
  ...changes,
})

export const received = (MaHoSo: string, changes: Record<string, unknown> = {}) =>
  aDossier(MaHoSo, { TrangThaiHoSo: '2', NgayTiepNhan: '20261123090000', NgayHenTra: '20261126090000', ...changes })

export const inWork = (MaHoSo: string, changes: Record<string, unknown> = {}) =>
  received(MaHoSo, { TrangThaiHoSo: '4', ...changes })

export const returned = (MaHoSo: string, changes: Record<string, unknown> = {}) =>
  received(MaHoSo, {
    TrangThaiHoSo: '10',
    NgayTra: '20261125100000',
    DanhSachGiayToKetQua: [
      {
        TenGiayTo: 'Giấy chứng nhận',
        MaThanhPhanHoSo: '',
        GiayToId: `kq-${MaHoSo}`,
        DuongDanTepTinKetQua: 'https://mocua.demo/kq',
      },
    ],
    ...changes,
  })

export const aProgress = (MaHoSo: string, changes: Record<string, unknown> = {}) => ({
  MaHoSo,
  NguoiXuLy: 'Lê Thị Thu',
  ChucDanh: 'Chuyên viên',
  ThoiDiemXuLy: '20261123093000',
  PhongBanXuLy: 'Phòng Kinh tế',
  NoiDungXuLy: 'Kiểm tra hồ sơ',
  TrangThai: '2',
  NgayBatDau: '20261123090000',
  NgayKetThucTheoQuyDinh: '20261126090000',
  ...changes,
})

export type Answer = { error_code: string; message: string; result?: { TrangThaiHoSo: string }[] }

/** Speaks to the portal as an agency does, by plain requests. */
export async function portalClient(running: Simulators) {
  const logIn = async () => {
    const { session } = await running.postJson('/portal/auth', {
      username: secrets.PORTAL_USERNAME,
      password: secrets.PORTAL_PASSWORD,
    })
    return String(session)
  }
  const session = await logIn()
  const call = (body: Record<string, unknown>): Promise<Answer> =>
    running.postJson('/portal/integration', { session, madonvi: secrets.PORTAL_AGENCY_CODE, ...body })
  return {
    session,
    logIn,
    call,
    add: (...data: unknown[]) => call({ service: 'DongBoHoSoMC', isUpdating: 'False', data }),
    update: (...data: unknown[]) => call({ service: 'DongBoHoSoMC', isUpdating: 'True', data }),
    progress: (...data: unknown[]) => call({ service: 'CapNhatTienDoHoSoMC', data }),
    lookUp: (mahoso: string) => call({ service: 'TraCuuHoSo', mahoso }),
  }
}

/** A client that makes codes of its own, and dossiers that the portal already knows. */
export async function openPortal(running: Simulators) {
  const client = await portalClient(running)
  let number = 0
  function next() {
    number += 1
    return code(number)
  }
  async function must(answer: Promise<Answer>) {
    const { error_code, message } = await answer
    if (error_code !== '0') throw new Error(`${error_code} ${message}`)
  }
  /** Brought along the given statuses. */
  async function known(...statuses: string[]) {
    const MaHoSo = next()
    const [first = '2', ...later] = statuses
    await must(client.add(received(MaHoSo, { TrangThaiHoSo: first })))
    for (const TrangThaiHoSo of later)
      await must(client.update(TrangThaiHoSo === '10' ? returned(MaHoSo) : received(MaHoSo, { TrangThaiHoSo })))
    return MaHoSo
  }
  return { ...client, next, known }
}
