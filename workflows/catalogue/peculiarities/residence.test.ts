import { describe, expect, it } from 'vitest'
import { validate } from '../../form/validate.ts'
import { due } from '../../working-time/due.ts'
import type { Calendar } from '../../working-time/working-time.schema.ts'
import { answers, askAgencies, complaints } from './asked.test-support.ts'
import { caseFor, Filed, fees, papers, procedure, requiredPapers } from './filed.test-support.ts'

const owed = (...given: Parameters<typeof fees>) => fees(...given).map(({ amountVnd }) => amountVnd)
const result = (code: string, decision: string) => procedure(code).results.find((each) => each.decision === decision)?.nameVi

describe('1.004222', () => {
  const own = { overseas: false, homeKind: 'own' }
  it('Công an xã khai thác dữ liệu trước, không bắt nộp lại', () => {
    expect(requiredPapers('1.004222', own)).toEqual(['ct01'])
    const filed = new Filed('1.004222', own)
    expect(filed.steps).toEqual(['exploit-data'])
    filed.way('exploit-data dataEnough', 'appraise eligible', 'approve granted', 'update-register issued')
    expect([filed.shell, filed.context.supplements]).toEqual(['resultReady', []])
  })
  it('UBND xã xác nhận chỗ ở khi cần', () => {
    const filed = new Filed('1.004222', own).way('exploit-data needHousingConfirm')
    expect(() => filed.end('housing-confirm', 'agree')).toThrow(/COMPLETE_STEP/)
    askAgencies(filed, 'housing-confirm', ['H24.12'])
    expect(() => filed.end('housing-confirm', 'agree')).toThrow(/COMPLETE_STEP/)
    answers(filed, 'housing-confirm', { 'H24.12': 'notLawful' })
    expect(() => filed.end('housing-confirm', 'agree')).toThrow(/COMPLETE_STEP/)
    expect(filed.end('housing-confirm', 'disagree').steps).toEqual(['appraise'])
  })
  it('Người định cư ở nước ngoài: chờ văn bản của cơ quan quản lý xuất nhập cảnh', () => {
    const abroad = { overseas: true, homeKind: 'own' }
    expect(requiredPapers('1.004222', abroad)).toEqual(['ct02'])
    const filed = new Filed('1.004222', abroad)
    expect(() => filed.end('exploit-data', 'dataEnough')).toThrow(/COMPLETE_STEP/)
    expect(filed.way('exploit-data overseas').pauses).toEqual(['OUTSIDE_LIMIT'])
    expect(() => filed.end('immigration', 'agree', { data: { immigrationAnswer: 'disagree' } })).toThrow(/COMPLETE_STEP/)
    filed.end('immigration', 'agree', { data: { immigrationAnswer: 'agree' } })
    expect([filed.steps, filed.pauses]).toEqual([['appraise'], []])
  })
  it('Phí nộp trực tuyến bằng nửa trực tiếp', () => {
    expect(owed('1.004222', own, { channel: 'desk' })).toEqual([20_000])
    expect(owed('1.004222', own, { channel: 'online' })).toEqual([10_000])
    expect(owed('1.004222', own, { channel: 'portal' })).toEqual([10_000])
    expect(owed('1.004222', { ...own, exemptionGround: 'poor' })).toEqual([0])
  })
  it('Nhận cả sáng thứ Bảy; dùng mẫu CT04, CT05, CT06', () => {
    const told = procedure('1.004222').conditionsVi.join(' ')
    expect(told).toMatch(/sáng thứ Bảy.*CT04.*CT05.*CT06/)
    expect(result('1.004222', 'REFUSED')).toMatch(/CT06/)
    const day: [string, string][] = [
      ['07:30', '11:30'],
      ['13:00', '17:00'],
    ]
    const saturday: [string, string][] = [['07:30', '11:30']]
    const police: Calendar = {
      timeZone: 'Asia/Ho_Chi_Minh',
      week: { 1: day, 2: day, 3: day, 4: day, 5: day, 6: saturday, 7: [] },
      weekCountsAsDay: ['1', '2', '3', '4', '5'],
      dates: [],
      dayMinutes: 480,
      knownFrom: '2026-01-01',
      knownTo: '2027-12-31',
    }
    // Friday 27 November, 15:00: two hours on Friday, four on Saturday morning, two on Monday.
    expect(due('2026-11-27T08:00:00Z', procedure('1.004222').intakeLimit, police).dueAt).toBe('2026-11-30T02:30:00.000Z')
  })
})

describe('1.004194', () => {
  const list = { filingKind: 'list', residents: [{ residentName: 'A' }, { residentName: 'B' }, { residentName: 'C' }] }
  it('Cá nhân hoặc theo danh sách: lệ phí khác nhau', () => {
    expect(owed('1.004194', { filingKind: 'individual' })).toEqual([15_000])
    expect(owed('1.004194', list)).toEqual([30_000])
    expect(() => owed('1.004194', { filingKind: 'list' })).toThrow(/no whole number/)
    expect(requiredPapers('1.004194', list)).toContain('van-ban-kem-danh-sach')
  })
  it('Trực tuyến rẻ hơn trực tiếp', () => {
    expect(owed('1.004194', { filingKind: 'individual' }, { channel: 'online' })).toEqual([7_000])
    expect(owed('1.004194', list, { channel: 'portal' })).toEqual([15_000])
  })
  it('Ở cùng hộ gia đình được chủ hộ đồng ý: không phải chứng minh chỗ ở', () => {
    const codes = (filingKind: string) => papers('1.004194', { filingKind }).map(({ code }) => code)
    expect(codes('individual')).toContain('cho-o-hop-phap')
    expect(codes('family')).not.toContain('cho-o-hop-phap')
    const filed = new Filed('1.004194', { filingKind: 'family' })
    for (const outcome of ['needHousingConfirm', 'cannotReadData'])
      expect(() => filed.end('exploit-data', outcome)).toThrow(/COMPLETE_STEP/)
    expect(filed.way('exploit-data dataEnough').steps).toEqual(['approve'])
  })
})

