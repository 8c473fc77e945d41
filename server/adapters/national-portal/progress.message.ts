import { z } from 'zod'
import { stamp } from '../stamp.ts'
import type { PortalProgress } from './portal-dossier.ts'
import { PORTAL_STATUS } from './status.ts'

// CapNhatTienDoHoSoMC: one line of progress of a dossier that the portal knows.

export const capNhatTienDoHoSoMCSchema = z.strictObject({
  MaHoSo: z.string().min(1).max(64),
  NguoiXuLy: z.string().min(1),
  ChucDanh: z.string(),
  ThoiDiemXuLy: z.string().regex(/^\d{14}$/),
  PhongBanXuLy: z.string(),
  NoiDungXuLy: z.string().min(1),
  TrangThai: z.enum(['1', '2', '3', '4', '5', '6', '7', '8', '9', '10']),
  NgayBatDau: z.string().regex(/^(\d{14})?$/),
  NgayKetThucTheoQuyDinh: z.string().regex(/^(\d{14})?$/),
})
export type CapNhatTienDoHoSoMC = z.infer<typeof capNhatTienDoHoSoMCSchema>

export const toCapNhatTienDoHoSoMC = (progress: PortalProgress): CapNhatTienDoHoSoMC =>
  capNhatTienDoHoSoMCSchema.parse({
    MaHoSo: progress.code,
    NguoiXuLy: progress.handlerName,
    ChucDanh: progress.handlerTitle,
    ThoiDiemXuLy: stamp(progress.at),
    PhongBanXuLy: progress.unitName,
    NoiDungXuLy: progress.words,
    TrangThai: PORTAL_STATUS[progress.status],
    NgayBatDau: stamp(progress.startedAt),
    NgayKetThucTheoQuyDinh: stamp(progress.dueAt),
  })
