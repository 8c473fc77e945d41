import { describe, expect, it } from 'vitest'
import { type Answers, dueOn, Filed, fees, legalLimit, requiredPapers } from './filed.test-support.ts'
import { amounts, MET, payTaxes, stepIn } from './land.test-support.ts'

describe('1.012756', () => {
  const office = { ownerKind: 'organisation', certificateSubject: 'land', articleSeven: true }
  const approved = () => new Filed('1.012756', office).end('check-info', 'eligible', MET).way('head-1 forward')
  it('Không cấp Giấy chứng nhận: đăng ký vào hồ sơ địa chính', () => {
    const filed = approved().way('approve-file noObligation')
    expect(filed.steps).toEqual(['register'])
    expect(stepIn('1.012756', 'register')?.data).toMatchObject([
      { id: 'cadastreBook', required: true },
      { id: 'registeredCount' },
    ])
    filed.way('register forward', 'head-2 forward', 'sign granted', 'hand-over issued')
    expect(filed.definition.results.filter(({ decision }) => decision === 'GRANTED').map(({ kind }) => kind)).toEqual(['reply'])
    expect(filed.definition.results.some(({ kind }) => kind === 'certificate')).toBe(false)
  })
  it('Tổ chức hoặc cộng đồng được giao quản lý', () => {
    const people = { ...office, ownerKind: 'community' }
    expect([new Filed('1.012756', office).caseCode, new Filed('1.012756', people).caseCode]).toEqual([
      'organisation',
      'individual',
    ])
    expect(amounts('1.012756', office)).toEqual({ 'le-phi-to-chuc': 100_000, 'gia-dich-vu-to-chuc-dat': 1_622_000 })
    expect(amounts('1.012756', people)).toEqual({ 'le-phi-ca-nhan': 25_000, 'gia-dich-vu-ca-nhan-dat': 923_000 })
    expect(requiredPapers('1.012756', { ...office, articleSeven: false })).not.toContain('bao-cao-mau-15d')
    expect(requiredPapers('1.012756', office)).toContain('bao-cao-mau-15d')
  })
  it('Bước thuế trong quy trình nguồn chỉ chạy khi có phát sinh', () => {
    expect(approved().way('approve-file noObligation').steps).toEqual(['register'])
    const taxed = approved().way('approve-file obligation', 'send-tax-info forward')
    expect([taxed.steps, taxed.pauses]).toEqual([['tax'], ['OUTSIDE_LIMIT']])
    expect(payTaxes(taxed, 'tax').steps).toEqual(['receive-proof'])
    const exempt = approved().way('approve-file obligation', 'send-tax-info forward', 'tax exempt')
    expect([exempt.steps, exempt.pauses]).toEqual([['register'], []])
  })
})

describe('1.012783', () => {
  const worn = { exchangeReason: 'damaged', remoteArea: false, mortgaged: false }
  it('5 ngày, 10 ngày hoặc theo dự án', () => {
    expect(dueOn('1.012783', worn, '2026-11-23 08:00')).toBe('2026-11-30 08:00')
    expect(dueOn('1.012783', { ...worn, remoteArea: true }, '2026-11-23 08:00')).toBe('2026-12-07 08:00')
    expect(legalLimit('1.012783', { ...worn, exchangeReason: 'project' }).amount).toBe(10)
    expect(requiredPapers('1.012783', { ...worn, mortgaged: true })).toContain('hop-dong-the-chap')
  })
  it('Có thể cần đo đạc lại', () => {
    expect(() => new Filed('1.012783', worn).end('appraise', 'needSurvey', MET)).toThrow(/COMPLETE_STEP/)
    const remeasured = new Filed('1.012783', { ...worn, exchangeReason: 'resurvey' }).end('appraise', 'needSurvey', MET)
    expect(remeasured.steps).toEqual(['survey'])
    expect(remeasured.way('survey noObligation', 'sign granted').steps).toEqual(['hand-over'])
  })
  it('Nghĩa vụ tài chính (nếu có) chờ ngoài thời hạn', () => {
    const filed = new Filed('1.012783', worn).end('appraise', 'obligation', MET).way('send-tax-info forward')
    expect([filed.steps, filed.pauses]).toEqual([['tax-notice'], ['OUTSIDE_LIMIT']])
    payTaxes(filed.way('tax-notice notified'))
    expect([filed.steps, filed.pauses]).toEqual([['sign'], []])
    expect(new Filed('1.012783', worn).end('appraise', 'noObligation', MET).steps).toEqual(['sign'])
  })
})

