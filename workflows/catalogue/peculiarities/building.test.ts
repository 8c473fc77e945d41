import { describe, expect, it } from 'vitest'
import { dueOn, Filed, legalLimit, procedure, requiredPapers } from './filed.test-support.ts'

const stepIn = (code: string, id: string) => procedure(code).steps.find((step) => step.id === id)

describe('1.013225', () => {
  const house = { hasNeighbour: false }
  const checked = (needsOpinions: boolean) =>
    new Filed('1.013225', house).way('assign assigned').end('check', 'checked', { data: { needsOpinions } })
  const workId = (filed: Filed) => filed.workOf('consult')
  const division = { role: 'officer', unitKind: 'division', agency: 'H24.05' } as const
  const asked = () => {
    const filed = checked(true)
    return filed.tell({ type: 'ASK_OPINION', workId: workId(filed), members: [{ member: 'm1', performer: division }] }, 'officer')
  }
  const PERMIT = { data: { conclusion: 'grant', stampedSheets: 12 } }

  it('Kiểm tra thực địa và lấy ý kiến chạy song song', () => {
    const filed = checked(true)
    expect(filed.steps.toSorted()).toEqual(['consult', 'site-visit'])
    expect(filed.way('site-visit done').steps).toEqual(['consult'])
    expect(() => filed.way('consult done')).toThrow(/COMPLETE_STEP/)
    const alone = checked(false)
    expect(alone.steps).toEqual(['site-visit'])
    expect(alone.way('site-visit done').steps).toEqual(['appraise'])
  })
  it('Im lặng quá hạn coi là đồng ý (trí nhớ)', () => {
    const filed = asked()
    expect(filed.context.opinions).toMatchObject([{ member: 'm1', status: 'OPEN' }])
    expect(() => filed.way('consult done')).toThrow(/COMPLETE_STEP/)
    filed.tell({ type: 'LIMIT_PASSED', timerId: filed.timer('OPINION'), kind: 'OPINION' }, 'system')
    expect(filed.context.opinions).toMatchObject([{ status: 'SILENT', counts: 'for' }])
    expect(filed.way('consult done', 'site-visit done').steps).toEqual(['appraise'])
  })
  it('Bản vẽ được đóng dấu kèm giấy phép', () => {
    expect(requiredPapers('1.013225', house)).toContain('ban-ve')
    expect(requiredPapers('1.013225', { hasNeighbour: true })).toContain('cam-ket-lien-ke')
    const filed = checked(false).way('site-visit done').end('appraise', 'eligible', PERMIT).way('head-check forward')
    expect(() => filed.way('sign refused')).toThrow(/COMPLETE_STEP/)
    filed.way('sign granted')
    expect(() => filed.end('issue', 'issued', { checks: [] })).toThrow(/COMPLETE_STEP/)
    expect(filed.way('issue issued').context.decision).toBe('GRANTED')
    expect(filed.definition.results[0]?.lines.map(({ value }) => value)).toContain('stampedSheets')
  })
  it('Có thể gia hạn xem xét thêm', () => {
    expect(dueOn('1.013225', house, '2026-11-23 08:00')).toBe('2026-12-02 08:00')
    expect(legalLimit('1.013225', house, { place: '01' })).toMatchObject({ unit: 'calendarDay', amount: 15 })
    const filed = checked(true)
    const later = () =>
      filed.tell(
        { type: 'EXTEND', newPromisedAt: '2026-12-16T01:00:00.000Z', basis: 'more', approverId: 'leader', reasonRef: 'r' },
        'officer',
      )
    expect(later().context).toMatchObject({ promisedAt: '2026-12-16T01:00:00.000Z', extensions: 1 })
    expect(later).toThrow(/EXTEND/)
  })
})

describe('1.013227', () => {
  const first = { extendedBefore: 'never' }
  const VALID = { data: { permitState: 'valid' } }
  it('Đường tắt của gia hạn: chỉ xét giấy phép cũ, không thẩm định thiết kế lại', () => {
    const filed = new Filed('1.013227', first).end('check-permit', 'eligible', VALID)
    filed.way('annotate forward', 'sign granted', 'issue issued')
    expect(filed.context.work.map(({ step }) => step).filter((step) => stepIn('1.013227', step))).toEqual([
      'check-permit',
      'annotate',
      'sign',
      'issue',
    ])
    expect(filed.definition.steps.map(({ kind }) => kind)).not.toContain('verify')
    expect(requiredPapers('1.013227', first)).toEqual(['don-gia-han', 'giay-phep-da-cap'])
    expect(dueOn('1.013227', first, '2026-11-23 08:00')).toBe('2026-11-30 08:00')
  })
  it('Ghi gia hạn ngay trên bản chính giấy phép', () => {
    const filed = new Filed('1.013227', first).end('check-permit', 'eligible', VALID)
    expect(() => filed.end('annotate', 'forward', { checks: [] })).toThrow(/COMPLETE_STEP/)
    expect(filed.way('annotate forward').steps).toEqual(['sign'])
    expect(filed.definition.results[0]?.lines.map(({ value }) => value)).toEqual(
      expect.arrayContaining(['permitNumber', 'annotation', 'newUntil']),
    )
  })
  it('Hết hạn hoặc quá số lần thì phải xin giấy phép mới', () => {
    const ended = (permitState: string) => new Filed('1.013227', first).end('check-permit', 'expired', { data: { permitState } })
    for (const state of ['expired', 'tooOften'])
      expect(() => new Filed('1.013227', first).end('check-permit', 'eligible', { data: { permitState: state } })).toThrow(
        /COMPLETE_STEP/,
      )
    expect(stepIn('1.013227', 'draft-refusal')?.data).toMatchObject([{ required: true }, { id: 'guidanceText', required: true }])
    const filed = ended('tooOften').way('draft-refusal forward', 'sign-refusal refused', 'issue issued')
    expect([filed.shell, filed.context.decision]).toEqual(['resultReady', 'REFUSED'])
    expect(new Filed('1.013227', { extendedBefore: 'once' }).caseCode).toBe('second')
  })
})
