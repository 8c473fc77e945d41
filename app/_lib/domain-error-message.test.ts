import { describe, expect, it } from 'vitest'
import { DomainError } from '#workflows/domain-error.ts'
import vi from '../_messages/vi.json'
import { domainErrorSentence } from './domain-error-message.ts'

const sentence = (error: unknown) => domainErrorSentence(vi.errors, error)

describe('the sentence for a failure', () => {
  it('is found in what the browser gets', () => {
    expect(sentence({ message: 'x', data: { code: 'CONFLICT', domain: { code: 'DRAFT_EXPIRED' } } })).toBe(
      vi.errors.DRAFT_EXPIRED,
    )
  })

  it('is found in what a page on the server gets', () => {
    const thrown = new Error('tRPC', { cause: new DomainError('NOT_FOUND', 'dossier x') })
    expect(sentence(thrown)).toBe(vi.errors.NOT_FOUND)
  })

  it('is found in the answer to an upload', () => {
    expect(sentence({ error: { code: 'FILE_TOO_LARGE', message: 'x' } })).toBe(vi.errors.FILE_TOO_LARGE)
  })

  it('is one plain sentence for everything else', () => {
    for (const other of [new Error('boom'), { data: { code: 'TIMEOUT' } }, null, 'text', { code: 'ECONNREFUSED' }])
      expect(sentence(other)).toBe(vi.errors.INTERNAL)
  })
})
