import { describe, expect, it } from 'vitest'
import { identityFrom } from '#server/adapters/identity/claims.ts'

/** As the identity provider sends them: verbatim names, numbers as text or number, nothing as "" or null. */
const person = {
  sub: 'a1',
  TechID: 'VN-TECH-0000000001',
  SoDinhDanh: '031090000001',
  HoVaTen: 'Trần Văn Lợi',
  NgayThangNamSinh: '19900215',
  GioiTinh: 1,
  ThuDienTu: 'tran.van.loi@cong-dan.demo',
  SoDienThoai: '0901000001',
  ThuongTru: 'Số 12 đường Lạch Tray',
  LoaiTaiKhoan: '1',
  MaSoThue: '',
  MaSoDoanhNghiep: null,
  TenDoanhNghiep: '',
  DiaChi: 'Số 12 đường Lạch Tray',
  LoA: '2',
}

describe('claims of the identity provider', () => {
  it('become a person', () => {
    expect(identityFrom(person)).toEqual({
      techId: 'VN-TECH-0000000001',
      personalId: '031090000001',
      organisationId: null,
      fullName: 'Trần Văn Lợi',
      email: 'tran.van.loi@cong-dan.demo',
      phone: '0901000001',
      birthOn: '1990-02-15',
      sex: 'male',
      address: 'Số 12 đường Lạch Tray',
    })
  })

  it('become an organisation', () => {
    const organisation = {
      ...person,
      LoaiTaiKhoan: '2',
      SoDinhDanh: '0200000001',
      MaSoThue: '0200000001',
      MaSoDoanhNghiep: '0200000001',
      TenDoanhNghiep: 'Công ty TNHH Hải Đăng',
    }
    expect(identityFrom(organisation)).toMatchObject({
      personalId: null,
      organisationId: '0200000001',
      fullName: 'Công ty TNHH Hải Đăng',
      birthOn: null,
      sex: null,
    })
  })

  it.each([
    ['only the year of birth is known', { NgayThangNamSinh: '1950' }, { birthOn: null }],
    ['the date is impossible', { NgayThangNamSinh: '19900231' }, { birthOn: null }],
    ['the sex is not stated', { GioiTinh: 0 }, { sex: null }],
    ['the name comes decomposed', { HoVaTen: 'Trần Văn Lợi'.normalize('NFD') }, { fullName: 'Trần Văn Lợi' }],
    ['the place of residence differs', { NoiOHienNay: 'Số 7' }, { address: 'Số 7' }],
  ])('when %s', (_, change, expected) => {
    expect(identityFrom({ ...person, ...change })).toMatchObject(expected)
  })

  it.each([
    ['TechID', { TechID: '' }],
    ['name', { HoVaTen: null }],
    ['number', { SoDinhDanh: '' }],
    ['a number of twelve digits', { SoDinhDanh: '123' }],
    ['subject', { sub: '' }],
  ])('without %s are nobody', (_, change) => {
    expect(identityFrom({ ...person, ...change })).toBeNull()
  })
})
