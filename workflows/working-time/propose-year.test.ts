import Holidays from 'date-holidays'
import { describe, expect, it } from 'vitest'
import { unconfirmed, vietnam } from './calendars/vietnam.ts'
import { lunarDate, lunarYearName } from './lunar.ts'
import { proposeYear } from './propose-year.ts'

const FROM = 1990
const TO = 2060
const YEARS = Array.from({ length: TO - FROM + 1 }, (_, index) => FROM + index)
const dayAfter = (date: string, days: number) => new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10)

const oracle = new Holidays('VN')

/** Days off of the library: a holiday of five days is one entry there. */
function oracleDays(year: number): string[] {
  return oracle
    .getHolidays(year)
    .filter(({ type }) => type === 'public')
    .flatMap(({ date, rule, name }) => {
      const first = date.slice(0, 10)
      if (name.startsWith('Giao thừa')) expect(rule).toMatch(/P5D$/)
      const length = rule.endsWith('P5D') ? 5 : 1
      return Array.from({ length }, (_, index) => dayAfter(first, index))
    })
}

describe('the lunar calendar of Việt Nam', () => {
  it.each([
    ['Tết Mậu Thân 1968, a day before the Chinese one', 1968, '1968-01-29'],
    ['Tết Ất Sửu 1985, a month before the Chinese one', 1985, '1985-01-21'],
    ['Tết Đinh Hợi 2007, a day before the Chinese one', 2007, '2007-02-17'],
    ['Tết Giáp Thìn', 2024, '2024-02-10'],
    ['Tết Ất Tỵ', 2025, '2025-01-29'],
    ['Tết Bính Ngọ', 2026, '2026-02-17'],
    ['Tết Đinh Mùi', 2027, '2027-02-06'],
    ['Tết Canh Tuất 2030, a day before the Chinese one', 2030, '2030-02-02'],
  ])('%s', (_, year, date) => expect(lunarDate(year, 1, 1)).toBe(date))

  it.each([
    [2023, '2023-04-29'],
    [2024, '2024-04-18'],
    [2025, '2025-04-07'],
    [2026, '2026-04-26'],
    [2027, '2027-04-16'],
  ])('Giỗ Tổ of %i', (year, date) => expect(lunarDate(year, 3, 10)).toBe(date))

  it('knows a doubled month before the day that is asked for', () => {
    // 2023 had month 2 twice, 2025 month 6, 2033 month 11
    expect(lunarDate(2023, 3, 1)).toBe('2023-04-20')
    expect(lunarDate(2025, 7, 1)).toBe('2025-08-23')
    expect(lunarDate(2033, 12, 23)).toBe('2034-02-11')
    expect(lunarDate(2034, 1, 1)).toBe('2034-02-19')
  })

  it('names the year', () => {
    expect([2024, 2025, 2026, 2027].map(lunarYearName)).toEqual(['Giáp Thìn', 'Ất Tỵ', 'Bính Ngọ', 'Đinh Mùi'])
  })
})

