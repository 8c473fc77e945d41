import { describe, expect, it } from 'vitest'
import { NOTIFY_TEMPLATES } from '#workflows/dossier/effects.ts'
import { type LetterFacts, renderLetter } from './letter.ts'
import { letterFor } from './letters.ts'
import { hourDayDate, money } from './words.ts'

const facts: LetterFacts = {
  code: 'H24.12-261122-0007',
  lookupSecret: '7K2M9QXR4TVB',
  procedureNameVi: 'Đăng ký thành lập hộ kinh doanh',
  recipientName: 'Trần <b>Văn</b> Lợi',
  applicantName: 'Trần <b>Văn</b> Lợi',
  ownerName: null,
  agency: {
    nameVi: 'Ủy ban nhân dân phường Hải Thịnh',
    addressVi: 'Số 18 đường Bến Bính',
    phone: '0225 3812 018',
    openingVi: 'Thứ Hai đến thứ Sáu: 07:00–11:30 và 13:30–17:00',
  },
  promisedAt: new Date('2027-01-04T03:30:00.000Z'),
  intakeDueAt: new Date('2026-11-24T01:00:00.000Z'),
  at: new Date('2026-11-23T01:15:00.000Z'),
  reason: 'Tên trùng & chưa rõ',
  asked: [{ nameVi: 'Giấy chứng sinh', note: 'Ảnh mờ' }],
  answerUntil: new Date('2026-12-23T10:00:00.000Z'),
  fees: [{ nameVi: 'Lệ phí đăng ký', amountVnd: 100_000, settledVnd: 0, payOnline: true }],
  decision: 'GRANTED',
  resultWay: 'DESK',
  trackUrl: 'https://mocua.example/track?code=H24.12-261122-0007&secret=7K2M9QXR4TVB',
  dossierUrl: 'https://mocua.example/dossiers/H24.12-261122-0007',
}

describe('letters', () => {
  it.each(NOTIFY_TEMPLATES)('"%s" names the dossier and where to look, in text and in HTML', (template) => {
    const letter = renderLetter(letterFor(template, facts), facts, true)
    expect(letter.subject).toContain(facts.code)
    for (const body of [letter.text, letter.html]) {
      expect(body).toContain(facts.code)
      expect(body).toMatch(/https:\/\/mocua\.example\/(track|dossiers)/)
      expect(body).not.toMatch(/undefined|null|NaN|\[object/)
    }
    expect(letter.html).not.toContain('<b>Văn</b>')
    // words that the house style does without
    expect(letter.text).not.toMatch(/vui lòng|rất tiếc|thành công!|lỗi hệ thống|hệ thống/i)
  })

  it('write times and money as the house style says', () => {
    expect(hourDayDate('2027-01-04T03:30:00.000Z')).toBe('10:30 thứ Hai, 04/01/2027')
    expect(money(18_000)).toBe('18.000 đồng')
  })

  it('keep what people typed out of the header', () => {
    const letter = renderLetter({ ...letterFor('opened', facts), subject: 'a\r\nBcc: x@y.z' }, facts, true)
    expect(letter.subject).toBe('a Bcc: x@y.z')
  })

  it('ask for papers completely: which, why, by when', () => {
    const { text } = renderLetter(letterFor('supplementRequested', facts), facts, true)
    expect(text).toContain('Giấy chứng sinh: Ảnh mờ')
    expect(text).toContain('Lý do: Tên trùng & chưa rõ')
    expect(text).toContain('Bổ sung trước 17:00 thứ Tư, 23/12/2026')
  })

  it('give the look-up code to the applicant only', () => {
    expect(renderLetter(letterFor('legalLate', facts), facts, false).text).not.toContain(facts.lookupSecret)
  })
})
