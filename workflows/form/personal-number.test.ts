import { describe, expect, it } from 'vitest'
import { type Form, formSchema } from './form.schema.ts'
import { disagreement, readPersonalNumber } from './personal-number.ts'
import { validate } from './validate.ts'

describe('the digits of a personal number', () => {
  it.each([
    ['031090000001', { provinceCode: '031', sex: 'male', birthYear: 1990 }],
    ['001302000001', { provinceCode: '001', sex: 'female', birthYear: 2002 }],
    ['096215000001', { provinceCode: '096', sex: 'male', birthYear: 2015 }],
    // born abroad
    ['135185000001', { provinceCode: '135', sex: 'female', birthYear: 1985 }],
    // places that nobody is registered in
    ['000090000001', null],
    ['003090000001', null],
    ['005090000001', null],
    ['097090000001', null],
    ['100090000001', null],
    ['03109000000', null],
    ['03109000000a', null],
  ])('%s', (digits, expected) => expect(readPersonalNumber(digits)).toEqual(expected))

  it('agree with the year and the sex, or say with which they do not', () => {
    expect(disagreement('031090000001', { birthDate: '1990-02-15', sex: 'male' })).toBeNull()
    expect(disagreement('031090000001', { birthYear: 1990 })).toBeNull()
    expect(disagreement('031090000001', {})).toBeNull()
    expect(disagreement('031090000001', { birthDate: '1991-02-15', sex: 'male' })).toBe('form.personalNumberBirth')
    expect(disagreement('031090000001', { birthYear: 2090 })).toBe('form.personalNumberBirth')
    expect(disagreement('031090000001', { birthDate: '1990-02-15', sex: 'female' })).toBe('form.personalNumberSex')
  })
})

describe('in a form', () => {
  const number = { id: 'digits', type: 'personalNumber', labelVi: 'Số', agrees: { birthDate: 'born', sex: 'sex' } }
  const sex = {
    id: 'sex',
    type: 'choice',
    labelVi: 'Giới tính',
    options: [
      { value: 'male', labelVi: 'Nam' },
      { value: 'female', labelVi: 'Nữ' },
    ],
  }
  const born = { id: 'born', type: 'date', labelVi: 'Ngày sinh' }
  const form: Form = formSchema.parse({
    version: 1,
    pages: [
      { id: 'one', titleVi: 'Một', fields: [number] },
      { id: 'two', titleVi: 'Hai', fields: [born, sex] },
    ],
  })
  const facts = { today: '2026-11-23' }
  const issuesOf = (answers: object) =>
    validate(form, answers, facts).issues.map(({ path, messageKey }) => `${path} ${messageKey}`)

  it('a number is held against what other pages say', () => {
    expect(issuesOf({ digits: '031090000001', born: '1990-01-31', sex: 'male' })).toEqual([])
    expect(issuesOf({ digits: '031090000001', born: '1989-01-31' })).toEqual(['digits form.personalNumberBirth'])
    expect(issuesOf({ digits: '031090000001', sex: 'female' })).toEqual(['digits form.personalNumberSex'])
  })

  it('a page alone has the other answers as facts', () => {
    const page = form.pages[0]?.fields ?? []
    const alone = validate(page, { digits: '031090000001' }, { ...facts, born: '1989-01-31' })
    expect(alone.issues).toMatchObject([{ path: 'digits', messageKey: 'form.personalNumberBirth' }])
  })

  it('only fields of the form may be named', () => {
    const wrong = formSchema.safeParse({ version: 1, pages: [{ id: 'one', titleVi: 'Một', fields: [number] }] })
    expect(wrong.error?.issues.map(({ message }) => message)).toEqual(['feel.nameUnknown', 'feel.nameUnknown'])
  })
})
