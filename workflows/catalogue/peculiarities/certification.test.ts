import { describe, expect, it } from 'vitest'
import { DESK } from '../../procedure/performer.ts'
import { caseFor, dueOn, Filed, fees, legalLimit, papers, procedure } from './filed.test-support.ts'

const paid = (...asked: Parameters<typeof fees>) => fees(...asked).map(({ amountVnd }) => amountVnd)

describe('2.000815', () => {
  const copy = { copyKind: 'paper', pageCount: 3, copyCount: 1 }
  it('Làm tại quầy trong vài phút, thu phí ngay', () => {
    const { sources, handOverOnAccept, papers: asked } = procedure('2.000815')
    expect([sources, handOverOnAccept]).toEqual([['DESK'], true])
    expect(asked.filter(({ originalsShown }) => originalsShown).map(({ code }) => code)).toEqual(['ban-chinh'])
    expect(fees('2.000815', copy).map(({ when }) => when)).toEqual(['atIntake'])
    const filed = new Filed('2.000815', copy)
    expect(filed.way('check match', 'sign granted', 'issue issued').shell).toBe('resultReady')
    const refused = new Filed('2.000815', copy).way('check mayNotCopy', 'refusal forward', 'sign-refusal refused', 'issue issued')
    expect([refused.shell, refused.context.decision]).toEqual(['resultReady', 'REFUSED'])
  })
  it.each([
    [1, 1, 2_000],
    [2, 1, 4_000],
    [3, 1, 5_000],
    [5, 3, 21_000],
    [198, 1, 200_000],
    [500, 2, 400_000],
  ])('Phí theo trang có bậc và mức tối đa mỗi bản: %i trang, %i bản, %i đồng', (pageCount, copyCount, amount) => {
    expect(paid('2.000815', { pageCount, copyCount })).toEqual([amount])
  })
  it('Nhiều trang, nhiều bản: được kéo dài', () => {
    expect(dueOn('2.000815', copy, '2026-11-23 09:00')).toBe('2026-11-23 17:00')
    expect(dueOn('2.000815', { ...copy, laterAgreed: true }, '2026-11-23 09:00')).toBe('2026-11-25 09:00')
  })
  it('Có thể cấp bản sao điện tử', () => {
    const electronic = { ...copy, copyKind: 'electronic', laterAgreed: true }
    expect(caseFor('2.000815', electronic)).toBe('electronic-copy')
    expect(papers('2.000815', electronic).map(({ code }) => code)).toEqual(['ban-chinh'])
    const filed = new Filed('2.000815', electronic)
    expect(() => filed.end('check', 'match')).toThrow(/COMPLETE_STEP/)
    expect(filed.way('check matchElectronic', 'scan forward').steps).toEqual(['sign'])
  })
})

describe('2.000884', () => {
  const office = { signingWhere: 'office', signKind: 'signature', documentCount: 2 }
  it('Người yêu cầu ký hoặc điểm chỉ trước mặt người chứng thực', () => {
    const filed = new Filed('2.000884', office).way('check eligible')
    expect(() => filed.end('sign-in-presence', 'signedInPresence', { checks: ['identitySeen', 'clearMind'] })).toThrow(
      /COMPLETE_STEP/,
    )
    filed.end('sign-in-presence', 'signedInPresence', { data: { signedWay: 'fingerprint' } })
    expect(() => filed.end('sign', 'refused')).toThrow(/COMPLETE_STEP/)
    expect(filed.way('sign granted', 'number sealed').context.decision).toBe('GRANTED')
    expect([procedure('2.000884').sources, paid('2.000884', office)]).toEqual([['DESK'], [20_000]])
    expect(caseFor('2.000884', { ...office, signKind: 'fingerprint' })).toBe('fingerprint')
  })
  it('Có thể chứng thực ngoài trụ sở khi người yêu cầu không đi lại được', () => {
    const outside = { ...office, signingWhere: 'outside' }
    expect(() => new Filed('2.000884', office).end('check', 'outsideOffice')).toThrow(/COMPLETE_STEP/)
    const filed = new Filed('2.000884', outside)
    expect(() => filed.end('check', 'eligible')).toThrow(/COMPLETE_STEP/)
    filed.way('check outsideOffice').end('visit', 'signedInPresence', { data: { signedWay: 'signature', signedAt: 'Tại nhà' } })
    expect(filed.way('sign granted').steps).toEqual(['number'])
    expect(new Filed('2.000884', outside).way('check outsideOffice', 'visit notClear').steps).toEqual(['draft-refusal'])
  })
})

