import { describe, expect, it } from 'vitest'
import { validate } from '../../form/validate.ts'
import { answers, complaints, convene } from './asked.test-support.ts'
import { caseFor, Filed, fees, procedure } from './filed.test-support.ts'

const PANEL = ['an', 'binh', 'chi']
const all = (answer: string) => Object.fromEntries(PANEL.map((name) => [name, answer]))

describe('2.001263', () => {
  const child = { relation: 'none', childBirthDate: '2020-05-01', childHealth: 'normal', adopterMerit: false }
  const consent = (consentBy: string, consentAnswer = 'agree') => ({ consentBy, consentName: 'Tên', consentAnswer })
  const heard = (...consents: object[]) => ({ data: { opinionsOn: '2026-11-25', consents } })
  it('Lấy ý kiến cha mẹ đẻ, người giám hộ và trẻ từ đủ 9 tuổi', () => {
    const filed = new Filed('2.001263', child).way('check eligible')
    expect(() => filed.end('take-opinions', 'agree', heard(consent('mother'), consent('father', 'disagree')))).toThrow(
      /COMPLETE_STEP/,
    )
    expect(() => filed.end('take-opinions', 'agree', { ...heard(consent('mother')), checks: ['explained'] })).toThrow(
      /COMPLETE_STEP/,
    )
    expect(filed.end('take-opinions', 'agree', heard(consent('mother'), consent('father'))).steps).toEqual(['cooling-off'])
    const older = new Filed('2.001263', { ...child, childBirthDate: '2017-11-25' }).way('check eligible')
    expect(() => older.end('take-opinions', 'agree', heard(consent('mother')))).toThrow(/COMPLETE_STEP/)
    older.end('take-opinions', 'agree', heard(consent('mother'), consent('child')))
    expect(older.steps).toEqual(['cooling-off'])
  })
  it('15 ngày để người đồng ý đổi ý', () => {
    const waiting = () =>
      new Filed('2.001263', child).way('check eligible').end('take-opinions', 'agree', heard(consent('mother')))
    const filed = waiting()
    expect(filed.did('startTimer')).toMatchObject([{ limit: { unit: 'calendarDay', amount: 15 } }])
    expect(() => filed.end('cooling-off', 'consentKept', { data: { settledOn: '2026-12-09' } })).toThrow(/COMPLETE_STEP/)
    const changed = waiting().end('cooling-off', 'withdrawnConsent', { data: { settledOn: '2026-12-01' } })
    expect(changed.steps).toEqual(['refusal'])
    const silent = waiting()
    silent.tell({ type: 'LIMIT_PASSED', timerId: silent.timer('STEP'), kind: 'STEP' }, 'system')
    expect(silent.steps).toEqual(['record'])
  })
  it('Lễ giao nhận có mặt các bên', () => {
    const filed = new Filed('2.001263', child).way('check eligible')
    filed.end('take-opinions', 'agree', heard(consent('mother')))
    filed.end('cooling-off', 'consentKept', { data: { settledOn: '2026-12-10' } }).way('record forward', 'sign granted')
    expect(() => filed.end('ceremony', 'handedOver', { checks: ['adopterPresent', 'minutesSigned'] })).toThrow(/COMPLETE_STEP/)
    expect(filed.way('ceremony handedOver').shell).toBe('resultReady')
  })
  it('Nhiều diện được miễn lệ phí, phải hiện cho dân thấy', () => {
    const owed = (more: object) =>
      fees('2.001263', { ...child, ...more }).map(({ amountVnd, exemption }) => [amountVnd, exemption?.id])
    expect(owed({})).toEqual([[400_000, undefined]])
    expect(owed({ relation: 'stepParent' })).toEqual([[0, 'step-parent']])
    expect(owed({ relation: 'relative' })).toEqual([[0, 'relative']])
    expect(owed({ childHealth: 'hiv' })).toEqual([[0, 'child-health']])
    expect(owed({ adopterMerit: true })).toEqual([[0, 'merit']])
    expect(procedure('2.001263').conditionsVi.at(-1)).toMatch(/Miễn lệ phí.*con riêng.*ruột.*khuyết tật.*có công/)
  })
  it('lets only near relatives be younger than twenty years more', () => {
    const close = { ...child, adopterBirthDate: '2003-01-01' }
    expect(complaints('2.001263', close, 'childBirthDate')).toEqual(['Người nhận phải hơn con nuôi từ 20 tuổi trở lên'])
    expect(complaints('2.001263', { ...close, relation: 'relative' }, 'childBirthDate')).toEqual([])
  })
})

