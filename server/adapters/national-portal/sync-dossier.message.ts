import { z } from 'zod'
import { stamp } from '../stamp.ts'
import type { PortalDossier } from './portal-dossier.ts'
import { PORTAL_STATUS, RECEIVED_STATES } from './status.ts'

// DongBoHoSoMC, generation 1.5: every value is a string, instants are yyyyMMddHHmmss in Asia/Ho_Chi_Minh.

const text = z.string()
const time = z.string().regex(/^(\d{14})?$/)
const flag = z.enum(['0', '1'])

export const dongBoHoSoMCSchema = z.strictObject({
  MaHoSo: z.string().min(1).max(64),
  MaHoSoKhac: text,
  MaTTHC: z.string().min(1),
  TenTTHC: z.string().min(1),
  MaLinhVuc: text,
  TenLinhVuc: z.string().min(1),
  KenhThucHien: z.enum(['1', '2', '3']),
  SoBienNhan: text,
  ChuHoSo: z.string().min(1),
  LoaiDoiTuong: z.enum(['1', '2']),
  MaDoiTuong: text,
  SoGiayToChuHoSo: text,
  ThongTinKhac: text,
  Email: text,
  Fax: text,
  SoDienThoai: text,
  TrichYeuHoSo: text,
  NgayNopHoSo: z.string().regex(/^\d{14}$/),
  NgayTiepNhan: time,
  NgayHenTra: time,
  NgayTuChoi: time,
  TrangThaiHoSo: z.enum(['1', '2', '3', '4', '5', '6', '7', '8', '9', '10']),
  NgayTra: time,
  ThongTinTra: text,
  HinhThuc: flag,
  NgayKetThucXuLy: time,
  DonViXuLy: z.string().min(1),
  GhiChu: text,
  NoiNopHoSo: z.enum(['1', '2']),
  HoSoCoThanhPhanSoHoa: flag,
  TaiKhoanDuocXacThucVoiVNeID: flag,
  DuocThanhToanTrucTuyen: flag,
  DinhDanhCHS: z.array(z.strictObject({ LoaiDinhDanh: text, SoDinhDanh: text })),
  DSKetNoiCSDL: z.array(z.strictObject({ MaCSDL: text })),
  TaiLieuNop: z.array(
    z.strictObject({
      TepDinhKemId: text,
      TenTepDinhKem: text,
      IsDeleted: z.enum(['True', 'False']),
      MaThanhPhanHoSo: text,
      DuongDanTaiTepTin: z.url(),
      DuocSoHoa: flag,
      DuocTaiSuDung: flag,
      DuocLayTuKhoDMQG: flag,
      MaKetQuaThayThe: text,
    }),
  ),
  DanhSachLePhi: z.array(
    z.strictObject({
      TenPhiLePhi: text,
      MaPhiLePhi: text,
      HinhThucThu: text,
      Gia: z.string().regex(/^\d+$/),
      LoaiPhiLePhi: text,
    }),
  ),
  DanhSachTepDinhKemKhac: z.array(z.strictObject({ TenGiayTo: text, SoLuong: text, LoaiGiayTo: text })),
  DanhSachHoSoBoSung: z.array(
    z.strictObject({
      HoSoBoSungId: text,
      NguoiYeuCauBoSung: text,
      NoiDungBoSung: text,
      NgayBoSung: time,
      NguoiTiepNhanBoSung: text,
      ThongTinTiepNhan: text,
      NgayTiepNhanBoSung: time,
      TrangThaiBoSung: text,
      DanhSachGiayToBoSung: z.array(z.strictObject({ TenGiayTo: text })),
      DanhSachLePhiBoSung: z.array(z.strictObject({ TenPhiLePhi: text })),
      NgayHenTraTruoc: time,
      NgayHenTraMoi: time,
    }),
  ),
  DanhSachGiayToKetQua: z.array(
    z.strictObject({
      TenGiayTo: text,
      MaThanhPhanHoSo: text,
      GiayToId: text,
      DuongDanTepTinKetQua: z.url(),
      MaGiayToKetQua: text,
    }),
  ),
})
export type DongBoHoSoMC = z.infer<typeof dongBoHoSoMCSchema>

/** HinhThucThu: when the money is taken (1 at intake, 2 with a supplement, 4 with the result). */
const COLLECTED: Record<string, string> = { beforeIntake: '1', atIntake: '1', duringProcessing: '2', beforeReturn: '4' }
/** KenhThucHien: 1 at the desk, 2 online, 3 by post. */
const CHANNEL: Record<string, '1' | '2' | '3'> = { DESK: '1', IMPORT: '1', ONLINE: '2', PORTAL: '2', POST: '3' }
const yes = (value: boolean) => (value ? '1' : '0')

