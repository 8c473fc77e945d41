import { describe, expect, it } from 'vitest'
import { dayText, joinTypedDate, splitTypedDate, typedDay } from './typed-date.ts'

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

describe('a date typed into one field', () => {
  it('is shown and read as people here write it', () => {
    expect(dayText('2026-12-27')).toBe('27/12/2026')
    for (const text of ['27/12/2026', ' 27-12-2026', '27.12.2026', '27122026', '2026-12-27'])
      expect(typedDay(text)).toBe('2026-12-27')
    expect(typedDay('5/1/2027')).toBe('2027-01-05')
  })

  it('stays as typed while it is no date, and a day that does not exist is for the answer to name', () => {
    for (const text of ['', '27/12', 'mai', '27/12/26']) expect(typedDay(text)).toBe(text)
    expect(typedDay('31/02/2026')).toBe('2026-02-31')
    expect(dayText('27/1')).toBe('27/1')
  })
})
