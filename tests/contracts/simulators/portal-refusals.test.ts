import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Answer, aProgress, inWork, openPortal, received, returned } from './portal-messages.ts'
import { type Simulators, secrets, simulators } from './running.ts'

let running: Simulators
let portal: Awaited<ReturnType<typeof openPortal>>
const next = () => portal.next()
const known = (...statuses: string[]) => portal.known(...statuses)

beforeAll(async () => {
  running = await simulators('http://127.0.0.1:9')
  portal = await openPortal(running)
})
afterAll(() => running.remove())

type Refusal = { name: string; error_code: string; says: string; ask: () => Promise<Answer> }
const refusals: Refusal[] = [
  {
    name: 'a wrong password',
    error_code: '10',
    says: 'mật khẩu',
    ask: () => running.postJson('/portal/auth', { username: secrets.PORTAL_USERNAME, password: 'x' }),
  },
  {
    name: 'a log-in without a password',
    error_code: '20',
    says: 'password',
    ask: () => running.postJson('/portal/auth', { username: 'x' }),
  },
  {
    name: 'a wrong session',
    error_code: '11',
    says: 'không hợp lệ',
    ask: () => portal.call({ session: 'nobody', service: 'TraCuuHoSo', mahoso: 'x' }),
  },
  {
    name: 'an expired session',
    error_code: '12',
    says: 'hết hạn',
    ask: async () => {
      const old = await portal.logIn()
      await running.postJson('/_control/clock', { offsetMs: 31 * 60_000, forward: false })
      const answer = await portal.call({ session: old, service: 'TraCuuHoSo', mahoso: next() })
      await running.postJson('/_control/clock', { offsetMs: 0, forward: false })
      return answer
    },
  },
  {
    name: 'a wrong agency',
    error_code: '13',
    says: '000.00.00.H23',
    ask: () => portal.call({ madonvi: '000.00.00.H23', service: 'TraCuuHoSo', mahoso: 'x' }),
  },
  { name: 'an unknown service', error_code: '14', says: 'XoaHoSo', ask: () => portal.call({ service: 'XoaHoSo' }) },
  {
    name: 'a body that is not JSON',
    error_code: '15',
    says: 'JSON',
    ask: () => running.postJson('/portal/integration', '{"session":'),
  },
  {
    name: 'a body that is too large',
    error_code: '16',
    says: 'byte',
    ask: () => portal.add(received(next(), { GhiChu: 'x'.repeat(2_100_000) })),
  },
  { name: 'a missing field', error_code: '20', says: 'ChuHoSo', ask: () => portal.add(received(next(), { ChuHoSo: '' })) },
  {
    name: 'a missing field of a progress line',
    error_code: '20',
    says: 'NguoiXuLy',
    ask: async () => portal.progress(aProgress(await known(), { NguoiXuLy: undefined })),
  },
  { name: 'a look-up without code', error_code: '20', says: 'mahoso', ask: () => portal.call({ service: 'TraCuuHoSo' }) },
  {
    name: 'a value that is no string',
    error_code: '21',
    says: 'DanhSachLePhi[0].Gia',
    ask: () => portal.add(received(next(), { DanhSachLePhi: [{ Gia: 100000 }] })),
  },
  {
    name: 'a status given as a number',
    error_code: '21',
    says: 'TrangThaiHoSo',
    ask: () => portal.add(received(next(), { TrangThaiHoSo: 2 })),
  },
  {
    name: 'a list that is no list',
    error_code: '21',
    says: 'TaiLieuNop',
    ask: () => portal.add(received(next(), { TaiLieuNop: 'x' })),
  },
  {
    name: 'an ISO date',
    error_code: '22',
    says: 'NgayTiepNhan',
    ask: () => portal.add(received(next(), { NgayTiepNhan: '2026-11-23T09:00:00Z' })),
  },
  {
    name: 'a 13th month',
    error_code: '22',
    says: 'NgayHenTra',
    ask: () => portal.add(received(next(), { NgayHenTra: '20261326090000' })),
  },
  { name: 'a code of another shape', error_code: '23', says: 'HS-1', ask: () => portal.add(received('HS-1')) },
  {
    name: 'another kind of applicant',
    error_code: '24',
    says: 'LoaiDoiTuong',
    ask: () => portal.add(received(next(), { LoaiDoiTuong: '0' })),
  },
  {
    name: 'an attachment address that is not http',
    error_code: '25',
    says: 'DuongDanTaiTepTin',
    ask: () => portal.add(received(next(), { TaiLieuNop: [{ TepDinhKemId: 't', DuongDanTaiTepTin: 'file:///etc/passwd' }] })),
  },
  {
    name: 'an unknown procedure',
    error_code: '26',
    says: '9.999999',
    ask: () => portal.add(received(next(), { MaTTHC: '9.999999' })),
  },
  { name: 'an unknown status', error_code: '27', says: '11', ask: () => portal.add(received(next(), { TrangThaiHoSo: '11' })) },
  {
    name: 'a result file id used twice in one message',
    error_code: '28',
    says: 'kq-1',
    ask: async () => {
      const file = { TenGiayTo: 'Giấy', GiayToId: 'kq-1', DuongDanTepTinKetQua: 'https://mocua.demo/kq' }
      return portal.update(returned(await known('4', '9'), { DanhSachGiayToKetQua: [file, file] }))
    },
  },
  {
    name: 'a result file id of another dossier',
    error_code: '28',
    says: 'kq-',
    ask: async () => {
      const other = await known('4', '9', '10')
      const MaHoSo = await known('4', '9')
      return portal.update({ ...returned(other), MaHoSo })
    },
  },
  {
    name: 'a channel outside the list',
    error_code: '29',
    says: 'KenhThucHien',
    ask: () => portal.add(received(next(), { KenhThucHien: '4' })),
  },
  {
    name: 'adding a dossier that exists',
    error_code: '3',
    says: 'đã tồn tại',
    ask: async () => portal.add(received(await known(), { GhiChu: 'khác' })),
  },
  { name: 'updating an unknown dossier', error_code: '4', says: 'không tồn tại', ask: () => portal.update(received(next())) },
  {
    name: 'progress of an unknown dossier',
    error_code: '4',
    says: 'không tồn tại',
    ask: () => portal.progress(aProgress(next())),
  },
  {
    name: 'a pair of statuses that is not permitted',
    error_code: '30',
    says: '2 → 9',
    ask: async () => portal.update(received(await known('2'), { TrangThaiHoSo: '9' })),
  },
  {
    name: 'a first status that is not permitted',
    error_code: '30',
    says: 'ban đầu → 10',
    ask: () => portal.add(returned(next())),
  },
  {
    name: 'leaving the end',
    error_code: '31',
    says: 'kết thúc',
    ask: async () => portal.update(inWork(await known('4', '9', '10'))),
  },
  {
    name: 'progress older than the last',
    error_code: '32',
    says: '20261122',
    ask: async () => {
      const MaHoSo = await known()
      await portal.progress(aProgress(MaHoSo))
      return portal.progress(aProgress(MaHoSo, { ThoiDiemXuLy: '20261122093000' }))
    },
  },
  {
    name: 'acceptance without a promised date',
    error_code: '33',
    says: 'NgayHenTra',
    ask: () => portal.add(received(next(), { NgayHenTra: '' })),
  },
  {
    name: 'a return without its date',
    error_code: '34',
    says: 'NgayTra',
    ask: async () => portal.update(returned(await known('4', '9'), { NgayTra: '' })),
  },
  {
    name: 'a return without a result',
    error_code: '34',
    says: 'DanhSachGiayToKetQua',
    ask: async () => portal.update(returned(await known('4', '9'), { DanhSachGiayToKetQua: [] })),
  },
  {
    name: 'an unclear isUpdating',
    error_code: '35',
    says: 'isUpdating',
    ask: () => portal.call({ service: 'DongBoHoSoMC', isUpdating: 'true', data: [received(next())] }),
  },
  { name: 'an empty batch', error_code: '36', says: 'data', ask: () => portal.add() },
]

describe('the portal refuses', () => {
  it.each(refusals)('$name', async ({ error_code, says, ask }) => {
    const before = (await running.received('portal')).refused.length
    const answer = await ask()
    expect(answer).toMatchObject({ error_code, message: expect.stringContaining(says) })
    const { refused } = await running.received('portal')
    expect(refused.length).toBe(before + 1)
    expect(refused.at(-1)).toMatchObject({ error_code, message: answer.message })
    expect(JSON.stringify(refused.at(-1))).not.toContain(secrets.PORTAL_PASSWORD)
  })

  it('and lists each refusal on its page, under the dossier as well', async () => {
    const MaHoSo = await known('4', '9', '10')
    await portal.update(inWork(MaHoSo))
    expect(await running.page('/portal/refusals')).toContain('Hồ sơ đã kết thúc')
    expect(await running.page(`/portal/dossiers/${MaHoSo}`)).toContain('Hồ sơ đã kết thúc')
  })
})
