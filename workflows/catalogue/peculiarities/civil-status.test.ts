import { describe, expect, it } from 'vitest'
import { DESK } from '../../procedure/performer.ts'
import { answers as answer, askAgencies, complaints } from './asked.test-support.ts'
import { caseFor, dueOn, Filed, fees, legalLimit, papers, procedure, requiredPapers } from './filed.test-support.ts'

const paid = (...asked: Parameters<typeof fees>) => fees(...asked).map(({ amountVnd }) => amountVnd)
const lines = (code: string, result: string) => procedure(code).results.find((each) => each.code === result)

describe('1.001193', () => {
  it('Trả ngay trong ngày, mốc 15 giờ', () => {
    const child = { childBirthDate: '2026-11-20', birthNotice: 'have' }
    expect(dueOn('1.001193', child, '2026-11-23 15:00')).toBe('2026-11-23 17:00')
    expect(dueOn('1.001193', child, '2026-11-23 15:01')).toBe('2026-11-24 17:00')
  })
  it('Miễn lệ phí khi đúng hạn, thu khi quá hạn (mức của HĐND tỉnh)', () => {
    expect([caseFor('1.001193', { childBirthDate: '2026-09-24' }), paid('1.001193', { childBirthDate: '2026-09-24' })]).toEqual([
      'on-time',
      [],
    ])
    const late = { childBirthDate: '2026-09-23' }
    expect([caseFor('1.001193', late), paid('1.001193', late)]).toEqual(['late', [7_000]])
    expect(paid('1.001193', late, { channel: 'online' })).toEqual([0])
    expect(paid('1.001193', late, { channel: 'online', place: '01' })).toEqual([7_000])
    expect(paid('1.001193', late, { channel: 'online', receivedOn: '2026-08-07', place: '31' })).toEqual([])
    expect(paid('1.001193', { childBirthDate: '2026-01-01' }, { channel: 'online', receivedOn: '2026-08-07' })).toEqual([7_000])
    expect(paid('1.001193', { ...late, exemptionGround: 'poor' })).toEqual([0])
  })
  it('Lấy số định danh cá nhân từ CSDL quốc gia về dân cư', () => {
    const filed = new Filed('1.001193', { childBirthDate: '2026-11-20' }).way('check eligible')
    expect(filed.steps).toEqual(['personal-id'])
    const step = procedure('1.001193').steps.find(({ id }) => id === 'personal-id')
    expect(step).toMatchObject({ kind: 'external', data: [{ id: 'childPersonalId', type: 'personalNumber', required: true }] })
    expect(filed.way('personal-id done').steps).toEqual(['record'])
  })
  it('Trẻ bị bỏ rơi: niêm yết trước khi đăng ký', () => {
    const found = { childAbandoned: true, birthNotice: 'none' }
    expect(papers('1.001193', found).map(({ code }) => code)).toEqual(['to-khai', 'van-ban-uy-quyen', 'bien-ban-tre-bo-roi'])
    const filed = new Filed('1.001193', found)
    expect(() => filed.end('check', 'eligible')).toThrow(/COMPLETE_STEP/)
    filed.way('check abandonedChild')
    expect(filed.pauses).toEqual(['OUTSIDE_LIMIT'])
    expect(filed.did('startTimer')).toMatchObject([{ limit: { unit: 'calendarDay', amount: 7 } }])
    expect(filed.way('posting noClaim').pauses).toEqual([])
    expect(() => new Filed('1.001193', { childBirthDate: '2026-11-20' }).end('check', 'abandonedChild')).toThrow(/COMPLETE_STEP/)
  })
})

