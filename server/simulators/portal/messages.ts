import { fromStamp } from '../frame/clock.ts'
import catalogue from './catalogue.json' with { type: 'json' }
import { PortalRefusal } from './refusals.ts'
import { isStatus } from './statuses.ts'

export type Item = { [field: string]: string | Item[] }

const dossierRequired = [
  'MaHoSo',
  'MaTTHC',
  'TenTTHC',
  'TenLinhVuc',
  'ChuHoSo',
  'LoaiDoiTuong',
  'NgayNopHoSo',
  'TrangThaiHoSo',
  'KenhThucHien',
  'HinhThuc',
  'DonViXuLy',
]
const progressRequired = ['MaHoSo', 'NguoiXuLy', 'ThoiDiemXuLy', 'NoiDungXuLy', 'TrangThai']
const lists = new Set([
  'TaiLieuNop',
  'DanhSachLePhi',
  'DanhSachTepDinhKemKhac',
  'DanhSachHoSoBoSung',
  'DanhSachGiayToBoSung',
  'DanhSachLePhiBoSung',
  'DanhSachGiayToKetQua',
  'DinhDanhCHS',
  'DSKetNoiCSDL',
])
const addresses = new Set(['DuongDanTaiTepTin', 'DuongDanTepTinKetQua'])
const dates = new Set([
  'NgayTiepNhan',
  'NgayHenTra',
  'NgayTra',
  'NgayKetThucXuLy',
  'NgayNopHoSo',
  'NgayTuChoi',
  'NgayBoSung',
  'NgayTiepNhanBoSung',
  'NgayHenTraTruoc',
  'NgayHenTraMoi',
  'ThoiDiemXuLy',
  'NgayBatDau',
  'NgayKetThucTheoQuyDinh',
])
const choices: Record<string, readonly string[]> = { HinhThuc: ['0', '1'], KenhThucHien: ['1', '2', '3'], NoiNopHoSo: ['1', '2'] }
const received = new Set(['2', '4', '6', '8', '9', '10'])

// `H24.12-261122-0007`, `G09.20-20260609-0092637`, `000.00.12.H23-220101-0001`: every shape that is in use.
const dossierCode = /^(?:[HG]\d{2}(?:\.\d{1,3}){0,2}|\d{3}\.\d{2}\.\d{2}\.[HG]\d{2})-(?:\d{6}|\d{8})-\d{4,7}$/
const procedures = new Map(catalogue.map((row) => [row.MaTTHC, row]))

export const procedureOf = (code: string) => procedures.get(code)
export const textOf = (item: Item, name: string) => {
  const value = item[name]
  return typeof value === 'string' ? value : ''
}
export const listOf = (item: Item, name: string) => {
  const value = item[name]
  return Array.isArray(value) ? value : []
}

/** All that can be judged without knowing what came before. */
export function readDossier(value: unknown): Item {
  const item = readItem(value, '')
  requireFields(item, dossierRequired)
  readCode(item)
  if (!procedures.has(textOf(item, 'MaTTHC'))) throw new PortalRefusal('unknownProcedure', textOf(item, 'MaTTHC'))
  if (!['1', '2'].includes(textOf(item, 'LoaiDoiTuong'))) throw new PortalRefusal('wrongObjectKind', textOf(item, 'LoaiDoiTuong'))
  readValues(item, '')
  const status = textOf(item, 'TrangThaiHoSo')
  if (!isStatus(status)) throw new PortalRefusal('unknownStatus', status)
  if (received.has(status)) requireFields(item, ['NgayTiepNhan'])
  if (status === '2' && textOf(item, 'NgayHenTra') === '') throw new PortalRefusal('noPromisedDate')
  const results = listOf(item, 'DanhSachGiayToKetQua')
  if (status === '10') {
    if (textOf(item, 'NgayTra') === '') throw new PortalRefusal('noResult', 'NgayTra')
    if (results.length === 0) throw new PortalRefusal('noResult', 'DanhSachGiayToKetQua')
  }
  const ids = new Set<string>()
  for (const result of results) {
    requireFields(result, ['TenGiayTo', 'GiayToId', 'DuongDanTepTinKetQua'])
    const id = textOf(result, 'GiayToId')
    if (ids.has(id)) throw new PortalRefusal('duplicateResult', id)
    ids.add(id)
  }
  return item
}

export function readProgress(value: unknown): Item {
  const item = readItem(value, '')
  requireFields(item, progressRequired)
  readCode(item)
  readValues(item, '')
  if (!isStatus(textOf(item, 'TrangThai'))) throw new PortalRefusal('unknownStatus', textOf(item, 'TrangThai'))
  return item
}

function readItem(value: unknown, path: string): Item {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new PortalRefusal('notString', path || 'data')
  const item: Item = {}
  for (const [name, inner] of Object.entries(value)) {
    const here = `${path}${name}`
    if (lists.has(name)) {
      if (!Array.isArray(inner)) throw new PortalRefusal('notString', here)
      item[name] = inner.map((row, index) => readItem(row, `${here}[${index}].`))
    } else {
      if (typeof inner !== 'string') throw new PortalRefusal('notString', here)
      item[name] = inner
    }
  }
  return item
}

function requireFields(item: Item, names: string[]) {
  for (const name of names) if (textOf(item, name).trim() === '') throw new PortalRefusal('missingField', name)
}

function readCode(item: Item) {
  const code = textOf(item, 'MaHoSo')
  if (code.length > 64 || !dossierCode.test(code)) throw new PortalRefusal('badCode', code)
}

function readValues(item: Item, path: string) {
  for (const [name, value] of Object.entries(item)) {
    const here = `${path}${name}`
    if (typeof value !== 'string') {
      for (const [index, row] of value.entries()) readValues(row, `${here}[${index}].`)
    } else if (value !== '') {
      if (dates.has(name) && !fromStamp(value)) throw new PortalRefusal('badDate', here)
      if (addresses.has(name) && !isWebAddress(value)) throw new PortalRefusal('badAddress', here)
      if (path === '' && choices[name] && !choices[name].includes(value)) throw new PortalRefusal('wrongChoice', here)
    }
  }
}

function isWebAddress(value: string): boolean {
  const url = URL.parse(value)
  return url !== null && (url.protocol === 'https:' || url.protocol === 'http:')
}
