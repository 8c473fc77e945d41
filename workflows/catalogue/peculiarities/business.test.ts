import { describe, expect, it } from 'vitest'
import { complaints } from './asked.test-support.ts'
import { caseFor, Filed, fees, procedure, requiredPapers } from './filed.test-support.ts'

describe('2.000720', () => {
  const moved = { changesPlace: true, otherCommune: true, changesOwner: false }
  const renamed = { changesName: true, changesPlace: false, changesOwner: false }
  it('Chuyển địa chỉ sang xã khác: báo nơi đăng ký cũ', () => {
    const filed = new Filed('2.000720', moved)
    expect(() => filed.end('check', 'sameCommune')).toThrow(/COMPLETE_STEP/)
    expect(filed.way('check movedCommune', 'notify-old done').steps).toEqual(['sign'])
    const here = new Filed('2.000720', renamed)
    expect(() => here.end('check', 'movedCommune')).toThrow(/COMPLETE_STEP/)
    expect(here.way('check sameCommune').steps).toEqual(['sign'])
  })
  it('Thay đổi thông tin được gửi sang cơ quan thuế', () => {
    const filed = new Filed('2.000720', renamed).way('check sameCommune', 'sign granted', 'issue issued')
    expect([filed.shell, filed.steps]).toEqual(['processing', ['send-tax']])
    expect(filed.way('send-tax done').shell).toBe('resultReady')
    const refused = new Filed('2.000720', renamed)
    refused.way('check proposeRefuse', 'refusal forward', 'sign-refusal refused', 'issue-refusal issued')
    expect([refused.shell, refused.context.decision]).toEqual(['resultReady', 'REFUSED'])
  })
  it('asks for the contract whenever the owner changes, moved or not', () => {
    const sold = { changesOwner: true }
    expect(requiredPapers('2.000720', sold)).toContain('giay-to-chuyen-giao')
    expect(requiredPapers('2.000720', { ...moved, ...sold })).toContain('giay-to-chuyen-giao')
    expect(caseFor('2.000720', { ...moved, ...sold })).toBe('move-to-other-commune')
    expect(requiredPapers('2.000720', renamed)).not.toContain('giay-to-chuyen-giao')
  })
})

describe('1.001570', () => {
  it('Một đường thẳng: ghi nhận thông báo, cấp giấy xác nhận', () => {
    const ways = procedure('1.001570').steps.map(({ id, outcomes }) => [
      id,
      [...new Set(outcomes.filter(({ back }) => !back).map(({ to }) => to))],
    ])
    expect(ways).toEqual([
      ['check', ['sign']],
      ['sign', ['issue']],
      ['issue', ['end']],
    ])
    const filed = new Filed('1.001570', { action: 'suspend' })
    filed.end('check', 'forward', { data: { proposalGrant: 'confirm' } })
    expect(() => filed.end('sign', 'refused')).toThrow(/COMPLETE_STEP/)
    expect(filed.way('sign granted', 'issue issued').context.decision).toBe('GRANTED')
    expect(fees('1.001570', { action: 'suspend' })).toEqual([])
  })
  it('Hai trường hợp: tạm ngừng, tiếp tục trước thời hạn', () => {
    expect([caseFor('1.001570', { action: 'suspend' }), caseFor('1.001570', { action: 'resume' })]).toEqual([
      'suspend',
      'resume-early',
    ])
    expect(requiredPapers('1.001570', { action: 'suspend' })).toEqual(['thong-bao-tam-ngung'])
    expect(requiredPapers('1.001570', { action: 'resume' })).toEqual(['thong-bao-tiep-tuc'])
    const late = complaints('1.001570', { action: 'suspend', suspendFrom: '2026-11-25' }, 'suspendFrom')
    expect(late).toEqual([expect.stringMatching(/3 ngày làm việc/)])
  })
})

describe('1.001266', () => {
  it('Hỏi cơ quan thuế về nghĩa vụ thuế trước khi chấm dứt', () => {
    const without = new Filed('1.001266', { hasTaxPaper: false })
    expect(() => without.end('check', 'cleared')).toThrow(/COMPLETE_STEP/)
    without.way('check askTax')
    without.end('ask-tax', 'cleared', { data: { taxDebt: 0 } })
    expect(without.way('draft forward', 'sign granted', 'issue issued').context.decision).toBe('GRANTED')
    const withPaper = new Filed('1.001266', { hasTaxPaper: true })
    expect(() => withPaper.end('check', 'askTax')).toThrow(/COMPLETE_STEP/)
    expect(withPaper.way('check cleared').steps).toEqual(['draft'])
    expect(requiredPapers('1.001266', { hasTaxPaper: true })).toContain('xac-nhan-thue')
  })
  it('Còn nợ thuế thì từ chối và nêu lý do', () => {
    const filed = new Filed('1.001266', { hasTaxPaper: false }).way('check askTax')
    const data = { taxDebt: 3_500_000 }
    expect(() => filed.end('ask-tax', 'cleared', { data })).toThrow(/COMPLETE_STEP/)
    filed.end('ask-tax', 'debt', { data })
    expect(filed.steps).toEqual(['draft-refusal'])
    const draft = procedure('1.001266').steps.find(({ id }) => id === 'draft-refusal')
    expect(draft?.data).toMatchObject([{ id: 'refusalText', required: true }])
    expect(filed.way('draft-refusal forward', 'sign-refusal refused', 'issue issued').context.decision).toBe('REFUSED')
  })
})

describe('1.001612', () => {
  const alone = { founder: 'individual' }
  const paid = (channel: string) => fees('1.001612', alone, { channel }).map(({ amountVnd, when }) => [amountVnd, when])
  it('Mã số hộ kinh doanh do hệ thống đăng ký thuế cấp tự động', () => {
    const filed = new Filed('1.001612', alone).way('check eligible')
    expect(filed.steps).toEqual(['tax-code'])
    const step = procedure('1.001612').steps.find(({ id }) => id === 'tax-code')
    expect(step).toMatchObject({ kind: 'external', data: [{ id: 'taxCode', required: true }] })
    expect(filed.way('tax-code codeRejected').steps).toEqual(['check'])
    expect(filed.way('check eligible', 'tax-code codeIssued', 'draft forward').steps).toEqual(['sign'])
    expect(() => filed.end('sign', 'granted', { by: 'officer' })).toThrow(/COMPLETE_STEP/)
    expect(filed.way('sign granted', 'issue issued').shell).toBe('resultReady')
  })
  it('Kiểm tra tên trùng, ngành nghề có điều kiện', () => {
    const { supplementReasons, refusalReasons } = procedure('1.001612')
    expect(supplementReasons.map(({ code }) => code)).toEqual(['nameTaken', 'linesUnclear', 'minutesMissing'])
    expect(refusalReasons.map(({ code }) => code)).toContain('forbidden')
    const refused = new Filed('1.001612', alone).way('check proposeRefuse', 'refusal forward')
    expect(refused.way('sign-refusal refused', 'issue issued').context.decision).toBe('REFUSED')
  })
  it('Cá nhân hoặc các thành viên hộ gia đình', () => {
    expect(requiredPapers('1.001612', alone)).toEqual(['giay-de-nghi'])
    expect(requiredPapers('1.001612', { founder: 'household' })).toEqual(['giay-de-nghi', 'bien-ban-hop', 'uy-quyen-chu-ho'])
    expect([paid('online'), paid('desk')]).toEqual([[[100_000, 'beforeIntake']], [[100_000, 'atIntake']]])
  })
})