describe('3.000722', () => {
  const child = { residenceWith: 'both' }
  const born = (given = child) =>
    new Filed('3.000722', given, { channel: 'portal' })
      .way('split allotted')
      .end('register-birth', 'eligible', { data: { entryNumber: '12/2026' } })
      .way('sign-birth granted', 'issue-birth registered')
  it('Một hồ sơ, ba cơ quan: khai sinh rồi thường trú và BHYT chạy song song', () => {
    const filed = born()
    expect(filed.steps).toEqual(['residence', 'health-card'])
    expect(filed.way('health-card done').steps).toEqual(['residence'])
    expect(filed.way('residence done').steps).toEqual(['collect'])
    expect(() => filed.end('collect', 'collected', { checks: ['birthThere', 'cardThere'] })).toThrow(/COMPLETE_STEP/)
    expect(filed.way('collect collected').shell).toBe('resultReady')
    const stopped = new Filed('3.000722', child, { channel: 'portal' }).way('split allotted')
    stopped.end('register-birth', 'proposeRefuse', { data: { refusalText: 'Trẻ đã có khai sinh' } })
    expect(() => stopped.end('sign-birth', 'granted')).toThrow(/COMPLETE_STEP/)
    expect(stopped.way('sign-birth refused', 'notify-stop issued').context.decision).toBe('REFUSED')
  })
  it('Nhận hồ sơ sau 15 giờ tính từ ngày làm việc tiếp theo', () => {
    expect(dueOn('3.000722', child, '2026-11-23 15:00')).toBe('2026-11-26 15:00')
    expect(dueOn('3.000722', child, '2026-11-23 15:01')).toBe('2026-11-26 17:00')
    expect(dueOn('3.000722', child, '2026-11-27 16:00')).toBe('2026-12-02 17:00')
  })
  it('Hồ sơ đến từ phần mềm DVC liên thông, không qua quầy', () => {
    expect(procedure('3.000722').sources).toEqual(['PORTAL'])
    expect(procedure('3.000722').steps.find(({ id }) => id === 'split')).toMatchObject({ kind: 'external', isPublic: false })
    expect(new Filed('3.000722', child, { channel: 'portal' }).context.source).toBe('PORTAL')
  })
  it('Phải xác minh: không quá 5 ngày', () => {
    expect(legalLimit('3.000722', { residenceWith: 'other' })).toMatchObject({ unit: 'workingDay', amount: 5 })
    expect(legalLimit('3.000722', child)).toMatchObject({ unit: 'workingDay', amount: 3 })
    expect(procedure('3.000722').cases[0]?.stepLimits.residence).toMatchObject({ unit: 'workingDay', amount: 4 })
    expect(born({ residenceWith: 'other' }).did('openWork')).toMatchObject([{ limit: { amount: 4 } }, { limit: { amount: 2 } }])
  })
})

describe('1.000894', () => {
  const couple = { livedElsewhere: false, statusInData: true }
  it('Hai bên phải có mặt để ký sổ và nhận giấy', () => {
    const filed = new Filed('1.000894', couple).way('check eligible')
    expect(() => filed.end('sign-together', 'signedInPresence', { checks: ['groomPresent', 'freeWill'] })).toThrow(
      /COMPLETE_STEP/,
    )
    filed.way('sign-together signedInPresence', 'sign granted', 'seal sealed')
    expect(() => filed.end('hand-over', 'handedOver', { checks: ['brideReceived'] })).toThrow(/COMPLETE_STEP/)
    expect(filed.way('hand-over handedOver').shell).toBe('resultReady')
  })
  it('Cần xác minh: không quá 5 ngày làm việc', () => {
    expect(dueOn('1.000894', { livedElsewhere: true }, '2026-11-23 08:00')).toBe('2026-11-30 08:00')
    expect(dueOn('1.000894', couple, '2026-11-23 08:00')).toBe('2026-11-23 17:00')
    const filed = new Filed('1.000894', { livedElsewhere: true })
    expect(() => filed.end('check', 'eligible')).toThrow(/COMPLETE_STEP/)
    expect(filed.way('check needVerification', 'verify confirmed').steps).toEqual(['sign-together'])
  })
  it('Hai bản kết quả trao cho hai người', () => {
    expect(lines('1.000894', 'giay-chung-nhan-ket-hon')?.nameVi).toContain('hai bản')
    const checks = procedure('1.000894')
      .steps.find(({ id }) => id === 'hand-over')
      ?.checks.map(({ id }) => id)
    expect(checks).toEqual(['groomReceived', 'brideReceived'])
  })
  it('chỉ người đủ tuổi mới khai được', () => {
    const born = (groomBirthDate: string) => complaints('1.000894', { groomBirthDate }, 'groomBirthDate')
    expect(born('2006-11-24')).toEqual(['Bên nam phải từ đủ 20 tuổi trở lên'])
    expect(born('2006-11-23')).toEqual([])
    expect(complaints('1.000894', { brideBirthDate: '2008-11-24' }, 'brideBirthDate')).toHaveLength(1)
  })
})