describe('1.012784', () => {
  const inFour = { changeKind: 'split', certificateSubject: 'land', certificateCount: 4, remoteArea: false }
  it('Kiểm tra điều kiện tách (diện tích tối thiểu, lối đi) trước, đo đạc thực địa sau', () => {
    const filed = new Filed('1.012784', inFour)
    expect(filed.steps).toEqual(['check-conditions'])
    for (const checks of [
      ['minimumArea', 'noRecovery'],
      ['access', 'noRecovery'],
    ])
      expect(() => filed.end('check-conditions', 'eligible', { checks })).toThrow(/COMPLETE_STEP/)
    expect(filed.way('check-conditions eligible').steps).toEqual(['site-survey'])
    expect(new Filed('1.012784', inFour).way('check-conditions proposeRefuse').steps).toEqual(['draft-return'])
  })
  it('Mỗi thửa mới một Giấy chứng nhận, giá theo thửa', () => {
    expect(amounts('1.012784', inFour)).toEqual({ 'le-phi-cap-gcn': 400_000, 'gia-dich-vu-tach-dat': 838_000 + 3 * 251_000 })
    expect(amounts('1.012784', { ...inFour, changeKind: 'merge', certificateCount: 1 })).toEqual({
      'le-phi-cap-gcn': 100_000,
      'gia-dich-vu-hop-dat': 1_622_000,
    })
    const filed = new Filed('1.012784', inFour).way('check-conditions eligible', 'site-survey confirmed')
    expect(filed.steps).toEqual(['draft-certificates'])
    expect(stepIn('1.012784', 'draft-certificates')?.data).toMatchObject([
      { id: 'newCertificates', type: 'repeat', required: true },
    ])
  })
})

describe('1.012786', () => {
  const family = { ownerKind: 'household', remoteArea: false }
  const communeNotice = ['commune-check forward', 'commune-head-1 forward', 'commune-sign-1 forward']
  const communeEnd = ['minutes forward', 'commune-head-2 forward', 'commune-sign-2 forward']
  const atPosting = (answers: Answers) =>
    new Filed('1.012786', answers).way('check-forward forward', 'branch-head-1 toCommune', ...communeNotice)

  it('UBND xã niêm yết mất giấy 15 ngày, đồng hồ dừng', () => {
    const filed = atPosting(family)
    expect([filed.steps, filed.pauses]).toEqual([['posting'], ['OUTSIDE_LIMIT']])
    expect(filed.did('startTimer')).toMatchObject([{ limit: { unit: 'calendarDay', amount: 15 } }])
    expect(filed.way('posting noObjection').pauses).toEqual([])
  })
  it('Đi qua hai cơ quan: chi nhánh → xã → chi nhánh', () => {
    const filed = atPosting(family).way('posting noObjection', ...communeEnd)
    const agencies = filed.context.work.filter(({ step }) => stepIn('1.012786', step)).map(({ performer }) => performer.agency)
    expect(agencies).toEqual(['competent', 'competent', ...Array(7).fill('receivingPoint'), 'competent'])
    expect(filed.steps).toEqual(['appraise'])
  })
  it('Hủy giấy cũ trước khi cấp lại', () => {
    const filed = atPosting(family)
      .way('posting noObjection', ...communeEnd)
      .end('appraise', 'eligible', MET)
    filed.way('branch-head-2 noObligation', 'draft-certificate forward')
    expect(() => filed.way('sign granted')).toThrow(/not open/)
    expect(filed.way('cancel-old cancelled').steps).toEqual(['sign'])
    expect(filed.way('sign granted').context.decision).toBe('GRANTED')
  })
  it('Tổ chức: đăng tin thay niêm yết', () => {
    const company = { ownerKind: 'organisation', remoteArea: false }
    const filed = new Filed('1.012786', company).way('check-forward forward')
    expect(() => filed.way('branch-head-1 toCommune')).toThrow(/COMPLETE_STEP/)
    filed.way('branch-head-1 announce')
    expect([filed.steps, filed.pauses]).toEqual([['announcement'], ['OUTSIDE_LIMIT']])
    expect(filed.way('announcement noObjection').steps).toEqual(['appraise'])
    expect(() => new Filed('1.012786', family).way('check-forward forward', 'branch-head-1 announce')).toThrow(/COMPLETE_STEP/)
  })
})

