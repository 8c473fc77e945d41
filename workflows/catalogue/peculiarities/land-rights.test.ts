import { describe, expect, it } from 'vitest'
import { type Answers, dueOn, Filed, fees, legalLimit, requiredPapers } from './filed.test-support.ts'
import { MEASURED, MET, NOT_MET, payTaxes } from './land.test-support.ts'

describe('1.012781', () => {
  const bought = { increaseOrigin: 'transfer', remoteArea: false }
  const cleared = { increaseOrigin: 'reclaimed', remoteArea: false }
  const surveyed = (answers: Answers) => new Filed('1.012781', answers).way('check eligible')
  const asked = () => surveyed(cleared).way('site-survey uncertifiedPart')
  const answer = (filed: Filed, given: string) =>
    filed.tell(
      { type: 'GIVE_OPINION', workId: filed.workOf('commune-confirm'), member: 'commune', answer: given, dataRef: 'd' },
      'commune',
    )

  it('Hai trường hợp 10 hoặc 20 ngày theo nguồn gốc phần tăng thêm', () => {
    expect(dueOn('1.012781', bought, '2026-11-23 08:00')).toBe('2026-12-07 08:00')
    expect(dueOn('1.012781', cleared, '2026-11-23 08:00')).toBe('2026-12-21 08:00')
    expect(legalLimit('1.012781', { ...cleared, remoteArea: true }).amount).toBe(30)
    expect([requiredPapers('1.012781', bought), requiredPapers('1.012781', cleared)]).toEqual([
      expect.arrayContaining(['giay-to-chuyen-quyen']),
      expect.arrayContaining(['giay-to-phan-tang']),
    ])
    expect(() => surveyed(bought).way('site-survey uncertifiedPart')).toThrow(/COMPLETE_STEP/)
    expect(surveyed(bought).way('site-survey transferredPart').steps).toEqual(['head-review'])
  })
  it('Phần chưa có giấy: xã xác nhận nguồn gốc, không tranh chấp', () => {
    expect(() => surveyed(cleared).way('site-survey transferredPart')).toThrow(/COMPLETE_STEP/)
    expect(asked().context.opinions).toMatchObject([
      { member: 'commune', status: 'OPEN', performer: { agency: 'receivingPoint' } },
    ])
    expect(() => asked().way('commune-confirm agree')).toThrow(/COMPLETE_STEP/)
    expect(answer(asked(), 'confirm').way('commune-confirm agree').steps).toEqual(['head-review'])
    const denied = answer(asked(), 'deny')
    expect(() => denied.way('commune-confirm agree')).toThrow(/COMPLETE_STEP/)
    denied.way('commune-confirm disagree', 'draft-refusal forward', 'sign-refusal refused', 'issue-refusal issued')
    expect([denied.shell, denied.context.decision]).toEqual(['resultReady', 'REFUSED'])
  })
  it('Nghĩa vụ tài chính chờ ngoài thời hạn', () => {
    const filed = surveyed(bought).way('site-survey transferredPart', 'head-review forward', 'approve-file forward')
    filed.way('send-tax-info forward', 'tax-notice notified')
    expect([filed.steps, filed.pauses]).toEqual([['pay'], ['OUTSIDE_LIMIT']])
    expect(payTaxes(filed).steps).toEqual(['draft-certificate'])
    expect([filed.pauses, fees('1.012781', { certificateSubject: 'land', parcelCount: 1 }).map(({ code }) => code)]).toEqual([
      [],
      ['le-phi-cap-gcn-dat', 'gia-dich-vu-dat'],
    ])
  })
})