describe('1.000656', () => {
  const death = { deathDate: '2026-11-20', noticeKind: 'medical' }
  it('Trả ngay trong ngày, mốc 15 giờ', () => {
    expect(dueOn('1.000656', death, '2026-11-23 15:00')).toBe('2026-11-23 17:00')
    expect(dueOn('1.000656', death, '2026-11-23 15:30')).toBe('2026-11-24 17:00')
    expect([
      paid('1.000656', death),
      paid('1.000656', { deathDate: '2026-11-08' }),
      paid('1.000656', { deathDate: '2026-11-07' }),
    ]).toEqual([[], [], [7_000]])
  })
  it('Xác minh: không quá 3 ngày làm việc', () => {
    const unclear = { ...death, noticeKind: 'witness' }
    expect(dueOn('1.000656', unclear, '2026-11-23 09:00')).toBe('2026-11-26 09:00')
    expect(new Filed('1.000656', unclear).way('check needVerification').steps).toEqual(['verify'])
    expect(() => new Filed('1.000656', death).end('check', 'needVerification')).toThrow(/COMPLETE_STEP/)
  })
  it('Chuyển dữ liệu sang CSDL dân cư để xóa thường trú', () => {
    const filed = new Filed('1.000656', death).way('check eligible').end('record', 'forward', { data: { entryNumber: '7' } })
    filed.way('sign granted', 'issue issued')
    expect([filed.shell, filed.steps]).toEqual(['processing', ['send-data']])
    expect(filed.way('send-data done').shell).toBe('resultReady')
    const refused = new Filed('1.000656', death)
      .way('check proposeRefuse')
      .end('refusal', 'forward', { data: { refusalText: 'Đã đăng ký' } })
    expect(refused.way('sign refused', 'issue-refusal issued').shell).toBe('resultReady')
  })
})

describe('1.004873', () => {
  const moved = { livedElsewhere: true, statusProvable: false, maritalStatus: 'never' }
  const asked = () => new Filed('1.004873', moved).way('look-up residedElsewhere')
  it('Tra cứu dữ liệu hộ tịch trước', () => {
    expect(new Filed('1.004873', { livedElsewhere: false }).steps).toEqual(['look-up'])
    expect(procedure('1.004873').start).toBe('look-up')
    expect(() => new Filed('1.004873', moved).end('look-up', 'found')).toThrow(/COMPLETE_STEP/)
  })
  it('Từng thường trú nơi khác: hỏi UBND xã nơi đó, không trả lời thì cho cam đoan', () => {
    const silent = asked()
    expect(silent.pauses).toEqual(['OUTSIDE_LIMIT'])
    askAgencies(silent, 'ask-old-commune', ['H24.13'])
    expect(() => silent.end('ask-old-commune', 'noAnswer')).toThrow(/COMPLETE_STEP/)
    silent.tell({ type: 'CLOSE_OPINIONS', workId: silent.workOf('ask-old-commune'), reasonRef: 'late' }, 'officer')
    expect(() => silent.end('ask-old-commune', 'answered')).toThrow(/COMPLETE_STEP/)
    silent.way('ask-old-commune noAnswer')
    expect(() => silent.end('declaration', 'done', { checks: ['warned'] })).toThrow(/COMPLETE_STEP/)
    expect(silent.way('declaration done').steps).toEqual(['draft'])
    const answered = asked()
    askAgencies(answered, 'ask-old-commune', ['H24.13', 'H24.14'])
    answer(answered, 'ask-old-commune', { 'H24.13': 'notMarried', 'H24.14': 'notMarried' })
    expect(answered.way('ask-old-commune answered').steps).toEqual(['draft'])
    const married = asked()
    askAgencies(married, 'ask-old-commune', ['H24.13'])
    answer(married, 'ask-old-commune', { 'H24.13': 'married' })
    expect(() => married.end('ask-old-commune', 'answered')).toThrow(/COMPLETE_STEP/)
    expect(married.way('ask-old-commune marriedThere').steps).toEqual(['draft-refusal'])
  })
  it('Kết quả có giá trị 6 tháng', () => {
    expect(lines('1.004873', 'giay-xac-nhan-tthn')?.validityVi).toBe('6 tháng kể từ ngày cấp')
    expect(requiredPapers('1.004873', { ...moved, maritalStatus: 'divorced' })).toContain('giay-to-hon-nhan-truoc')
  })
})

