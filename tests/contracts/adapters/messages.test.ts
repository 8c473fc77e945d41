import { describe, expect, it } from 'vitest'
import { judgeAnswer, readAnswer } from '#server/adapters/national-portal/answer.ts'
import { filingMessageSchema, toFiling } from '#server/adapters/national-portal/file-dossier.message.ts'
import { statusIn, toTraCuuHoSo } from '#server/adapters/national-portal/find-dossier.message.ts'
import { toCapNhatTienDoHoSoMC } from '#server/adapters/national-portal/progress.message.ts'
import { toDongBoHoSoMC } from '#server/adapters/national-portal/sync-dossier.message.ts'
import { withoutPersonalData } from '#server/adapters/partner-fault.ts'
import { toInit } from '#server/adapters/payment-platform/init.message.ts'
import { toQuery } from '#server/adapters/payment-platform/query.message.ts'
import { secureHash } from '#server/adapters/payment-platform/secure-hash.ts'
import { confirmAnswer, readStatement } from '#server/adapters/payment-platform/statement.message.ts'
import progressSample from './messages/cap-nhat-tien-do.json' with { type: 'json' }
import syncSample from './messages/dong-bo-ho-so-mc.json' with { type: 'json' }
import filingSample from './messages/noi-ho-so.json' with { type: 'json' }
import { samplePortalDossier } from './samples.ts'

describe('messages of the national portal', () => {
  it('DongBoHoSoMC is the stored one, every value a string', () => {
    expect(toDongBoHoSoMC(samplePortalDossier)).toEqual(syncSample)
  })

  it('DongBoHoSoMC of a filing at the portal names its code there, and tells no dates that are not yet', () => {
    const message = toDongBoHoSoMC({
      ...samplePortalDossier,
      status: 1,
      source: 'PORTAL',
      foreignCode: 'G22.99-20261123-0000001',
    })
    expect(message).toMatchObject({
      MaHoSoKhac: 'G22.99-20261123-0000001',
      ThongTinKhac: 'G22.99-20261123-0000001',
      NoiNopHoSo: '1',
      NgayTiepNhan: '',
      NgayTra: '',
      NgayKetThucXuLy: '',
    })
  })

  it('CapNhatTienDoHoSoMC is the stored one', () => {
    const at = new Date('2026-11-24T06:00:00.000Z')
    expect(
      toCapNhatTienDoHoSoMC({
        code: 'H24.12-261122-0007',
        status: 4,
        at,
        handlerName: 'Lê Thị Thụ Lý',
        handlerTitle: '',
        unitName: 'Phòng Kinh tế',
        words: 'Đang thẩm định',
        startedAt: at,
        dueAt: new Date('2026-11-26T01:15:00.000Z'),
      }),
    ).toEqual(progressSample)
  })

  it('TraCuuHoSo asks by code and reads the state', () => {
    expect(toTraCuuHoSo('H24.12-261122-0007')).toEqual({ mahoso: 'H24.12-261122-0007' })
    const answer = { error_code: '0', result: [{ MaHoSo: 'H24.12-261122-0007', TrangThaiHoSo: '4' }] }
    expect(statusIn(answer, 'H24.12-261122-0007')).toBe('4')
    expect(statusIn(answer, 'H24.12-261122-0008')).toBeNull()
    expect(statusIn({ error_code: '0', result: 'none' }, 'H24.12-261122-0007')).toBeNull()
  })

  it.each([
    [{ error_code: '0', message: 'Đồng bộ hồ sơ thành công' }, 'OK'],
    [{ error_code: '00' }, 'OK'],
    [{ error_code: 0 }, 'OK'],
    [{ error_code: '0', message: 'Hồ sơ H24.12 đã tồn tại' }, 'EXISTS'],
    [{ error_code: '-3', message: 'Lỗi' }, 'EXISTS'],
    [{ error_code: '4', message: 'Hồ sơ X không tồn tại' }, 'UNKNOWN'],
    [{ error_code: '12', message: 'Phiên làm việc đã hết hạn' }, 'SESSION'],
    [{ error_code: '22', message: 'Trường NgayTra không đúng' }, 'REFUSED'],
    [{ error_code: '99', message: 'Hệ thống đang bận' }, 'BUSY'],
    [{ error_code: '14', message: 'Dịch vụ "X" không tồn tại' }, 'BUSY'],
  ])('an answer %j is %s', (answer, verdict) => {
    expect(judgeAnswer(readAnswer(answer))).toBe(verdict)
  })

  it('NoiHoSo becomes a filing in our words', () => {
    expect(toFiling(filingMessageSchema.parse(filingSample))).toEqual({
      foreignCode: 'G22.99-20261123-0000001',
      procedureCode: '1.001612',
      agencyCode: 'H24.12',
      filedAt: new Date('2026-11-23T01:15:00.000Z'),
      applicant: {
        fullName: 'Lê Minh Tuấn',
        personalId: '031085000004',
        phone: '02253000001',
        email: 'van-thu@hai-dang.demo',
        address: 'Số 88 đường Lê Hồng Phong',
        techId: 'VN-TECH-0200000001',
        kind: 'CITIZEN',
      },
      owner: {
        fullName: 'Công ty TNHH Hải Đăng',
        personalId: null,
        phone: null,
        email: null,
        address: 'Số 88 đường Lê Hồng Phong',
        techId: null,
        kind: 'BUSINESS',
      },
      papers: [
        {
          paperCode: 'giay-de-nghi',
          files: [
            {
              foreignId: 'f-1',
              name: 'giay-de-nghi.pdf',
              sha256: `ab${'0'.repeat(62)}`,
              url: 'http://127.0.0.1:4000/portal/files/f-1',
            },
          ],
        },
      ],
      answers: { businessName: 'Hộ kinh doanh Hải Đăng' },
    })
  })
})

