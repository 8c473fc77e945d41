import { describe, expect, it } from 'vitest'
import { canonical, canonicalDefinition } from './canonical.ts'

describe('RFC 8785', () => {
  it('sorts names by UTF-16 code units (section 3.2.3)', () => {
    const given = {
      '\u20ac': 'Euro Sign',
      '\r': 'Carriage Return',
      '\ufb33': 'Hebrew Letter Dalet With Dagesh',
      '1': 'One',
      '\ud83d\ude00': 'Emoji: Grinning Face',
      '\u0080': 'Control',
      '\u00f6': 'Latin Small Letter O With Diaeresis',
    }
    const values = [...canonical(given).matchAll(/:"([^"]*)"/g)].map(([, value]) => value)
    // The dalet is a presentation form that NFC takes apart (U+05D3 U+05BC), so it sorts earlier than in the RFC's own table.
    expect(values).toEqual([
      'Carriage Return',
      'One',
      'Control',
      'Latin Small Letter O With Diaeresis',
      'Hebrew Letter Dalet With Dagesh',
      'Euro Sign',
      'Emoji: Grinning Face',
    ])
  })
  it('writes strings and literals as in section 3.2.2', () => {
    const given = { string: '\u20ac$\u000F\u000aA\'\u0042\u0022\u005c\\"/', literals: [null, true, false] }
    expect(canonical(given)).toBe('{"literals":[null,true,false],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}')
  })
  it('writes the published structures (arrays, french, structures)', () => {
    expect(canonical([56, { d: true, '10': null, '1': [] }])).toBe('[56,{"1":[],"10":null,"d":true}]')
    expect(canonical({ peach: 1, péché: 2, pêche: 3, sin: 4 })).toBe('{"peach":1,"péché":2,"pêche":3,"sin":4}')
    expect(
      canonical({ '1': { f: { f: 'hi', F: 5 }, '\n': 56 }, '10': {}, '': 'empty', a: {}, '111': [{ e: 'yes', E: 'no' }], A: {} }),
    ).toBe('{"":"empty","1":{"\\n":56,"f":{"F":5,"f":"hi"}},"10":{},"111":[{"E":"no","e":"yes"}],"A":{},"a":{}}')
  })
  it('writes integers as ECMAScript does, and minus zero as zero', () => {
    expect(canonical([0, -0, 9007199254740991, -9007199254740991])).toBe('[0,0,9007199254740991,-9007199254740991]')
  })
})

describe('our narrower reading', () => {
  it('makes composed and decomposed Vietnamese one', () => {
    const name = 'Nguyễn Thị Hường'
    expect(canonical({ name: name.normalize('NFD') })).toBe(canonical({ name: name.normalize('NFC') }))
    expect(canonical({ [name.normalize('NFD')]: 1 })).toBe(canonical({ [name]: 1 }))
  })
  it.each([
    ['undefined', { a: undefined }],
    ['undefined in a list', [undefined]],
    ['a hole in a list', new Array(1)],
    ['a fraction', { a: 0.5 }],
    ['a number beyond 2^53', 9007199254740992],
    ['no number', Number.NaN],
    ['infinity', Number.POSITIVE_INFINITY],
    ['a big integer', 1n],
    ['a date', new Date(0)],
    ['a map', new Map()],
    ['a function', () => 1],
    ['a lone surrogate', '\ud800'],
    ['two names that are one', { ế: 1, ['ế'.normalize('NFD')]: 2 }],
  ])('refuses %s', (_what, given) => {
    expect(() => canonical(given)).toThrow(expect.objectContaining({ code: 'INPUT_INVALID' }))
  })
  it('names the place of the fault', () => {
    expect(() => canonical({ a: [{ b: undefined }] })).toThrow(expect.objectContaining({ details: { path: '$.a[0].b' } }))
  })
})

describe('a definition', () => {
  it('may hold fractions, written as ECMAScript does (RFC 8785, section 3.2.2.3)', () => {
    expect(canonicalDefinition({ amount: 0.25, more: [1e21, 1e-7, 4.5, 0.002] })).toBe(
      '{"amount":0.25,"more":[1e+21,1e-7,4.5,0.002]}',
    )
  })
  it('reads as everywhere else in all that has no fraction', () => {
    const given = { b: [1, -0, null], a: { ế: 'x' } }
    expect(canonicalDefinition(given)).toBe(canonical(given))
  })
  it.each([Number.NaN, Number.POSITIVE_INFINITY, undefined])('refuses %s', (given) =>
    expect(() => canonicalDefinition({ given })).toThrow(expect.objectContaining({ code: 'INPUT_INVALID' })),
  )

  it('never takes one list of names for another', () => {
    for (let round = 0; round < 2; round += 1) {
      expect(canonical({ b: 1, a: 2 })).toBe('{"a":2,"b":1}')
      expect(canonical({ 'b"a': 1 })).toBe('{"b\\"a":1}')
      expect(canonical({ '': 1 })).toBe('{"":1}')
      expect(canonical({})).toBe('{}')
    }
  })
})
