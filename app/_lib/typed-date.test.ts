import { describe, expect, it } from 'vitest'
import { joinTypedDate, splitTypedDate } from './typed-date.ts'

describe('a date typed into three fields', () => {
  it('becomes one value and back', () => {
    expect(joinTypedDate({ day: '7', month: '2', year: '2026' })).toBe('2026-02-07')
    expect(splitTypedDate('2026-02-07')).toEqual({ day: '7', month: '2', year: '2026' })
  })

  it('keeps a day that does not exist, so that the answer can name it', () => {
    expect(joinTypedDate({ day: '31', month: '2', year: '2026' })).toBe('2026-02-31')
  })

  it('keeps what was typed of it, and is empty when nothing was', () => {
    expect(joinTypedDate({ day: '', month: '2', year: '' })).toBe('-02-')
    expect(splitTypedDate('-02-')).toEqual({ day: '', month: '2', year: '' })
    expect(joinTypedDate({ day: '', month: '', year: '' })).toBe('')
    expect(splitTypedDate('')).toEqual({ day: '', month: '', year: '' })
  })
})
