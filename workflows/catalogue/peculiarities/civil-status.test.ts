import { describe, expect, it } from 'vitest'
import { dueOn, Filed } from './filed.test-support.ts'

describe('1.000894', () => {
  const couple = { livedElsewhere: false, statusInData: true }
  it('Hai bên phải có mặt để ký sổ và nhận giấy', () => {
    const filed = new Filed('1.000894', couple).way('check eligible')
    expect(() => filed.end('sign-together', 'signedInPresence', { checks: ['groomPresent', 'freeWill'] })).toThrow(/COMPLETE_STEP/)
    filed.way('sign-together signedInPresence', 'sign granted', 'seal sealed')
    expect(() => filed.end('hand-over', 'handedOver', { checks: ['brideReceived'] })).toThrow(/COMPLETE_STEP/)
    expect(filed.way('hand-over handedOver').shell).toBe('resultReady')
  })
  it('Cần xác minh: không quá 5 ngày làm việc', () => {
    expect(dueOn('1.000894', { livedElsewhere: true }, '2026-11-23 08:00')).toBe('2026-11-30 08:00')
    expect(dueOn('1.000894', couple, '2026-11-23 08:00')).toBe('2026-11-23 17:00')
  })
})
