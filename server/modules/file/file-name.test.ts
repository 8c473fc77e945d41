import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cleanFileName } from './file-name.ts'

describe('the name of an uploaded file', () => {
  it.each([
    ['Giấy chứng sinh.pdf', 'Giấy chứng sinh.pdf'],
    ['Giấy chứng sinh'.normalize('NFD'), 'Giấy chứng sinh.pdf'],
    ['../../etc/passwd.pdf', 'passwd.pdf'],
    ['C:\\Users\\An\\đơn.PDF', 'đơn.pdf'],
    ['hồ sơ\u202Ecod.pdf', 'hồ sơcod.pdf'],
    ['dòng\r\nmới\u0000.pdf', 'dòngmới.pdf'],
    ['a"b<c>:d.pdf', 'a_b_c__d.pdf'],
    ['.pdf', 'pdf.pdf'],
    ['', 'tep.pdf'],
    ['...', 'tep.pdf'],
  ])('%j becomes %j', (given, expected) => {
    expect(cleanFileName(given, 'application/pdf')).toBe(expected)
  })

  it('keeps its extension when it is too long', () => {
    const name = cleanFileName(`${'Ả'.repeat(300)}.jpeg`, 'image/jpeg')
    expect(name).toHaveLength(120)
    expect(name.endsWith('.jpeg')).toBe(true)
  })

  it('is always short, without folders or hidden characters, and stays as it is when cleaned again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (given) => {
        const name = cleanFileName(given, 'application/pdf')
        expect(Array.from(name).length).toBeLessThanOrEqual(120)
        expect(name).not.toMatch(/[/\\\p{C}]/u)
        expect(name.endsWith('.pdf')).toBe(true)
        expect(cleanFileName(name, 'application/pdf')).toBe(name)
      }),
    )
  })
})
