import { z } from 'zod'
import { fromPlainTime } from '../stamp.ts'

// NoiHoSo: a dossier that a citizen filed at the portal. `DuLieuBieuMau` holds the answers by the field ids of our form.

export const FILING_SERVICE = 'NoiHoSo'

const text = z.string().max(2000)
const code = z.string().trim().min(1).max(100)

const fileSchema = z.looseObject({
  IdGiayTo: code,
  TenGiayTo: z.string().trim().min(1).max(300),
  HashTepTin: z
    .string()
    .toLowerCase()
    .regex(/^[0-9a-f]{64}$/),
  DuongDan: z.url({ protocol: /^https?$/ }).max(2000),
})
const detailsSchema = z.looseObject({
  TenNguoiNop: z.string().trim().min(1).max(200),
  SoDinhDanh: text.default(''),
  SoDienThoai: text.default(''),
  Email: text.default(''),
  DiaChiChiTiet: text.default(''),
  TenChuHs: text.default(''),
  SoDinhDanhChuHs: text.default(''),
  DiaChiChiTietChuHs: text.default(''),
})

export const filingMessageSchema = z.looseObject({
  MaHoSo: z
    .string()
    .trim()
    .regex(/^[A-Z0-9][A-Za-z0-9.-]{3,63}$/),
  MaTTHC: code,
  ChuHoSo: z.string().trim().min(1).max(300),
  /** Here 0 is a citizen, 1 a business, 2 a household business; DongBoHoSoMC counts from 1. */
  LoaiDoiTuong: z.coerce.number().int().min(0).max(2),
  MaDonViTiepNhan: code,
  NgayNop: z.string().refine((value) => fromPlainTime(value) !== null, 'yyyy-MM-dd HH:mm:ss'),
  ThanhPhanHoSo: z
    .array(
      z.looseObject({
        MaThanhPhanHoSo: code,
        TenThanhPhanHoSo: text,
        SoLuong: z.coerce.number().int().min(0).max(999).default(1),
        GiayToDinhKem: z.array(fileSchema).max(20).default([]),
      }),
    )
    .max(50)
    .default([]),
  ThongTinNguoiNop: z.looseObject({
    LoaiDoiTuong: z.coerce.number().int().min(0).max(2),
    IdDoiTuong: text.default(''),
    ThongTinChiTiet: detailsSchema,
  }),
  DuLieuBieuMau: z.record(z.string().max(60), z.unknown()),
})
export type NoiHoSo = z.infer<typeof filingMessageSchema>

export interface FiledPerson {
  fullName: string
  personalId: string | null
  phone: string | null
  email: string | null
  address: string | null
  techId: string | null
  kind: 'CITIZEN' | 'BUSINESS'
}

/** A filing at the portal, in our words. */
export interface Filing {
  foreignCode: string
  procedureCode: string
  agencyCode: string
  filedAt: Date
  applicant: FiledPerson
  owner: FiledPerson
  papers: { paperCode: string; files: { foreignId: string; name: string; sha256: string; url: string }[] }[]
  answers: Record<string, unknown>
}

const orNull = (value: string, longest: number) => {
  const tidy = value.normalize('NFC').trim()
  return tidy === '' || tidy.length > longest ? null : tidy
}
/** Only the twelve digits that are valid now. */
const personalNumber = (value: string) => (/^\d{12}$/.test(value.trim()) ? value.trim() : null)

export function toFiling(message: NoiHoSo): Filing {
  const { ThongTinNguoiNop: filer } = message
  const details = filer.ThongTinChiTiet
  const kindOf = (kind: number): FiledPerson['kind'] => (kind === 1 ? 'BUSINESS' : 'CITIZEN')
  return {
    foreignCode: message.MaHoSo,
    procedureCode: message.MaTTHC,
    agencyCode: message.MaDonViTiepNhan,
    filedAt: fromPlainTime(message.NgayNop) ?? new Date(Number.NaN),
    applicant: {
      fullName: details.TenNguoiNop.normalize('NFC'),
      personalId: personalNumber(details.SoDinhDanh),
      phone: orNull(details.SoDienThoai, 30),
      email: orNull(details.Email, 254),
      address: orNull(details.DiaChiChiTiet, 300),
      techId: orNull(filer.IdDoiTuong, 100),
      kind: kindOf(filer.LoaiDoiTuong),
    },
    owner: {
      fullName: (orNull(details.TenChuHs, 300) ?? message.ChuHoSo).normalize('NFC'),
      personalId: personalNumber(details.SoDinhDanhChuHs),
      phone: null,
      email: null,
      address: orNull(details.DiaChiChiTietChuHs, 300),
      techId: null,
      kind: kindOf(message.LoaiDoiTuong),
    },
    papers: message.ThanhPhanHoSo.map((paper) => ({
      paperCode: paper.MaThanhPhanHoSo,
      files: paper.GiayToDinhKem.map((file) => ({
        foreignId: file.IdGiayTo,
        name: file.TenGiayTo.normalize('NFC'),
        sha256: file.HashTepTin,
        url: file.DuongDan,
      })),
    })),
    answers: message.DuLieuBieuMau,
  }
}

export const filingTaken = (dossierId: string, code: string) => ({
  error_code: '0',
  message: 'Thành công',
  idHoSo: dossierId,
  maHoSo: code,
})
export const filingRefused = (errorCode: string, message: string, details?: readonly string[]) => ({
  error_code: errorCode,
  message,
  ...(details && details.length > 0 ? { chiTiet: details } : {}),
})
