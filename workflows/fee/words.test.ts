import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { vndInWords } from './words.ts'

describe('amounts in words', () => {
  it.each([
    [0, 'không'],
    [1, 'một'],
    [4, 'bốn'],
    [5, 'năm'],
    [10, 'mười'],
    [11, 'mười một'],
    [14, 'mười bốn'],
    [15, 'mười lăm'],
    [20, 'hai mươi'],
    [21, 'hai mươi mốt'],
    [24, 'hai mươi bốn'],
    [25, 'hai mươi lăm'],
    [30, 'ba mươi'],
    [31, 'ba mươi mốt'],
    [55, 'năm mươi lăm'],
    [91, 'chín mươi mốt'],
    [99, 'chín mươi chín'],
    [100, 'một trăm'],
    [101, 'một trăm linh một'],
    [105, 'một trăm linh năm'],
    [110, 'một trăm mười'],
    [111, 'một trăm mười một'],
    [115, 'một trăm mười lăm'],
    [121, 'một trăm hai mươi mốt'],
    [205, 'hai trăm linh năm'],
    [500, 'năm trăm'],
    [555, 'năm trăm năm mươi lăm'],
    [999, 'chín trăm chín mươi chín'],
    [1_000, 'một nghìn'],
    [1_001, 'một nghìn không trăm linh một'],
    [1_005, 'một nghìn không trăm linh năm'],
    [1_010, 'một nghìn không trăm mười'],
    [1_015, 'một nghìn không trăm mười lăm'],
    [1_100, 'một nghìn một trăm'],
    [2_000, 'hai nghìn'],
    [5_000, 'năm nghìn'],
    [8_000, 'tám nghìn'],
    [10_000, 'mười nghìn'],
    [15_000, 'mười lăm nghìn'],
    [21_000, 'hai mươi mốt nghìn'],
    [50_050, 'năm mươi nghìn không trăm năm mươi'],
    [100_000, 'một trăm nghìn'],
    [101_000, 'một trăm linh một nghìn'],
    [105_005, 'một trăm linh năm nghìn không trăm linh năm'],
    [200_000, 'hai trăm nghìn'],
    [215_500, 'hai trăm mười lăm nghìn năm trăm'],
    [1_000_000, 'một triệu'],
    [1_000_005, 'một triệu không trăm linh năm'],
    [1_005_000, 'một triệu không trăm linh năm nghìn'],
    [1_050_000, 'một triệu không trăm năm mươi nghìn'],
    [1_500_000, 'một triệu năm trăm nghìn'],
    [2_021_015, 'hai triệu không trăm hai mươi mốt nghìn không trăm mười lăm'],
    [10_000_000, 'mười triệu'],
    [45_678_910, 'bốn mươi lăm triệu sáu trăm bảy mươi tám nghìn chín trăm mười'],
    [100_000_000, 'một trăm triệu'],
    [1_000_000_000, 'một tỷ'],
    [1_000_000_001, 'một tỷ không trăm linh một'],
    [1_001_000_000, 'một tỷ không trăm linh một triệu'],
    [15_000_000_000, 'mười lăm tỷ'],
    [21_500_000_000, 'hai mươi mốt tỷ năm trăm triệu'],
    [1_000_000_000_000, 'một nghìn tỷ'],
    [
      1_234_567_890_123,
      'một nghìn hai trăm ba mươi bốn tỷ năm trăm sáu mươi bảy triệu tám trăm chín mươi nghìn một trăm hai mươi ba',
    ],
    [-20_000, 'âm hai mươi nghìn'],
  ])('%i', (amount, words) => expect(vndInWords(amount)).toBe(`${words} đồng`))

  it('gives every amount its own words, with single spaces', () => {
    const amount = fc.integer({ min: 0, max: 2_000_000_000 })
    fc.assert(
      fc.property(amount, amount, (one, other) => {
        expect(vndInWords(one)).toMatch(/^\S+(?: \S+)* đồng$/)
        expect(vndInWords(one) === vndInWords(other)).toBe(one === other)
      }),
    )
  })
  it('refuses parts of a đồng', () => expect(() => vndInWords(0.5)).toThrow(RangeError))
})
