import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { boundsOf, UnboundedInput } from './endpoint-bounds.ts'
import { longestMatch } from './longest-match.ts'

describe('the longest text that an expression takes', () => {
  it.each([
    ['^\\d\\.\\d{6}$', 8],
    ['^[a-z][a-zA-Z0-9-]{0,39}$', 40],
    ['^(?:vn|province:[0-9]{2}|agency:[a-z0-9-]{1,40})$', 47],
    ['^([01]\\d|2[0-3]):[0-5]\\d$', 5],
    ['^[\\w-]{80,100}={0,2}$', 102],
    ['^PA\\.[\\w.-]{1,40}$', 43],
    ['^(?=.{3,5}$)a?b$', 2],
    ['^[\\]x]{3}$', 3],
    ['^$', 0],
  ])('%s: %d', (pattern, length) => {
    expect(longestMatch(pattern)).toBe(length)
  })

  it.each(['\\d{3}', '^\\d{3}', '^a*$', '^a+$', '^a{2,}$', '^(a|b+)$', '^(?:ab*c)$', '^a\\$'])(
    '%s has no end that is known',
    (pattern) => {
      expect(longestMatch(pattern)).toBeNull()
    },
  )
})

describe('bounds of an input', () => {
  const schema = z.object({
    id: z.uuid(),
    kind: z.enum(['ONE', 'TWO']),
    note: z.string().max(20).optional(),
    items: z.array(z.object({ n: z.int(), is: z.boolean() })).max(3),
    by: z.partialRecord(z.enum(['a', 'b']), z.string().max(5)),
  })

  it('take whatever the schema takes, written by anybody', () => {
    const { bytes, depth } = boundsOf([schema])
    const text = (maxLength: number) => fc.string({ unit: fc.constantFrom('ế', 'a', '"', '\n', '\\', '\u0301'), maxLength })
    const input = fc.record({
      id: fc.uuid(),
      kind: fc.constantFrom('ONE', 'TWO'),
      note: fc.option(text(20), { nil: undefined }),
      items: fc.array(fc.record({ n: fc.maxSafeInteger(), is: fc.boolean() }), { maxLength: 3 }),
      by: fc.record({ a: text(5), b: text(5) }, { requiredKeys: [] }),
    })
    fc.assert(
      fc.property(input, (value) => {
        fc.pre(schema.safeParse(value).success)
        expect(Buffer.byteLength(JSON.stringify({ json: value, meta: { values: { note: ['undefined'] } } }))).toBeLessThanOrEqual(
          bytes,
        )
      }),
    )
    expect(depth).toBe(6)
  })

  it.each([
    ['a text', z.object({ a: z.string() })],
    ['a list', z.object({ a: z.array(z.boolean()) })],
    ['names', z.object({ a: z.record(z.string().max(3), z.boolean()) })],
    ['anything', z.object({ a: z.unknown() })],
    ['a text deep inside', z.object({ a: z.array(z.object({ b: z.union([z.boolean(), z.string()]) })).max(2) })],
  ])('%s without an end is said', (_, unbounded) => {
    expect(() => boundsOf([unbounded])).toThrow(UnboundedInput)
  })
})
