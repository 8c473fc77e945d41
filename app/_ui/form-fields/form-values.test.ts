import { describe, expect, it } from 'vitest'
import { formSchema } from '#workflows/form/form.schema.ts'
import { validate } from '#workflows/form/validate.ts'
import { groupThousands, toAnswers, toFormValues } from './form-values.ts'

const form = formSchema.parse({
  version: 1,
  pages: [
    {
      id: 'page',
      titleVi: 'Trang',
      fields: [
        { id: 'name', labelVi: 'Tên', type: 'text', required: true },
        { id: 'capital', labelVi: 'Vốn', type: 'money' },
        { id: 'home', labelVi: 'Nơi ở', type: 'place' },
        { id: 'married', labelVi: 'Đã kết hôn', type: 'yesNo' },
        {
          id: 'members',
          labelVi: 'Thành viên',
          type: 'repeat',
          required: true,
          rowVi: 'Thành viên',
          fields: [{ id: 'memberName', labelVi: 'Tên', type: 'text', required: true }],
        },
      ],
    },
  ],
})
const fields = form.pages[0]?.fields ?? []

describe('answers in inputs', () => {
  it('have a value for every input, and a first row where one is needed', () => {
    expect(toFormValues(fields, {})).toEqual({
      name: '',
      capital: '',
      home: { province: '', commune: '', detail: '' },
      married: null,
      members: [{ memberName: '' }],
    })
  })

  it('are forgotten when they were emptied', () => {
    const emptied = { name: null, capital: null, home: null, married: null, members: null }
    expect(toAnswers(fields, toFormValues(fields, {}))).toEqual(emptied)
  })

  it('come back as they were stored', () => {
    const stored = {
      name: 'An',
      capital: 50_000_000,
      home: { province: '31', commune: '11359', detail: '' },
      married: false,
      members: [{ memberName: 'Bình' }, { memberName: 'Chi' }],
    }
    const sent = toAnswers(fields, toFormValues(fields, stored))
    expect(validate(form, sent, { today: '2026-11-23' })).toEqual({ answers: stored, issues: [] })
  })

  it('keep what was typed wrong, for its author to see', () => {
    expect(toFormValues(fields, { capital: 'abc' }).capital).toBe('abc')
  })

  it('show an amount in groups of three', () => {
    expect([groupThousands(50_000_000), groupThousands('1000'), groupThousands('999'), groupThousands('1.000')]).toEqual([
      '50.000.000',
      '1.000',
      '999',
      '1.000',
    ])
  })
})