describe('messages of the payment platform', () => {
  const order = {
    reference: 'dvcH241226112200072026112308150000',
    at: new Date('2026-11-23T13:15:00.000Z'),
    ip: '127.0.0.1',
    dossierCode: 'H24.12-261122-0007',
    procedure: { code: '1.001612', nameVi: 'Đăng ký thành lập hộ kinh doanh' },
    agency: { code: '000.00.12.H24', nameVi: 'Ủy ban nhân dân phường Hải Thịnh', province: '31' },
    beneficiary: { account: '3511', bank: 'KBNN', name: 'Kho bạc' },
    payer: { fullName: 'Trần Văn Lợi', personalId: '031090000001', address: null },
    fees: [{ code: 'le-phi', nameVi: 'Lệ phí đăng ký', kindOfMoney: 'LE_PHI' as const, amountVnd: 100_000 }],
  }

  it('INIT is signed over its fourteen values in their order, with a 24-hour stamp', () => {
    const message = toInit(order, 'MOCUA', 'secret-of-sixteen')
    expect(message.ThoiGianGD).toBe('20261123201500')
    expect(message.MaXacThuc).toBe(
      secureHash(
        [
          'INIT',
          '1.0.6',
          'MOCUA',
          order.reference,
          '100000',
          'PAY',
          '1',
          '1',
          'vi-VN',
          'VND',
          'PAYMENT',
          message.ThongTinGiaoDich,
          '20261123201500',
          '127.0.0.1',
        ],
        'secret-of-sixteen',
      ),
    )
    // lower-case hex over UTF-8, the secret last
    expect(secureHash(['a', 'đ'], 'k')).toBe('2d050d2bd77cef15dfca9a8192ae2ccd01552f264836962d31c9ae6866f724fe')
  })

  it('QUERY has the five values under its hash', () => {
    const message = toQuery('QUERY', order.reference, order.at, 'MOCUA', 'k')
    expect(message.MaXacThuc).toBe(secureHash(['QUERY', '1.0.6', 'MOCUA', order.reference, '20261123201500'], 'k'))
  })

  it('a statement counts only with our signature and for us', () => {
    const fields = {
      LoaiBanTin: 'CONFIRM',
      MaLoi: '00',
      MaDoiTac: 'MOCUA',
      MaThamChieu: order.reference,
      SoTien: '100000',
      MaTienTe: 'VND',
      MaGiaoDich: '1',
      MaNganHang: 'VCB',
      ThoiGianGD: '20261123201500',
      ThongTinGiaoDich: 'x',
    }
    const signed = { ...fields, MaXacThuc: secureHash(Object.values(fields), 'k') }
    expect(readStatement(signed, 'CONFIRM', 'MOCUA', 'k')).toMatchObject({
      ok: true,
      statement: { outcome: 'PAID', amount: '100000' },
    })
    expect(readStatement({ ...signed, SoTien: 100_000 }, 'CONFIRM', 'MOCUA', 'k')).toMatchObject({ ok: true })
    expect(readStatement({ ...signed, SoTien: '100001' }, 'CONFIRM', 'MOCUA', 'k')).toMatchObject({ ok: false, why: 'FORGED' })
    expect(readStatement(signed, 'CONFIRM', 'OTHER', 'k')).toMatchObject({ ok: false, why: 'OTHER_PARTNER' })
    // a confirm message is no answer to QUERY
    expect(readStatement(signed, 'QUERY', 'MOCUA', 'k')).toMatchObject({ ok: false })
    expect(readStatement('<html>', 'CONFIRM', 'MOCUA', 'k')).toMatchObject({ ok: false, why: 'UNREADABLE' })
  })

  it('our answer to a confirm message is signed', () => {
    const answer = confirmAnswer('taken', order.reference, order.at, 'MOCUA', 'k')
    expect(answer.MaXacThuc).toBe(secureHash(['00', 'Thành công', 'MOCUA', order.reference, '20261123201500'], 'k'))
  })
})

describe('what is written down about a call', () => {
  it('holds no personal numbers or addresses', () => {
    expect(withoutPersonalData('Số 031090000001, thư a.b@c.vn của H24.12-261122-0007')).toBe(
      'Số …, thư …@… của H24.12-261122-0007',
    )
  })
})
