import { describe, expect, it } from 'vitest'
import { makeLog, scrub, scrubText, withRequestId } from './log.ts'

function lineOf(write: (log: ReturnType<typeof makeLog>) => void): string {
  let text = ''
  write(makeLog('info', { write: (line: string) => (text += line) }))
  return text
}

describe('the log', () => {
  it.each([
    ['công dân 031090000001 nộp hồ sơ', 'công dân [personal number] nộp hồ sơ'],
    ['gọi 0912345678 hoặc +84912345678', 'gọi [phone] hoặc [phone]'],
    ['authorization: Bearer abc.def-ghi', 'authorization: Bearer [secret]'],
    ['postgresql://mocua_app:hunter2@db/mocua', 'postgresql://mocua_app:[secret]@db/mocua'],
    ['GET /callback?code=abc&x=1', 'GET /callback?code=[secret]&x=1'],
  ])('hides what is personal or secret in %j', (text, expected) => {
    expect(scrubText(text)).toBe(expected)
  })

  it.each(['H24.12-261122-0007', '2026-11-22T08:00:00.000Z', '01939f3e-7a52-7c3b-8f00-123456789012', '1.001193'])(
    'leaves %j as it is',
    (text) => {
      expect(scrubText(text)).toBe(text)
    },
  )

  it('hides by the name of the field, however deep', () => {
    expect(scrub({ a: { password: 'x', PAYMENT_SECRET: 'y', fullName: 'Nguyễn Văn A', code: 'H24.12-261122-0007' } })).toEqual({
      a: { password: '[secret]', PAYMENT_SECRET: '[secret]', fullName: '[personal]', code: 'H24.12-261122-0007' },
    })
  })

  it('scrubs messages, fields and errors of a whole line', () => {
    const line = lineOf((log) => log.error({ err: new Error('no citizen 031090000001'), token: 't' }, 'phone 0912345678'))
    expect(line).not.toMatch(/031090000001|0912345678|"t"/)
    expect(line).toContain('no citizen [personal number]')
  })

  it('carries the request id', () => {
    const line = lineOf((log) => withRequestId('r-1', () => log.info('done')))
    expect(JSON.parse(line)).toMatchObject({ level: 'info', requestId: 'r-1', msg: 'done' })
  })
})