describe('1.001776', () => {
  const elderly = { requestKind: 'start', subjectGroup: 'elderly' }
  it('Niêm yết kết quả thẩm định 2 ngày làm việc (trừ thông tin HIV/AIDS)', () => {
    const filed = new Filed('1.001776', elderly).way('check start')
    expect(() => filed.end('visit', 'confirmedUnposted')).toThrow(/COMPLETE_STEP/)
    filed.way('visit confirmed')
    expect(filed.did('startTimer')).toMatchObject([{ limit: { unit: 'workingDay', amount: 2 } }])
    const hiv = new Filed('1.001776', { ...elderly, subjectGroup: 'hiv' }).way('check start')
    expect(() => hiv.end('visit', 'confirmed')).toThrow(/COMPLETE_STEP/)
    expect(hiv.way('visit confirmedUnposted').steps).toEqual(['draft'])
  })
  it('Có khiếu nại thì kết luận rồi mới quyết định', () => {
    const complained = () => new Filed('1.001776', elderly).way('check start', 'visit confirmed', 'posting complaint')
    const filed = complained()
    expect(filed.pauses).toEqual(['OUTSIDE_LIMIT'])
    convene(filed, 'resolve', PANEL)
    answers(filed, 'resolve', { an: 'eligible', binh: 'eligible' })
    expect(() => filed.end('resolve', 'resolved')).toThrow(/COMPLETE_STEP/)
    answers(filed, 'resolve', { chi: 'notEligible' })
    filed.way('resolve resolved', 'draft forward')
    expect([filed.steps, filed.pauses]).toEqual([['sign'], []])
    const founded = complained()
    convene(founded, 'resolve', PANEL)
    answers(founded, 'resolve', all('notEligible'))
    expect(() => founded.end('resolve', 'resolved')).toThrow(/COMPLETE_STEP/)
    expect(founded.way('resolve complaintRight').steps).toEqual(['refusal'])
  })
  it('Bốn loại việc: hưởng mới, điều chỉnh, thôi hưởng, hỗ trợ chăm sóc', () => {
    const next = (requestKind: string, outcome: string) =>
      new Filed('1.001776', { ...elderly, requestKind }).way(`check ${outcome}`).steps
    const kinds = ['start', 'adjust', 'stop', 'careCost'].map((requestKind) => caseFor('1.001776', { requestKind }))
    expect(kinds).toEqual(['start', 'adjust', 'stop', 'care-cost'])
    expect([next('start', 'start'), next('careCost', 'start')]).toEqual([['visit'], ['visit']])
    expect([next('adjust', 'adjust'), next('stop', 'stop')]).toEqual([['draft'], ['draft']])
    expect(() => next('stop', 'start')).toThrow(/COMPLETE_STEP/)
    const draft = procedure('1.001776').steps.find(({ id }) => id === 'draft')?.data ?? []
    const amounts = { decisionKind: 'grant', standardAmount: 540_000, coefficient: 1.5, effectiveOn: '2026-12-01' }
    expect(validate(draft, amounts, { today: '2026-11-23' })).toMatchObject({ issues: [], answers: { monthlyAmount: 810_000 } })
  })
})

