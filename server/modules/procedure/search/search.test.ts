import { describe, expect, it } from 'vitest'
import { ask } from './ask.ts'
import type { SearchWord } from './readings.ts'
import { type Entry, SearchIndex } from './search-index.ts'
import { distance, sound, Vocabulary } from './vocabulary.ts'
import { withoutKeys, wordsOf } from './words.ts'

const entry = (code: string, nameVi: string, more: Partial<Entry> = {}): Entry => ({
  code,
  versionId: `${code}@1`,
  nameVi,
  nameEn: 'x',
  fieldVi: 'Hộ tịch',
  level: 'commune',
  onlineLevel: 'full',
  synonyms: [],
  results: [],
  events: [],
  popularity: 1,
  generated: false,
  ...more,
})
const word = (key: string, kind: SearchWord['kind'], ...means: string[]): [string, SearchWord] => [
  key,
  { key, said: key, kind, means },
]

const BIRTH = '1.000001'
const DEATH = '1.000002'
const COPY = '1.000003'
const PROVINCE_COPY = '2.000003'
const index = new SearchIndex([
  entry(BIRTH, 'Đăng ký khai sinh', { popularity: 5 }),
  entry(DEATH, 'Đăng ký khai tử'),
  entry(COPY, 'Chứng thực bản sao', { fieldVi: 'Chứng thực' }),
  entry(PROVINCE_COPY, 'Chứng thực bản sao', { fieldVi: 'Chứng thực', level: 'province' }),
  entry('9.000001', 'Đăng ký khai sinh lại', { generated: true, popularity: 99 }),
])
const lexicon = new Map([
  word('bao tu', 'SYNONYM', 'khai tử'),
  word('cong chung', 'SYNONYM', 'chứng thực'),
  word('ks', 'ABBREVIATION', 'khai sinh'),
  word('o dau', 'FILLER'),
  word('cap tinh', 'PROVINCE'),
])
const codes = (q: string, isExact = false) => ask(index, lexicon, q, isExact).hits.map(({ entry: { code } }) => code)
const understood = (q: string) => ask(index, lexicon, q, false).understood

describe('words', () => {
  it('are the same however their marks are written, and whatever cannot be seen between them', () => {
    const plain = wordsOf('Khai sinh')
    expect(wordsOf('KHAI   sinh.')).toEqual(plain)
    expect(wordsOf('kh\u200bai\u00adsinh'.replace('\u00ad', ' '))).toEqual(plain)
    expect(wordsOf('tử'.normalize('NFD'))).toEqual(wordsOf('tử'))
    expect(wordsOf('🎂 khai <b>sinh</b>').map(({ folded }) => folded)).toEqual(['khai', 'sinh'])
  })
  it.each([
    ['ddawng', 'dang'],
    ['kis', 'ki'],
    ['thuwowngf', 'thuong'],
    ['d9a8ng', 'dang'],
    ['ki1', 'ki'],
    ['khai', null],
    ['1001193', null],
  ])('keys of a keyboard that was off: %s', (typed, meant) => {
    expect(withoutKeys(typed)).toBe(meant)
  })
})

describe('the vocabulary', () => {
  it('counts changes of letters, two exchanged as one', () => {
    expect([distance('khai', 'khia'), distance('sinh', 'sih'), distance('sinh', 'xin'), distance('a', 'abcd')]).toEqual([
      1, 1, 2, 3,
    ])
  })
  it('hears alike what dialects say alike', () => {
    expect(sound('xinh')).toBe(sound('sinh'))
    expect(sound('trung')).toBe(sound('chung'))
    expect(sound('sinh')).not.toBe(sound('thanh'))
  })
  it('takes apart what was written together, and only that', () => {
    const vocabulary = new Vocabulary()
    for (const each of ['dang', 'ki', 'khai', 'sinh']) vocabulary.add(each)
    vocabulary.close()
    expect(vocabulary.split('dangkikhaisinh')).toEqual(['dang', 'ki', 'khai', 'sinh'])
    expect(vocabulary.split('dangkhong')).toBeNull()
    expect(vocabulary.split('x'.repeat(10_000))).toBeNull()
  })
})

describe('asking', () => {
  it.each([
    ['khai sinh', BIRTH],
    ['sinh khai', BIRTH],
    ['khaisinh', BIRTH],
    ['khai sih', BIRTH],
    ['đăng ký khai tử ở đâu', DEATH],
    ['báo tử', DEATH],
    ['giấy báo tử', DEATH],
    ['ks', BIRTH],
    ['công chứng bản sao', COPY],
    ['1.000002', DEATH],
    ['1000002', DEATH],
  ])('"%s"', (q, code) => {
    expect(codes(q)[0]).toBe(code)
  })
  it('tells namesakes apart by the level that is named, and puts samples behind', () => {
    expect(codes('chứng thực bản sao cấp tỉnh')[0]).toBe(PROVINCE_COPY)
    expect(codes('khai sinh')).toEqual([BIRTH, '9.000001'])
  })
  it('says what it looked for when that is not what was typed', () => {
    expect(understood('khai sinh')).toBeNull()
    expect(understood('khai sih')).toBe('khai sinh')
    expect(understood('báo tử')).toBe('khai tử')
  })
  it('can be told to take the words as they are', () => {
    expect(codes('khai sih', true)).toEqual([BIRTH, DEATH, '9.000001'])
    expect(codes('sih', true)).toEqual([])
  })
  it('answers nothing at all calmly', () => {
    for (const q of ['', '   ', '.', '🎂', '\u200b', '<>', `' OR 1=1 --`, 'a'.repeat(10_000)]) expect(codes(q)).toEqual([])
  })
})
