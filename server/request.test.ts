import { describe, expect, it } from 'vitest'
import { addressOf, isSameOrigin } from './request.ts'
import { isTooDeep, readLimited } from './request-body.ts'

describe('a changing request', () => {
  it.each<[string, Record<string, string>, boolean]>([
    ['from our page', { origin: 'http://127.0.0.1:3000', 'sec-fetch-site': 'same-origin', host: '127.0.0.1:3000' }, true],
    ['from our page under another name', { origin: 'http://localhost:3000', host: 'localhost:3000' }, true],
    ['from a program', { host: '127.0.0.1:3000' }, true],
    ['from another site', { origin: 'https://evil.example', host: '127.0.0.1:3000' }, false],
    ['from another port', { origin: 'http://127.0.0.1:3001', host: '127.0.0.1:3000' }, false],
    ['from a sibling', { origin: 'http://127.0.0.1:3000', 'sec-fetch-site': 'same-site', host: '127.0.0.1:3000' }, false],
    ['from a sandboxed frame', { origin: 'null', host: '127.0.0.1:3000' }, false],
  ])('%s', (_, headers, isOurs) => {
    expect(isSameOrigin(new Headers(headers), 'http://127.0.0.1:3000')).toBe(isOurs)
  })
})

describe('an address', () => {
  it('is the one that the nearest proxy wrote', () => {
    expect(addressOf(new Headers({ 'x-forwarded-for': '1.2.3.4, 10.0.0.1' }))).toBe('10.0.0.1')
    expect(addressOf(new Headers())).toBe('unknown')
  })
})

describe('a body', () => {
  const request = (body: string) => new Request('http://x/', { method: 'POST', body })

  it('is read up to its limit', async () => {
    expect(await readLimited(request('hồ sơ'), 20)).toBe('hồ sơ')
    expect(await readLimited(request('x'.repeat(21)), 20)).toBeNull()
  })

  it('is not nested deeper than any form', () => {
    expect(isTooDeep('[{"a":[1]}]', 3)).toBe(false)
    expect(isTooDeep('[[[[]]]]', 3)).toBe(true)
    expect(isTooDeep(String.raw`["[[[[\"[[["]`, 3)).toBe(false)
    expect(isTooDeep('['.repeat(100_000), 32)).toBe(true)
  })
})