describe('1.001699', () => {
  const first = { requestKind: 'first', hasMedicalConclusion: false }
  const met = (answer: string) => {
    const filed = new Filed('1.001699', first).way('convene assigned')
    convene(filed, 'assess', PANEL)
    answers(filed, 'assess', all(answer))
    return filed
  }
  it('Hội đồng họp, đánh giá trực tiếp người khuyết tật', () => {
    const filed = new Filed('1.001699', first).way('convene assigned')
    expect(() => convene(filed, 'assess', ['an', 'binh'])).toThrow(/ASK_OPINION/)
    expect(() => met('disabled').end('assess', 'concluded', { checks: ['told'] })).toThrow(/COMPLETE_STEP/)
    expect(met('disabled').way('assess concluded').steps).toEqual(['posting'])
    const minutes = procedure('1.001699').steps.find(({ id }) => id === 'assess')?.data ?? []
    const said = {
      councilMetOn: '2026-11-20',
      councilMinutes: '1/BB',
      councilSize: 9,
      councilPresent: 5,
      councilConclusion: 'Nặng',
    }
    const faults = (more: object) =>
      validate(minutes, { ...said, ...more }, { today: '2026-11-23' }).issues.map(({ path }) => path)
    expect([faults({}), faults({ councilPresent: 6 })]).toEqual([['councilPresent'], []])
  })
  it('Niêm yết kết luận trong 5 ngày làm việc', () => {
    const filed = met('disabled').way('assess concluded')
    expect(filed.did('startTimer')).toMatchObject([{ limit: { unit: 'workingDay', amount: 5 } }])
    expect([filed.pauses, filed.way('posting noObjection').steps]).toEqual([[], ['draft']])
  })
  it('Có khiếu nại: Hội đồng thẩm tra lại 5 ngày làm việc', () => {
    const filed = met('disabled').way('assess concluded', 'posting objection')
    expect(filed.did('startTimer')).toMatchObject([{ limit: { unit: 'workingDay', amount: 5 } }])
    convene(filed, 'recheck', PANEL)
    expect(() => filed.end('recheck', 'resolved')).toThrow(/COMPLETE_STEP/)
    answers(filed, 'recheck', all('notDisabled'))
    filed.way('recheck resolved').end('draft', 'forward', { data: { concludedLevel: 'none' } })
    expect(() => filed.end('sign', 'granted')).toThrow(/COMPLETE_STEP/)
    expect(filed.way('sign refused', 'issue issued').context.decision).toBe('REFUSED')
  })
  it('Không kết luận được: chuyển Hội đồng giám định y khoa', () => {
    const filed = met('cannotTell')
    expect(() => filed.end('assess', 'concluded')).toThrow(/COMPLETE_STEP/)
    expect(filed.way('assess referMedicalBoard').pauses).toEqual(['OUTSIDE_LIMIT'])
    expect(filed.way('medical-board concluded').steps).toEqual(['draft'])
    const concluded = new Filed('1.001699', { requestKind: 'reissue', hasMedicalConclusion: true })
    expect(() => concluded.end('convene', 'assigned')).toThrow(/COMPLETE_STEP/)
    expect(concluded.way('convene boardConcluded').steps).toEqual(['draft'])
  })
})

describe('1.014201', () => {
  it('Đường tắt của gia hạn: dựa trên giấy phép còn hạn', () => {
    const about = (permitExpiresOn: string) => complaints('1.014201', { permitExpiresOn }, 'permitExpiresOn')
    expect(about('2026-11-22')).toEqual(['Giấy phép đã hết hạn, phải xin cấp giấy phép mới'])
    expect(about('2026-11-23')).toEqual([])
    expect(complaints('1.014201', { extendedBefore: true }, 'extendedBefore')).toHaveLength(1)
    const appraise = procedure('1.014201').steps.find(({ id }) => id === 'appraise')?.data ?? []
    const said = { permitMatches: false, proposalGrant: 'extend' }
    expect(validate(appraise, said, { today: '2026-11-23' }).issues.map(({ path }) => path)).toEqual(['proposalGrant'])
  })
  it('Người sử dụng lao động nộp, không phải người lao động', () => {
    expect(complaints('1.014201', { filedByEmployer: false }, 'filedByEmployer')).toEqual([
      expect.stringMatching(/người sử dụng lao động phải nộp/),
    ])
    const prefilled = procedure('1.014201').form.pages.flatMap(({ id, fields }) =>
      fields.flatMap(({ prefill }) => (prefill ? [[id, prefill]] : [])),
    )
    expect(prefilled).toEqual([
      ['employer', 'organisationId'],
      ['employer', 'fullName'],
    ])
  })
  it('Qua hai cấp duyệt: phòng rồi Sở', () => {
    const appraised = () =>
      new Filed('1.014201').way('assign assigned').end('appraise', 'forward', { data: { proposalGrant: 'extend' }, by: 'mai' })
    expect(() => appraised().end('head-check', 'forward', { by: 'mai' })).toThrow(/COMPLETE_STEP/)
    expect(() => appraised().way('head-check forward').end('sign', 'granted', { by: 'mai' })).toThrow(/COMPLETE_STEP/)
    const filed = appraised().way('head-check forward', 'sign granted', 'issue issued')
    expect(filed.context.work.map(({ step }) => step).slice(-4)).toEqual(['head-check', 'sign', 'issue', 'return'])
  })
})