describe('1.012789', () => {
  const ready = { wantedFrom: 'database', requesterKind: 'individual', recordCount: 2 }
  const old = { ...ready, wantedFrom: 'archive' }
  it('Có sẵn: trong ngày; không có sẵn: đến 10 ngày làm việc', () => {
    expect(dueOn('1.012789', ready, '2026-11-23 08:00')).toBe('2026-11-23 17:00')
    expect(dueOn('1.012789', old, '2026-11-23 08:00')).toBe('2026-12-07 08:00')
    expect(new Filed('1.012789', old).way('classify notAvailable').steps).toEqual(['compile'])
    expect(() => new Filed('1.012789', ready).way('classify notAvailable')).toThrow(/COMPLETE_STEP/)
  })
  it('Trả phí rồi mới cung cấp', () => {
    const money = { 'phi-khai-thac': 600_000, 'le-phi': 30_000 }
    expect(amounts('1.012789', ready)).toEqual(money)
    expect(fees('1.012789', ready).map(({ when }) => when)).toEqual(['duringProcessing', 'duringProcessing'])
    const filed = new Filed('1.012789', ready).way('classify available')
    expect([filed.steps, filed.pauses]).toEqual([['fee'], ['OUTSIDE_LIMIT']])
    expect(() => filed.way('fee paid')).toThrow(/COMPLETE_STEP/)
    filed.tell({ type: 'REQUIRE_OBLIGATION', obligationId: 'o', noticeRef: 'n' }, 'accountant')
    filed.tell({ type: 'OBLIGATION_SETTLED', obligationId: 'o', proofRef: 'p' }, 'desk')
    expect(filed.way('fee paid').steps).toEqual(['extract'])
    expect(new Filed('1.012789', ready).way('classify available', 'fee exempt').steps).toEqual(['extract'])
  })
  it('Có dữ liệu không được cung cấp (bí mật nhà nước, dữ liệu cá nhân)', () => {
    for (const secrecy of ['secret', 'privacy']) {
      const filed = new Filed('1.012789', ready).end('classify', 'mayNotProvide', { data: { secrecy } })
      expect([filed.steps, amounts('1.012789', { ...ready, secrecy })]).toEqual([
        ['draft-reply'],
        { 'phi-khai-thac': 0, 'le-phi': 0 },
      ])
      filed.way('draft-reply forward', 'sign-reply refused', 'issue issued')
      expect([filed.shell, filed.context.decision]).toEqual(['resultReady', 'REFUSED'])
    }
    const free = { data: { secrecy: 'free' } }
    expect(() => new Filed('1.012789', ready).end('classify', 'mayNotProvide', free)).toThrow(/COMPLETE_STEP/)
    const secret = new Filed('1.012789', ready).end('classify', 'available', { data: { secrecy: 'secret' } })
    expect(() => secret.way('fee exempt', 'extract forward', 'sign granted')).toThrow(/COMPLETE_STEP/)
  })
})

describe('1.012790', () => {
  const claim = { certificateSubject: 'land', faultClaimed: 'agency', wantsNewCertificate: false, remoteArea: false }
  it('Biên bản kết luận nội dung và nguyên nhân sai sót quyết định ai trả tiền', () => {
    const free = { 'le-phi-dinh-chinh': 0, 'gia-dich-vu-dat': 0 }
    const paid = { 'le-phi-dinh-chinh': 25_000, 'gia-dich-vu-dat': 1_348_000 }
    expect(amounts('1.012790', claim)).toEqual(free)
    expect(amounts('1.012790', { ...claim, faultConcluded: 'user' })).toEqual(paid)
    expect(amounts('1.012790', { ...claim, faultClaimed: 'user', faultConcluded: 'agency' })).toEqual(free)
    const concluded = { data: { faultConcluded: 'user' } }
    expect(() => new Filed('1.012790', claim).end('examine', 'agencyFault', concluded)).toThrow(/COMPLETE_STEP/)
    expect(new Filed('1.012790', claim).end('examine', 'userFault', concluded).steps).toEqual(['draft-correction'])
  })
  it('Ghi đính chính lên giấy cũ hoặc in giấy mới nếu người dân yêu cầu', () => {
    const concluded = { data: { faultConcluded: 'agency' } }
    const note = new Filed('1.012790', claim).end('examine', 'agencyFault', concluded)
    expect(() => note.way('draft-correction newCertificate')).toThrow(/COMPLETE_STEP/)
    expect(note.way('draft-correction annotate').steps).toEqual(['sign'])
    const fresh = new Filed('1.012790', { ...claim, wantsNewCertificate: true }).end('examine', 'agencyFault', concluded)
    expect(() => fresh.way('draft-correction annotate')).toThrow(/COMPLETE_STEP/)
    expect(fresh.way('draft-correction newCertificate').steps).toEqual(['print-new'])
  })
})
