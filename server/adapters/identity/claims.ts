import { z } from 'zod'

/** An absent claim arrives as "", null or not at all. */
const text = z
  .union([z.string(), z.number()])
  .nullish()
  .transform((value) =>
    value === null || value === undefined || String(value).trim() === '' ? null : String(value).trim().normalize('NFC'),
  )

/** Claims of the national identity provider, as it names them. */
export const claimsSchema = z.object({
  sub: z.string().min(1),
  TechID: text,
  SoDinhDanh: text,
  HoVaTen: text,
  NgayThangNamSinh: text,
  GioiTinh: text,
  ThuDienTu: text,
  SoDienThoai: text,
  ThuongTru: text,
  NoiOHienNay: text,
  LoaiTaiKhoan: text,
  MaSoThue: text,
  MaSoDoanhNghiep: text,
  TenDoanhNghiep: text,
  DiaChi: text,
})

/** What the identity provider states of the person or organisation who signed in. */
export interface Identity {
  techId: string
  /** Twelve digits; null for an organisation. */
  personalId: string | null
  organisationId: string | null
  fullName: string
  email: string | null
  phone: string | null
  birthOn: string | null
  sex: 'male' | 'female' | null
  address: string | null
}

const ORGANISATION = '2'
const sexes: Record<string, Identity['sex']> = { '1': 'male', '2': 'female' }

/** yyyyMMdd; people of whom only the year is known have no day of birth here. */
function birthDate(value: string | null): string | null {
  const [, year, month, day] = /^(\d{4})(\d{2})(\d{2})$/.exec(value ?? '') ?? []
  const date = `${year}-${month}-${day}`
  return z.iso.date().safeParse(date).success ? date : null
}

/** Null when the claims lack what an account needs: who it is, and by which number we would know him again. */
export function identityFrom(claims: unknown): Identity | null {
  const parsed = claimsSchema.safeParse(claims)
  if (!parsed.success) return null
  const given = parsed.data
  const isOrganisation = given.LoaiTaiKhoan === ORGANISATION
  const personalId = !isOrganisation && given.SoDinhDanh && /^\d{12}$/.test(given.SoDinhDanh) ? given.SoDinhDanh : null
  const organisationId = isOrganisation ? (given.MaSoDoanhNghiep ?? given.MaSoThue) : null
  const fullName = isOrganisation ? (given.TenDoanhNghiep ?? given.HoVaTen) : given.HoVaTen
  if (!given.TechID || !fullName || (!personalId && !organisationId)) return null
  return {
    techId: given.TechID,
    personalId,
    organisationId,
    fullName,
    email: given.ThuDienTu,
    phone: given.SoDienThoai,
    birthOn: isOrganisation ? null : birthDate(given.NgayThangNamSinh),
    sex: isOrganisation ? null : (sexes[given.GioiTinh ?? ''] ?? null),
    address: isOrganisation ? given.DiaChi : (given.NoiOHienNay ?? given.ThuongTru),
  }
}