describe('2.000908', () => {
  it('Cơ quan đang giữ sổ gốc cấp, có thể không phải nơi nhận', () => {
    const { steps, competentAgencyKind } = procedure('2.000908')
    expect([DESK.agency, competentAgencyKind]).toEqual(['receivingPoint', 'registerKeeper'])
    expect(steps.every(({ performer }) => performer.agency === 'competent')).toBe(true)
    const filed = new Filed('2.000908')
    filed.tell({ type: 'TRANSFER', toAgencyId: 'keeper', reasonRef: 'keepsTheRegister' }, 'officer')
    expect([filed.context.transfers.at(-1)?.toAgencyId, filed.steps]).toEqual(['keeper', ['look-up']])
    const byPost = { channel: 'post' }
    expect([caseFor('2.000908', {}, byPost), caseFor('2.000908', {}), procedure('2.000908').sources.includes('POST')]).toEqual([
      'by-post',
      'in-person',
      true,
    ])
    expect(dueOn('2.000908', {}, '2026-11-23 15:01')).toBe('2026-11-24 17:00')
  })
  it('Không có trong sổ: trả lời bằng văn bản', () => {
    const filed = new Filed('2.000908')
    expect(() => filed.end('look-up', 'notFound')).toThrow(/COMPLETE_STEP/)
    filed.end('look-up', 'notFound', { data: { replyText: 'Không có trong sổ gốc' } }).way('sign-reply refused', 'issue issued')
    expect([filed.shell, filed.context.decision]).toEqual(['resultReady', 'REFUSED'])
    expect(procedure('2.000908').results.find(({ decision }) => decision === 'REFUSED')?.kind).toBe('reply')
  })
  it('Không thu phí theo quyết định của Hà Nội', () => expect(fees('2.000908', { copyCount: 5 })).toEqual([]))
})

describe('2.001019', () => {
  const able = { ability: 'full', longerAgreed: false }
  it('Người lập di chúc phải có mặt, ký hoặc điểm chỉ từng trang', () => {
    const filed = new Filed('2.001019', able).way('check eligible')
    for (const left of ['testatorPresent', 'eachPageSigned']) {
      const checks = ['testatorPresent', 'readAloud', 'eachPageSigned'].filter((each) => each !== left)
      expect(() => filed.end('read-and-sign', 'signedInPresence', { checks, data: { pagesSigned: 2 } })).toThrow(/COMPLETE_STEP/)
    }
    filed.end('read-and-sign', 'changedMind')
    expect(filed.steps).toEqual(['check'])
    filed.way('check eligible').end('read-and-sign', 'signedInPresence', { data: { pagesSigned: 2 } })
    expect(filed.way('sign granted', 'number sealed').shell).toBe('resultReady')
  })
  it('Có thể cần người làm chứng', () => {
    const filed = new Filed('2.001019', { ...able, ability: 'cannotRead' })
    expect(() => filed.end('check', 'eligible')).toThrow(/COMPLETE_STEP/)
    filed.way('check needWitness')
    expect(() => filed.end('witness', 'done', { checks: ['twoWitnesses'] })).toThrow(/COMPLETE_STEP/)
    expect(filed.way('witness done').steps).toEqual(['read-and-sign'])
    expect(() => new Filed('2.001019', able).end('check', 'needWitness')).toThrow(/COMPLETE_STEP/)
  })
  it('Có thể kéo dài theo thỏa thuận bằng văn bản', () => {
    const longer = { ...able, longerAgreed: true }
    expect(legalLimit('2.001019', longer)).toMatchObject({ unit: 'workingDay', amount: 2 })
    expect(papers('2.001019', longer).map(({ code }) => code)).toContain('thoa-thuan-thoi-han')
    expect(papers('2.001019', able).map(({ code }) => code)).not.toContain('thoa-thuan-thoi-han')
    const filed = new Filed('2.001019', longer)
    filed.tell(
      { type: 'EXTEND', newPromisedAt: '2026-12-04T10:00:00.000Z', basis: 'agreed', approverId: 'leader', reasonRef: 'agreed' },
      'officer',
    )
    expect([filed.context.promisedAt, filed.context.extensions]).toEqual(['2026-12-04T10:00:00.000Z', 1])
    expect(procedure('2.001019').extension.basis).toContain('thỏa thuận bằng văn bản')
  })
})
