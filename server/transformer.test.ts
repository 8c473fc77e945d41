import superjson from 'superjson'
import { describe, expect, it } from 'vitest'
import { transformer } from './transformer.ts'

/** As it comes over the line and is read by a browser, which has superjson itself. */
const received = (value: unknown) => superjson.deserialize(JSON.parse(JSON.stringify(transformer.serialize(value))))

describe('what goes over the line', () => {
  it('is read by superjson as it was', () => {
    const values: unknown[] = [
      null,
      undefined,
      'ạ',
      0,
      -0,
      Number.NaN,
      [1, [2, undefined]],
      { a: { b: [{ c: new Date(5) }] }, d: new Set([1]), e: 10n },
      { 'a.b': 1, list: [], empty: {} },
      new Map([[1, { at: new Date(7) }]]),
    ]
    for (const value of values) expect(received(value)).toEqual(value)
    expect(Object.is(received(-0), -0)).toBe(true)
  })

  it('says nothing about plain values, and nothing of what is undefined in them', () => {
    expect(transformer.serialize({ a: [1, { b: null }] })).toEqual({ json: { a: [1, { b: null }] } })
    expect(received({ a: undefined, b: 1 })).toEqual({ b: 1 })
  })

  it('is read here as superjson writes it', () => {
    for (const value of [undefined, { at: new Date(3), b: [undefined] }, 'x', { a: { b: 1 } }])
      expect(transformer.deserialize(JSON.parse(superjson.stringify(value)))).toEqual(value)
  })
})