describe('1.002755', () => {
  it('Đường tắt của gia hạn: đối chiếu đăng ký tạm trú còn hạn, không thẩm định lại', () => {
    const filed = new Filed('1.002755', { filingKind: 'individual' })
    filed.end('match', 'unchanged', { data: { stayFinding: 'same' } }).way('approve granted', 'issue issued')
    expect([filed.shell, filed.context.decision]).toEqual(['resultReady', 'GRANTED'])
    const kinds = procedure('1.002755').steps.map(({ kind }) => kind)
    expect(kinds).toEqual(['review', 'draft', 'sign', 'sign', 'issue'])
  })
  it('Chỉ nộp trong 15 ngày trước ngày hết hạn', () => {
    const about = (expiresOn: string) => complaints('1.002755', { expiresOn }, 'expiresOn')
    expect(about('2026-12-08')).toEqual([])
    expect(about('2026-11-23')).toEqual([])
    expect(about('2026-12-09')).toEqual(['Chỉ nộp trong 15 ngày trước ngày hết hạn'])
    expect(about('2026-11-22')).toEqual(['Tạm trú đã hết hạn, phải đăng ký tạm trú mới'])
  })
  it('Đã đổi chỗ ở thì phải đăng ký mới', () => {
    expect(complaints('1.002755', { samePlace: false }, 'samePlace')).toEqual([expect.stringMatching(/đăng ký tạm trú mới/)])
    const filed = new Filed('1.002755', { filingKind: 'individual' })
    expect(() => filed.end('match', 'unchanged', { data: { stayFinding: 'moved' } })).toThrow(/COMPLETE_STEP/)
    filed.end('match', 'changed', { data: { stayFinding: 'moved' } })
    filed.way('advise-new forward', 'sign-refusal refused', 'issue issued')
    expect(filed.context.decision).toBe('REFUSED')
  })
})

describe('2.001194', () => {
  const lost = { replacementReason: 'lost', forChild: false, filedThrough: 'Trực tiếp' }
  const online = { ...lost, filedThrough: 'Trực tuyến' }
  it('Mất hoặc hỏng: dùng lại sinh trắc đã thu gần nhất, làm trực tuyến được', () => {
    const { form } = procedure('2.001194')
    const filedBy = (channel: string) => validate(form, lost, { today: '2026-11-23', channel }).answers.filedThrough
    expect([filedBy('desk'), filedBy('portal')]).toEqual([lost.filedThrough, online.filedThrough])
    const atHome = new Filed('2.001194', online)
    atHome.way('find-record lostOrDamaged', 'reuse-biometrics online', 'approve granted', 'produce produced')
    expect(atHome.shell).toBe('resultReady')
    const atDesk = new Filed('2.001194', { ...lost, replacementReason: 'damaged' }).way('find-record lostOrDamaged')
    expect(() => atDesk.end('reuse-biometrics', 'online')).toThrow(/COMPLETE_STEP/)
    expect(atDesk.way('reuse-biometrics inPerson').steps).toEqual(['confirm-cc01'])
  })
  it('Trở lại quốc tịch: phải thu nhận sinh trắc mới', () => {
    const filed = new Filed('2.001194', { replacementReason: 'nationalityRestored', forChild: false })
    expect(() => filed.end('find-record', 'lostOrDamaged')).toThrow(/COMPLETE_STEP/)
    filed.way('find-record nationalityRestored')
    expect(() => filed.end('capture-biometrics', 'done', { checks: ['applicantPresent', 'face'] })).toThrow(/COMPLETE_STEP/)
    expect(filed.way('capture-biometrics done', 'confirm-cc01 confirmed').steps).toEqual(['approve'])
  })
  it('Bộ Công an sản xuất thẻ ở nơi khác', () => {
    const filed = new Filed('2.001194', online)
    filed.way('find-record lostOrDamaged', 'reuse-biometrics online', 'approve granted')
    expect([filed.steps, filed.context.decision]).toEqual([['produce'], 'GRANTED'])
    expect(procedure('2.001194').steps.find(({ id }) => id === 'produce')?.kind).toBe('external')
    expect(filed.way('produce rejected').steps).toEqual(['find-record'])
  })
  it('Từ chối bằng mẫu CC03, hẹn bằng CC02', () => {
    expect(procedure('2.001194').conditionsVi.join(' ')).toMatch(/giấy hẹn CC02/)
    expect(result('2.001194', 'REFUSED')).toMatch(/CC03/)
    const filed = new Filed('2.001194', lost)
    filed.way('find-record notEligible', 'draft-cc03 forward', 'refuse-cc03 refused')
    expect([filed.shell, filed.context.decision]).toEqual(['resultReady', 'REFUSED'])
    expect(caseFor('2.001194', { ...lost, forChild: true })).toBe('under-14')
  })
})