describe('1.001022', () => {
  const clear = { evidenceKind: 'dna' }
  it('Các bên phải có mặt ký Sổ', () => {
    const filed = new Filed('1.001022', clear).way('check eligible')
    expect(() => filed.end('sign-together', 'signedInPresence', { checks: ['childPresent'] })).toThrow(/COMPLETE_STEP/)
    expect(filed.way('sign-together signedInPresence').steps).toEqual(['sign'])
  })
  it('Xác minh thêm không quá 5 ngày làm việc', () => {
    expect(dueOn('1.001022', clear, '2026-11-23 08:00')).toBe('2026-11-26 08:00')
    expect(dueOn('1.001022', { evidenceKind: 'other' }, '2026-11-23 08:00')).toBe('2026-12-03 08:00')
    expect(new Filed('1.001022', { evidenceKind: 'other' }).way('check needVerification').did('openWork')).toMatchObject([
      { limit: { unit: 'workingDay', amount: 5 } },
    ])
  })
  it('Sau khi ký phải cập nhật phần cha, mẹ trong khai sinh của con', () => {
    const filed = new Filed('1.001022', clear).way(
      'check eligible',
      'sign-together signedInPresence',
      'sign granted',
      'issue issued',
    )
    expect([filed.shell, filed.steps]).toEqual(['processing', ['update-birth']])
    expect(() => filed.end('update-birth', 'done', { by: 'another' })).toThrow(/COMPLETE_STEP/)
    expect(filed.way('update-birth done').shell).toBe('resultReady')
  })
})

describe('1.004859', () => {
  const correct = { changeKind: 'correct', evidenceNeedsCheck: false, registeredHere: true }
  it('Ba loại trong một thủ tục: thay đổi/cải chính 3 ngày, xác minh thêm 3 ngày, bổ sung thông tin ngay trong ngày', () => {
    expect(dueOn('1.004859', correct, '2026-11-23 08:00')).toBe('2026-11-26 08:00')
    expect(dueOn('1.004859', { ...correct, evidenceNeedsCheck: true }, '2026-11-23 08:00')).toBe('2026-12-01 08:00')
    expect(dueOn('1.004859', { ...correct, changeKind: 'add' }, '2026-11-23 08:00')).toBe('2026-11-23 17:00')
    expect(new Filed('1.004859', { ...correct, changeKind: 'add' }).did('openWork')).toMatchObject([
      { limit: { unit: 'workingDay', amount: 0.25 } },
    ])
  })
  it('Báo nơi đã đăng ký hộ tịch trước đây', () => {
    const signed = (registeredHere: boolean) =>
      new Filed('1.004859', { ...correct, registeredHere })
        .way('check eligible')
        .end('record', 'forward', { data: { entryNumber: '3' } })
        .way('sign granted')
    expect(signed(true).way('issue registeredHere').shell).toBe('resultReady')
    const elsewhere = signed(false)
    expect(() => elsewhere.end('issue', 'registeredHere')).toThrow(/COMPLETE_STEP/)
    expect(elsewhere.way('issue registeredElsewhere').steps).toEqual(['notify-origin'])
    expect(elsewhere.way('notify-origin done').shell).toBe('resultReady')
  })
})

describe('2.000635', () => {
  const wanted = { registeredYear: 2020, copyCount: 3 }
  it('Tra sổ, cơ sở dữ liệu: có hoặc không có thông tin', () => {
    const found = new Filed('2.000635', wanted)
    expect(() => found.end('look-up', 'found', { data: {} })).toThrow(/COMPLETE_STEP/)
    found.end('look-up', 'found', { data: { entryNumber: '88' } })
    expect(found.way('sign granted', 'issue issued').context.decision).toBe('GRANTED')
    const old = new Filed('2.000635', { ...wanted, registeredYear: 1999 }).end('look-up', 'foundOnPaper', {
      data: { entryNumber: '5' },
    })
    expect(old.steps).toEqual(['digitise'])
    const missing = new Filed('2.000635', wanted)
      .end('look-up', 'notFound')
      .end('draft-reply', 'forward', { data: { replyText: 'Không có' } })
    expect(() => missing.end('sign', 'granted')).toThrow(/COMPLETE_STEP/)
    expect(missing.way('sign refused', 'issue issued').context.decision).toBe('REFUSED')
  })
  it('Nộp ở đâu cũng được (Sở Tư pháp hoặc UBND xã)', () => {
    const { steps, competentAgencyKind } = procedure('2.000635')
    expect([DESK.agency, competentAgencyKind]).toEqual(['receivingPoint', 'registerKeeper'])
    expect(new Set(steps.map(({ performer }) => performer.agency))).toEqual(new Set(['competent']))
    const filed = new Filed('2.000635', wanted)
    filed.tell({ type: 'TRANSFER', toAgencyId: 'keeper', reasonRef: 'keepsTheRegister' }, 'officer')
    expect([filed.context.transfers.at(-1)?.toAgencyId, filed.steps]).toEqual(['keeper', ['look-up']])
  })
  it('Phí theo số bản sao', () => {
    expect([paid('2.000635', { copyCount: 1 }), paid('2.000635', wanted)]).toEqual([[8_000], [24_000]])
    expect(paid('2.000635', { ...wanted, exemptionGround: 'disabled' })).toEqual([0])
  })
})