describe(`the proposed years against date-holidays, ${FROM}–${TO}`, () => {
  /** What the library does not know: the law's second National Day, and days off instead of weekends. Nothing else may differ. */
  it('gives every holiday of the library, but one: Giỗ Tổ 2050', () => {
    const missing = YEARS.flatMap((year) => {
      const ours = new Set(proposeYear(year).dates.map(({ date }) => date))
      return oracleDays(year).filter((date) => !ours.has(date))
    })
    // The new moon of lunar month 3 is at 00:40 UTC on 23/3/2050, 07:40 in Việt Nam: the month begins on 23/3, its tenth day is 1/4.
    // The library begins it on 22/3.
    expect(missing).toEqual(['2050-03-31'])
  })

  it('adds only the second National Day, substitutes for weekends, and Giỗ Tổ 2050', () => {
    const added = YEARS.flatMap((year) => {
      const theirs = new Set(oracleDays(year))
      return proposeYear(year).dates.filter(({ date }) => !theirs.has(date))
    })
    const secondDays = added.filter(({ name }) => name === 'Quốc khánh (ngày liền kề)')
    const substitutes = added.filter(({ kind }) => kind === 'SUBSTITUTE')
    const others = added.filter((row) => !secondDays.includes(row) && !substitutes.includes(row))
    expect(secondDays).toHaveLength(YEARS.length)
    expect(secondDays.every(({ date }) => /-09-0[13]$/.test(date))).toBe(true)
    expect(others.map(({ date }) => date)).toEqual(['2050-04-01'])
    // one substitute for each holiday on a Saturday or Sunday, none on a weekend or a holiday
    for (const year of YEARS) {
      const { dates } = proposeYear(year)
      const onRest = dates.filter(({ date, kind }) => kind === 'HOLIDAY' && [0, 6].includes(new Date(date).getUTCDay()))
      const instead = dates.filter(({ kind }) => kind === 'SUBSTITUTE')
      expect(instead).toHaveLength(onRest.length)
      expect(instead.every(({ date }) => ![0, 6].includes(new Date(date).getUTCDay()))).toBe(true)
      expect(new Set(dates.map(({ date }) => date)).size).toBe(dates.length)
    }
  })

  it('agrees about Tết and Giỗ Tổ in every other year', () => {
    for (const year of YEARS) {
      const theirs = oracleDays(year)
      expect(theirs).toContain(lunarDate(year, 1, 1))
      if (year !== 2050) expect(theirs).toContain(lunarDate(year, 3, 10))
    }
  })
})

describe('what the law leaves to the year', () => {
  const off = (year: number, choices = {}) => proposeYear(year, choices).dates.map(({ date }) => date.slice(5))

  it('makes up for weekends on the next working days', () => {
    expect(off(2023)).toEqual(expect.arrayContaining(['04-29', '04-30', '05-01', '05-02', '05-03']))
    expect(off(2027)).toEqual(expect.arrayContaining(['02-10', '02-11', '05-03']))
  })
  it('takes the choices of the decision', () => {
    expect(off(2024, { tetBefore: 2 })).toEqual(
      expect.arrayContaining(['02-08', '02-09', '02-10', '02-11', '02-12', '02-13', '02-14']),
    )
    expect(off(2026, { nationalDay: 'after' })).toContain('09-03')
  })
  it('joins the second National Day to a weekend', () => {
    const second = (year: number) =>
      proposeYear(year)
        .dates.find(({ name }) => name === 'Quốc khánh (ngày liền kề)')
        ?.date.slice(5)
    expect([2023, 2024, 2025, 2026, 2027, 2022].map(second)).toEqual(['09-01', '09-03', '09-01', '09-01', '09-03', '09-01'])
  })
  it('leaves what follows from a choice unverified, and 24/11 out', () => {
    const { dates, announced } = proposeYear(2026)
    expect(dates.filter(({ verified }) => !verified).map(({ name }) => name?.slice(0, 4))).toEqual([
      ...Array(5).fill('Tết '),
      'Quốc',
    ])
    expect(announced.map(({ date, verified }) => [date, verified])).toEqual([['2026-11-24', false]])
    expect(proposeYear(2025).announced).toEqual([])
  })
  it.each([1899, 2200, 2026.5, Number.NaN])('proposes nothing for %s', (year) => {
    expect(() => proposeYear(year)).toThrow(
      expect.objectContaining({ code: 'TIME_INVALID', details: expect.objectContaining({ path: 'year' }) }),
    )
  })
})

describe('the calendars delivered', () => {
  it('cover 2021 to 2027, each row with its basis and its source', () => {
    expect([vietnam.knownFrom, vietnam.knownTo]).toEqual(['2021-01-01', '2027-12-31'])
    expect(vietnam.dates.every(({ basis, source, name }) => basis && source && name)).toBe(true)
  })
  it('leave every swap unverified: no signed decision was read', () => {
    const swaps = vietnam.dates.filter(({ kind }) => kind.startsWith('SWAP'))
    expect(swaps).toHaveLength(8)
    expect(swaps.some(({ verified }) => verified)).toBe(false)
  })
  it('name 24/11/2026, but it is a working day', () => {
    expect(unconfirmed.map(({ date }) => date)).toEqual(['2026-11-24', '2027-11-24'])
    expect(vietnam.dates.some(({ date }) => date.endsWith('-11-24'))).toBe(false)
  })
})