export function toDongBoHoSoMC(dossier: PortalDossier): DongBoHoSoMC {
  const { procedure, owner, status } = dossier
  const isReceived = RECEIVED_STATES.includes(status)
  return dongBoHoSoMCSchema.parse({
    MaHoSo: dossier.code,
    MaHoSoKhac: dossier.foreignCode ?? '',
    MaTTHC: procedure.code,
    TenTTHC: procedure.nameVi,
    MaLinhVuc: procedure.fieldCode,
    TenLinhVuc: procedure.fieldVi,
    KenhThucHien: CHANNEL[dossier.source] ?? '1',
    SoBienNhan: dossier.receivedAt ? dossier.code : '',
    ChuHoSo: owner.fullName,
    // at this endpoint 1 is a citizen and 2 a business; NoiHoSo counts from 0
    LoaiDoiTuong: owner.kind === 'BUSINESS' ? '2' : '1',
    MaDoiTuong: owner.techId ?? '',
    SoGiayToChuHoSo: owner.personalId ?? '',
    ThongTinKhac: dossier.foreignCode ?? '',
    Email: owner.email ?? '',
    Fax: '',
    SoDienThoai: owner.phone ?? '',
    TrichYeuHoSo: procedure.nameVi,
    NgayNopHoSo: stamp(dossier.openedAt),
    NgayTiepNhan: isReceived ? stamp(dossier.receivedAt) : '',
    NgayHenTra: isReceived ? stamp(dossier.promisedAt) : '',
    NgayTuChoi: status === 3 ? stamp(dossier.at) : '',
    TrangThaiHoSo: PORTAL_STATUS[status],
    NgayTra: status === 10 ? stamp(dossier.returnedAt) : '',
    ThongTinTra: status === 10 ? (dossier.returnedTo ?? '') : '',
    HinhThuc: yes(dossier.source === 'POST'),
    NgayKetThucXuLy: status === 9 || status === 10 ? stamp(dossier.finishedAt) : '',
    DonViXuLy: dossier.agencyNameVi,
    GhiChu: '',
    NoiNopHoSo: dossier.source === 'PORTAL' ? '1' : '2',
    HoSoCoThanhPhanSoHoa: yes(dossier.papers.length > 0),
    TaiKhoanDuocXacThucVoiVNeID: yes(owner.techId !== null),
    DuocThanhToanTrucTuyen: yes(dossier.isPaidOnline),
    DinhDanhCHS: owner.personalId ? [{ LoaiDinhDanh: '1', SoDinhDanh: owner.personalId }] : [],
    DSKetNoiCSDL: [],
    TaiLieuNop: dossier.papers.map((paper) => ({
      TepDinhKemId: paper.id,
      TenTepDinhKem: paper.fileName,
      IsDeleted: 'False',
      MaThanhPhanHoSo: paper.paperCode,
      DuongDanTaiTepTin: paper.url,
      DuocSoHoa: '1',
      DuocTaiSuDung: '0',
      DuocLayTuKhoDMQG: '0',
      MaKetQuaThayThe: '',
    })),
    DanhSachLePhi: dossier.fees.map((fee) => ({
      TenPhiLePhi: fee.nameVi,
      MaPhiLePhi: fee.code,
      HinhThucThu: COLLECTED[fee.when] ?? '1',
      Gia: String(fee.amountVnd),
      LoaiPhiLePhi: fee.kindOfMoney === 'PHI' ? '2' : '1',
    })),
    DanhSachTepDinhKemKhac: dossier.handedIn.map((paper) => ({
      TenGiayTo: paper.nameVi,
      SoLuong: String(paper.count),
      LoaiGiayTo: '',
    })),
    DanhSachHoSoBoSung: dossier.supplements.map((request) => ({
      HoSoBoSungId: request.id,
      NguoiYeuCauBoSung: request.askedBy,
      NoiDungBoSung: request.words,
      NgayBoSung: stamp(request.requestedAt),
      NguoiTiepNhanBoSung: request.suppliedAt ? request.askedBy : '',
      ThongTinTiepNhan: '',
      NgayTiepNhanBoSung: stamp(request.suppliedAt),
      TrangThaiBoSung: yes(request.suppliedAt !== null),
      DanhSachGiayToBoSung: request.papers.map((TenGiayTo) => ({ TenGiayTo })),
      DanhSachLePhiBoSung: [],
      NgayHenTraTruoc: '',
      NgayHenTraMoi: '',
    })),
    DanhSachGiayToKetQua: dossier.results.map((result) => ({
      TenGiayTo: result.nameVi,
      MaThanhPhanHoSo: '',
      GiayToId: result.id,
      DuongDanTepTinKetQua: result.url,
      MaGiayToKetQua: '',
    })),
  })
}
