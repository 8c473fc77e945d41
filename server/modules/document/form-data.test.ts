import { describe, expect, it } from 'vitest'
import type { DocumentSource } from './document-source.ts'
import { buildFormData } from './form-data.ts'
import { samples } from './samples.test-support.ts'
import { balanced, hourAndDate, limitInWords, longDate, money } from './vietnamese.ts'

const { agency, applicant, procedure } = samples.MAU_01
const source: DocumentSource = {
  code: 'H24.12-261122-0007',
  lookupSecret: '7K2M9QXR4TVB',
  publicUrl: 'https://motcua.example.vn',
  number: '0007/TNHS',
  at: '2026-11-23T02:05:00.000Z',
  agency: { ...agency, placeVi: 'Lê Thanh Nghị' },
  deskVi: 'Trung tâm Phục vụ hành chính công',
  procedure,
  caseVi: null,
  source: 'DESK',
  resultWay: 'DESK',
  applicant,
  owner: { ...applicant, phone: null },
  papers: [{ nameVi: 'Biên bản họp', originals: 1, certified: 0, copies: 2, hasFile: true }],
  files: [{ name: 'Biên bản.pdf', size: 312_480, sha256: 'a'.repeat(64) }],
  limit: { unit: 'workingDay', amount: 3, end: 'arrivalTime' },
  openedAt: '2026-11-23T02:00:00.000Z',
  receivedAt: '2026-11-23T02:05:00.000Z',
  promisedDueAt: '2026-11-26T02:05:00.000Z',
  fees: [{ nameVi: 'Lệ phí', kindOfMoney: 'LE_PHI', amountVnd: 100_000, settledVnd: 100_000 }],
  by: { fullName: 'Nguyễn Thị Ngọc Ánh', titleVi: 'Công chức tiếp nhận' },
  reason: null,
  basisVi: null,
  verifyId: 'X7M2K9QXR4TVB3NDA0PZ',
}

describe('data of a paper from a dossier', () => {
  it('puts the look-up secret into the fragment of the link, which servers on the way do not see', () => {
    const data = buildFormData('MAU_01', source)
    expect(data).toMatchObject({
      trackUrl: 'https://motcua.example.vn/track?code=H24.12-261122-0007&secret=7K2M9QXR4TVB',
      papers: [{ originals: 1, copies: 2, isElectronic: true }],
      files: [{ name: 'Biên bản.pdf', sizeVi: '312.480 byte', sha256: 'a'.repeat(64) }],
      limitVi: '03 ngày làm việc',
      fees: [{ isSettled: true }],
      owner: null,
      receiver: { fullName: 'Nguyễn Thị Ngọc Ánh' },
    })
  })

  it('issues results and apologies in the name of the agency, the rest by its desk', () => {
    expect(buildFormData('MAU_03', { ...source, reason: 'Không đúng thẩm quyền' }).unitVi).toBe(source.deskVi)
    const late = { ...source, reason: 'Chờ cơ quan thuế', extension: { oldDueAt: source.at, newDueAt: source.at } }
    expect(buildFormData('MAU_04', late).unitVi).toBeNull()
  })

  it('signs a stop by a passed limit with the desk, as no person did it', () => {
    const data = buildFormData('MAU_05', { ...source, by: null, reason: 'Hết hạn', stop: { by: 'LIMIT' } })
    expect(data).toMatchObject({ by: 'LIMIT', settledVnd: 100_000, signer: { fullName: source.deskVi } })
  })

  it('writes money in words on a receipt, and names the collector of cash only', () => {
    const payment = {
      lines: [{ nameVi: 'Lệ phí', kindOfMoney: 'LE_PHI' as const, amountVnd: 1_005_000 }],
      method: 'CASH' as const,
      transactionId: null,
      paidAt: source.at,
    }
    expect(buildFormData('PAYMENT_RECEIPT', { ...source, payment })).toMatchObject({
      totalVnd: 1_005_000,
      totalWordsVi: 'Một triệu không trăm linh năm nghìn đồng',
      collector: { fullName: 'Nguyễn Thị Ngọc Ánh' },
    })
    expect(buildFormData('PAYMENT_RECEIPT', { ...source, payment: { ...payment, method: 'ONLINE' } })).toMatchObject({
      collector: null,
    })
  })

  it('says what is missing instead of printing a paper with a hole', () => {
    expect(() => buildFormData('MAU_02', source)).toThrow(/MAU_02 of H24.12-261122-0007/)
    expect(() => buildFormData('RESULT', { ...source, verifyId: undefined })).toThrow(/RESULT/)
  })
})

describe('Vietnamese on paper', () => {
  it('writes dates by civil time of Việt Nam, with zeros where one could be added', () => {
    expect(longDate('2026-02-08T18:00:00.000Z')).toBe('ngày 09 tháng 02 năm 2026')
    expect(longDate('2026-11-30T16:59:59.999Z')).toBe('ngày 30 tháng 11 năm 2026')
    expect(hourAndDate('2026-12-31T17:00:00.000Z')).toBe('00 giờ 00 phút, ngày 01 tháng 01 năm 2027')
  })

  it('writes amounts and limits', () => {
    expect([money(0), money(18_000), money(1_005_000)]).toEqual(['0 đồng', '18.000 đồng', '1.005.000 đồng'])
    expect(limitInWords({ unit: 'sameDay', amount: 1, cutOff: '15:00' })).toBe(
      'trong ngày làm việc (nhận sau 15:00 thì trả trong ngày làm việc tiếp theo)',
    )
    expect(limitInWords({ unit: 'workingDay', amount: 2.5 })).toBe('02,5 ngày làm việc')
  })

  it('breaks long names of agencies in the middle', () => {
    expect(balanced('ỦY BAN NHÂN DÂN PHƯỜNG LÊ THANH NGHỊ')).toBe('ỦY BAN NHÂN DÂN\nPHƯỜNG LÊ THANH NGHỊ')
    expect(balanced('SỞ TÀI CHÍNH')).toBe('SỞ TÀI CHÍNH')
  })
})
