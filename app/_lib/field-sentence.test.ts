import { describe, expect, it } from 'vitest'
import vi from '../_messages/vi.json'
import { fieldSentence } from './field-sentence.ts'

describe('the sentence at a field', () => {
  it('carries the numbers of the fault', () => {
    expect(fieldSentence(vi.fields, { messageKey: 'form.tooSmall', params: { min: 3 } })).toBe('Ít nhất là 3.')
  })

  it('is the general one for a key without words', () => {
    expect(fieldSentence(vi.fields, { messageKey: 'form.nothingLikeThis' })).toBe(vi.fields.input.invalid)
    expect(fieldSentence(vi.fields, { messageKey: 'constructor.name' })).toBe(vi.fields.input.invalid)
  })
})
