import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { feeItemSchema } from './fee.schema.ts'
import { feesFor, totalVnd } from './fees-for.ts'

const facts = { channel: 'DESK', receivedOn: '2026-11-23', place: { province: '31', commune: '11341' } }
const parse = (...items: unknown[]) => z.array(feeItemSchema).parse(items)
const base = { kindOfMoney: 'LE_PHI', basis: 'test', when: 'atIntake', payOnline: true, exemptions: [], verified: true }

const certifiedCopy = {
  ...base,
  code: 'phi-chung-thuc-ban-sao',
  kindOfMoney: 'PHI',
  nameVi: 'Phí chứng thực bản sao từ bản chính',
  rule: {
    type: 'perUnit',
    unit: 'trang',
    quantity: 'pages',
    copies: 'copies',
    tiers: [
      { from: 1, to: 2, amountVnd: 2_000 },
      { from: 3, to: null, amountVnd: 1_000 },
    ],
    cap: { amountVnd: 200_000, per: 'bản' },
  },
}

describe('certified copies', () => {
  it.each([
    [1, 1, 2_000],
    [2, 1, 4_000],
    [3, 1, 5_000],
    [10, 1, 12_000],
    [10, 5, 60_000],
    [198, 1, 200_000],
    [199, 1, 200_000],
    [500, 3, 600_000],
    [3, 0, 0],
    [0, 2, 0],
  ])('%i pages, %i copies: %i đồng', (pages, copies, amountVnd) => {
    expect(totalVnd(feesFor(parse(certifiedCopy), { answers: { pages, copies }, facts, settings: {} }))).toBe(amountVnd)
  })

  it('shows the reckoning', () => {
    const [fee] = feesFor(parse(certifiedCopy), { answers: { pages: 300, copies: 2 }, facts, settings: {} })
    expect(fee?.lines).toEqual([
      { kind: 'tier', from: 1, to: 2, units: 2, unit: 'trang', amountVnd: 2_000, subtotalVnd: 4_000 },
      { kind: 'tier', from: 3, to: null, units: 298, unit: 'trang', amountVnd: 1_000, subtotalVnd: 298_000 },
      { kind: 'cap', per: 'bản', amountVnd: 200_000, beforeVnd: 302_000 },
      { kind: 'copies', copies: 2, eachVnd: 200_000, subtotalVnd: 400_000 },
    ])
    expect(fee).toMatchObject({ kind: 'PHI', amountVnd: 400_000, fullAmountVnd: 400_000, when: 'atIntake' })
  })

  it.each([undefined, null, 'ba', -1, 1.5])('names no amount when the pages are %s', (pages) => {
    const act = () => feesFor(parse(certifiedCopy), { answers: { pages, copies: 1 }, facts, settings: {} })
    expect(act).toThrow(expect.objectContaining({ code: 'FEE_UNKNOWN' }))
  })
})

const birth = {
  ...base,
  code: 'le-phi-ho-tich',
  nameVi: 'Lệ phí hộ tịch',
  rule: { type: 'locality', setting: 'birthLate' },
  appliesIf: 'date(receivedOn) > date(birthDate) + duration("P60D")',
  exemptions: [
    {
      id: 'poor',
      when: 'poorHousehold = true',
      who: 'Người thuộc hộ nghèo',
      basis: 'Luật Hộ tịch 2014, Điều 11',
      share: 100,
      verified: false,
    },
  ],
}

describe('birth registration', () => {
  const ask = (birthDate: string, poorHousehold = false, settings: Record<string, number> = { birthLate: 8_000 }) =>
    feesFor(parse(birth), { answers: { birthDate, poorHousehold }, facts, settings })

  it('costs nothing within 60 days', () => {
    expect(ask('2026-11-01')).toEqual([])
    expect(ask('2026-09-24')).toEqual([])
  })
  it('costs what the province set from day 61 on', () => {
    expect(ask('2026-09-23')).toMatchObject([
      { amountVnd: 8_000, lines: [{ kind: 'locality', setting: 'birthLate', amountVnd: 8_000 }] },
    ])
  })
  it('stays in the list with 0 đồng and its basis when waived', () => {
    expect(ask('2025-01-01', true)).toMatchObject([
      {
        amountVnd: 0,
        fullAmountVnd: 8_000,
        exemption: { who: 'Người thuộc hộ nghèo', basis: 'Luật Hộ tịch 2014, Điều 11', share: 100 },
        verified: false,
      },
    ])
  })
  it('is an error, not a guess, when the province set nothing', () => {
    expect(() => ask('2025-01-01', false, {})).toThrow(expect.objectContaining({ code: 'FEE_UNKNOWN' }))
  })
})

describe('registration of a household business', () => {
  const business = {
    ...base,
    code: 'le-phi-dang-ky',
    nameVi: 'Lệ phí đăng ký hộ kinh doanh',
    rule: { type: 'fixed', amountVnd: 100_000 },
    exemptions: [
      {
        id: 'online',
        when: 'channel = "ONLINE"',
        who: 'Nộp trực tuyến',
        basis: 'HĐND',
        share: 50,
        validFrom: '2026-01-01',
        validTo: '2026-12-31',
        verified: true,
      },
      {
        id: 'all',
        when: 'channel = "ONLINE"',
        who: 'Dịp khai trương',
        basis: 'HĐND',
        share: 100,
        validTo: '2026-11-22',
        verified: true,
      },
    ],
  }
  const amount = (channel: string, receivedOn: string) =>
    totalVnd(feesFor(parse(business), { answers: {}, facts: { ...facts, channel, receivedOn }, settings: {} }))

  it('is 100.000 at the desk', () => expect(amount('DESK', '2026-11-23')).toBe(100_000))
  it('takes the exemption that is in force that day, the better of two', () => {
    expect(amount('ONLINE', '2026-11-23')).toBe(50_000)
    expect(amount('ONLINE', '2026-11-22')).toBe(0)
    expect(amount('ONLINE', '2027-01-01')).toBe(100_000)
  })
  it('waives parts of a đồng', () => {
    const third = {
      ...business,
      rule: { type: 'fixed', amountVnd: 100 },
      exemptions: [{ ...business.exemptions[0], share: 33.3 }],
    }
    expect(totalVnd(feesFor(parse(third), { answers: {}, facts: { ...facts, channel: 'ONLINE' }, settings: {} }))).toBe(66)
  })
})

describe('fee items are checked when saved', () => {
  it.each([
    ['a gap between tiers', { ...certifiedCopy, rule: { ...certifiedCopy.rule, tiers: [{ from: 2, to: null, amountVnd: 1 }] } }],
    ['half a đồng', { ...birth, rule: { type: 'fixed', amountVnd: 0.5 } }],
    ['a condition with a fault', { ...birth, appliesIf: 'age <' }],
    ['a condition that asks the clock', { ...birth, appliesIf: 'now() > 1' }],
    ['more than everything waived', { ...birth, exemptions: [{ ...birth.exemptions[0], share: 101 }] }],
  ])('%s', (_, item) => expect(feeItemSchema.safeParse(item).success).toBe(false))
})
