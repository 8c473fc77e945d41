import { describe, expect, it } from 'vitest'
import vi from '../_messages/vi.json'
import { fieldSentence } from './field-sentence.ts'

describe('the sentence at a field', () => {
  it('carries the numbers of the fault', () => {
    expect(fieldSentence(vi, { messageKey: 'form.tooSmall', params: { min: 3 } })).toContain('3')
  })

  it('names the field that was left empty', () => {
    expect(fieldSentence(vi, { messageKey: 'form.required', params: { label: 'họ và tên' } })).toBe('Nhập họ và tên.')
  })

  it('is the general one for a key without words', () => {
    for (const messageKey of ['form.nothingLikeThis', 'constructor.name', 'dossier.toString', ''])
      expect(fieldSentence(vi, { messageKey })).toBe(vi.fields.input.invalid)
  })
})
