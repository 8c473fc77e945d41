import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import en from '../_messages/en.json'
import vi from '../_messages/vi.json'

type Tree = { [key: string]: Tree | string }

function keysOf(tree: Tree, path = ''): string[] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [`${path}${key}`] : keysOf(value, `${path}${key}.`),
  )
}

/** The union of codes is only a type, so the list is read from its source. */
function domainErrorCodes(): string[] {
  const source = readFileSync('workflows/domain-error.ts', 'utf8')
  const union = source.slice(source.indexOf('DomainErrorCode ='), source.indexOf('export type DomainErrorDetails'))
  return [...union.matchAll(/'([A-Z_]+)'/g)].map(([, code]) => code ?? '')
}

describe('the messages', () => {
  it('have the same keys in both languages', () => {
    expect(keysOf(en)).toEqual(keysOf(vi))
  })

  it('say something under every key', () => {
    for (const tree of [vi, en]) expect(JSON.stringify(tree)).not.toContain('""')
  })

  it('have a sentence for every foreseen failure, and none for a failure that does not exist', () => {
    expect(domainErrorCodes().length).toBeGreaterThan(30)
    expect(Object.keys(vi.errors).toSorted()).toEqual(domainErrorCodes().toSorted())
  })

  it('keep to the words of the house: no pleading, no "system", no abbreviations', () => {
    expect(JSON.stringify(vi)).not.toMatch(/vui lòng|rất tiếc|thành công!|hệ thống|TTHC|UBND|NVTC/i)
  })
})
