import { describe, expect, it } from 'vitest'
import { eligibilityQuestions, eligibilitySchema, faultsOfEligibility, stopsOf } from './eligibility.ts'
import { formSchema } from './form.schema.ts'

const facts = { today: '2026-11-23', receivedOn: '2026-11-23' }
const form = formSchema.parse({
  version: 1,
  pages: [
    {
      id: 'one',
      titleVi: 'Một',
      fields: [
        { id: 'groomBirthDate', type: 'date', labelVi: 'Ngày sinh', rules: [{ when: 'false', messageVi: 'không' }] },
        { id: 'samePlace', type: 'yesNo', labelVi: 'Vẫn ở chỗ cũ', showIf: 'groomBirthDate != null' },
        { id: 'photo', type: 'file', labelVi: 'Ảnh', paper: 'anh' },
      ],
    },
  ],
})
const words = { reasonVi: 'Lý do', insteadVi: 'Việc khác', basis: 'Luật' }
const young = {
  id: 'young',
  ask: ['groomBirthDate'],
  stopIf: 'date(receivedOn) < date(groomBirthDate) + duration("P20Y")',
  ...words,
}
const moved = { id: 'moved', ask: ['samePlace'], stopIf: 'samePlace = false', ...words }
const stops = eligibilitySchema.parse([young, moved])
const stopping = (answers: Record<string, unknown>) => stopsOf(stops, form, answers, facts).map(({ id }) => id)

describe('what stops a filing before it begins', () => {
  it('asks the questions of the form, each once, with nothing that would hide or judge them', () => {
    expect(eligibilityQuestions(stops, form)).toEqual([
      expect.objectContaining({ id: 'groomBirthDate', required: true, rules: undefined }),
      expect.objectContaining({ id: 'samePlace', required: true, showIf: undefined }),
    ])
  })

  it('stops on the day before the birthday, not on it', () => {
    expect(stopping({ groomBirthDate: '2006-11-24' })).toEqual(['young'])
    expect(stopping({ groomBirthDate: '2006-11-23' })).toEqual([])
  })

  it('says nothing while an answer is missing or cannot be read', () => {
    expect(stopping({})).toEqual([])
    expect(stopping({ groomBirthDate: '2006-02-31', samePlace: 'no' })).toEqual([])
    expect(stopping({ samePlace: false })).toEqual(['moved'])
  })

  it('is refused when it asks for what the form does not have, or reads what it does not ask', () => {
    const wrong = [
      { ...young, ask: ['brideBirthDate'] },
      { ...moved, ask: ['photo'] },
      { ...moved, stopIf: 'groomBirthDate = null' },
    ]
    expect(faultsOfEligibility(wrong, form).map(({ path, message }) => `${path.join('.')} ${message}`)).toEqual(
      [
        '0.ask.0 form.fieldUnknown',
        '0.stopIf feel.nameUnknown',
        '1.id form.idTwice',
        '1.ask.0 form.fieldUnknown',
        '1.stopIf feel.nameUnknown',
        '2.id form.idTwice',
        '2.stopIf feel.nameUnknown',
      ].filter((line) => !line.startsWith('1.id')),
    )
  })
})