describe('1.012787', () => {
  const buyer = { filedBy: 'buyer', assetKind: 'building', taxPaid: false, remoteArea: false }
  const approved = (answers: Answers) => new Filed('1.012787', answers).end('appraise', 'eligible', MET).way('head-1 forward')
  it('Hai giai đoạn: trước và sau nghĩa vụ tài chính', () => {
    const filed = approved(buyer).way('approve-file obligation', 'send-tax-info forward', 'tax-notice notified')
    expect([filed.steps, filed.pauses]).toEqual([['pay'], ['OUTSIDE_LIMIT']])
    payTaxes(filed)
    expect([filed.steps, filed.pauses]).toEqual([['receive-proof'], []])
    expect(filed.way('receive-proof forward', 'draft-certificate forward', 'head-2 forward').steps).toEqual(['sign'])
    const refused = new Filed('1.012787', buyer).end('appraise', 'proposeRefuse', NOT_MET).way('head-1 forward')
    expect(() => refused.way('approve-file obligation')).toThrow(/COMPLETE_STEP/)
    refused.way('approve-file proposeRefuse')
    expect(() => refused.way('sign granted')).toThrow(/COMPLETE_STEP/)
    expect(refused.way('sign refused', 'issue-refusal issued').shell).toBe('resultReady')
  })
  it('Chủ đầu tư hoặc người mua nộp hồ sơ', () => {
    const investor = { ...buyer, filedBy: 'investor' }
    expect([new Filed('1.012787', investor).caseCode, new Filed('1.012787', buyer).caseCode]).toEqual([
      'filed-by-investor',
      'building',
    ])
    expect(new Filed('1.012787', { ...buyer, assetKind: 'landOther' }).caseCode).toBe('filed-by-buyer')
    expect(requiredPapers('1.012787', investor)).toContain('van-ban-nghiem-thu')
    expect(requiredPapers('1.012787', { ...buyer, assetKind: 'landSelfBuild' })).toContain('van-ban-du-dieu-kien')
  })
  it('Đã có chứng từ thuế thì đi thẳng', () => {
    expect(requiredPapers('1.012787', { ...buyer, taxPaid: true })).toContain('chung-tu-thue')
    expect(approved({ ...buyer, taxPaid: true }).way('approve-file proofAttached').steps).toEqual(['draft-certificate'])
    expect(() => approved({ ...buyer, taxPaid: true }).way('approve-file obligation')).toThrow(/COMPLETE_STEP/)
    expect(() => approved(buyer).way('approve-file proofAttached')).toThrow(/COMPLETE_STEP/)
  })
})

describe('1.115668', () => {
  const sale = { changeKind: 'transfer', transferScope: 'whole', relation: 'none', wantsNewCertificate: false, remoteArea: false }
  const drafted = (answers: Answers) => {
    const filed = new Filed('1.115668', answers).way(
      answers.transferScope === 'part' ? 'classify needSurvey' : 'classify noSurvey',
    )
    if (answers.transferScope === 'part') filed.end('survey', 'done', MEASURED)
    return filed.end('appraise', 'eligible', MET).way('head-1 forward', 'approve-file noObligation')
  }
  it('Nghĩa vụ tài chính: thuế TNCN và lệ phí trước bạ, chờ ngoài thời hạn', () => {
    const filed = new Filed('1.115668', sale).way('classify noSurvey').end('appraise', 'eligible', MET).way('head-1 forward')
    filed.way('approve-file obligation', 'send-tax-info forward', 'tax-notice notified')
    expect([filed.steps, filed.pauses]).toEqual([['pay'], ['OUTSIDE_LIMIT']])
    expect([payTaxes(filed).steps, filed.pauses]).toEqual([['receive-proof'], []])
    expect(fees('1.115668', sale)).toEqual([])
    expect(requiredPapers('1.115668', sale)).toContain('to-khai-thue')
    expect(requiredPapers('1.115668', { ...sale, changeKind: 'gift', relation: 'parentChild' })).toContain('giay-to-quan-he')
  })
  it('Chuyển nhượng một phần thửa phải đo đạc, tách thửa', () => {
    const part = { ...sale, transferScope: 'part' }
    expect(() => new Filed('1.115668', sale).way('classify needSurvey')).toThrow(/COMPLETE_STEP/)
    const unmeasured = new Filed('1.115668', part).way('classify noSurvey')
    expect(() => unmeasured.end('appraise', 'eligible', MET)).toThrow(/COMPLETE_STEP/)
    expect(unmeasured.way('appraise sendBack').steps).toEqual(['classify'])
    const filed = new Filed('1.115668', part).way('classify needSurvey')
    expect([filed.steps, filed.pauses]).toEqual([['survey'], ['OUTSIDE_LIMIT']])
    expect(filed.end('survey', 'done', MEASURED).pauses).toEqual([])
    expect(drafted(part).way('draft-certificate newCertificate').steps).toEqual(['print-new'])
  })
  it('Ghi vào giấy cũ hoặc cấp giấy mới', () => {
    expect(drafted(sale).way('draft-certificate annotate').steps).toEqual(['head-2'])
    expect(() => drafted(sale).way('draft-certificate newCertificate')).toThrow(/COMPLETE_STEP/)
    const fresh = drafted({ ...sale, wantsNewCertificate: true })
    expect(() => drafted({ ...sale, wantsNewCertificate: true }).way('draft-certificate annotate')).toThrow(/COMPLETE_STEP/)
    expect(fresh.way('draft-certificate newCertificate', 'print-new forward', 'head-2 forward').steps).toEqual(['sign'])
    const inherited = requiredPapers('1.115668', { ...sale, changeKind: 'inheritance' })
    expect(inherited).toContain('van-ban-thua-ke')
    expect(inherited).not.toContain('hop-dong-cong-chung')
  })
})
