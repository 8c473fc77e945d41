import { describe, expect, it } from 'vitest'
import { compareForms, moveAnswers } from './compare-forms.ts'
import { formSchema } from './form.schema.ts'
import { isSameAnswer } from './same-answer.ts'

const formOf = (...fields: object[]) => formSchema.parse({ version: 1, pages: [{ id: 'one', titleVi: 'Một', fields }] })
const before = formOf(
  { id: 'name', type: 'text', labelVi: 'Tên' },
  {
    id: 'kind',
    type: 'choice',
    labelVi: 'Loại',
    options: [
      { value: 'a', labelVi: 'A' },
      { value: 'b', labelVi: 'B' },
    ],
  },
  { id: 'old', type: 'text', labelVi: 'Cũ' },
  { id: 'note', type: 'text', labelVi: 'Ghi chú' },
  {
    id: 'people',
    type: 'repeat',
    labelVi: 'Người',
    rowVi: 'Người',
    fields: [
      { id: 'who', type: 'text', labelVi: 'Ai' },
      { id: 'age', type: 'number', labelVi: 'Tuổi' },
    ],
  },
)
const after = formOf(
  { id: 'name', type: 'text', labelVi: 'Họ và tên', required: true },
  {
    id: 'kind',
    type: 'choice',
    labelVi: 'Loại',
    options: [
      { value: 'a', labelVi: 'A' },
      { value: 'c', labelVi: 'C' },
    ],
  },
  { id: 'note', type: 'longText', labelVi: 'Ghi chú' },
  { id: 'extra', type: 'date', labelVi: 'Ngày', required: true },
  { id: 'people', type: 'repeat', labelVi: 'Người', rowVi: 'Người', fields: [{ id: 'who', type: 'text', labelVi: 'Ai' }] },
)

describe('two versions of a form', () => {
  it('differ in words that people understand', () => {
    expect(compareForms(before, after).map(({ fieldId, kind, of, formerLabelVi }) => [fieldId, kind, of, formerLabelVi])).toEqual(
      [
        ['name', 'changed', ['label', 'required'], 'Tên'],
        ['kind', 'changed', ['options'], null],
        ['note', 'changed', ['kind'], null],
        ['extra', 'new', [], null],
        ['people', 'changed', ['limits'], null],
        ['old', 'gone', [], null],
      ],
    )
    expect(compareForms(before, before)).toEqual([])
  })

  it('hand over every answer that has a place, and name the others', () => {
    const answers = { name: 'An', kind: 'b', old: 'x', note: 'dòng', people: [{ who: 'Bình', age: 3 }] }
    expect(moveAnswers(before, after, answers)).toEqual({
      kept: { name: 'An', note: 'dòng', people: [{ who: 'Bình' }] },
      dropped: ['kind', 'old'],
    })
    expect(moveAnswers(before, after, { kind: 'a' }).kept).toEqual({ kind: 'a' })
  })
})

describe('the same answer', () => {
  it('is the same in whatever order its members stand', () => {
    expect(isSameAnswer({ province: '31', commune: '1' }, { commune: '1', province: '31', detail: null })).toBe(true)
    expect(isSameAnswer(undefined, null)).toBe(true)
    expect(isSameAnswer([{ a: 1 }], [{ a: 2 }])).toBe(false)
  })
})
