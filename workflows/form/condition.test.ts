import { describe, expect, it } from 'vitest'
import { caseOf } from './case-of.ts'
import { evaluate, holds, parseCondition } from './condition.ts'

const refused = (reason: string, at?: number) =>
  expect.objectContaining({
    code: 'DEFINITION_INVALID',
    details: expect.objectContaining({ reason, ...(at === undefined ? {} : { at }) }),
  })

describe('conditions', () => {
  it('reads names, paths and lists', () => {
    const context = { pages: 3, place: { province: '31' }, children: [{ age: 4 }, { age: 9 }], channel: 'ONLINE' }
    expect(evaluate('pages * 2', context)).toBe(6)
    expect(holds('place.province = "31" and channel in ("ONLINE", "POST")', context)).toBe(true)
    expect(holds('some child in children satisfies child.age < 6', context)).toBe(true)
    expect(evaluate('count(children[age < 6])', context)).toBe(1)
  })
  it('takes `today` from the facts, never from a clock', () => {
    expect(holds('date(today) > date("2030-01-01")', { today: '2031-01-01' })).toBe(true)
    expect(() => evaluate('today()', { today: '2031-01-01' })).toThrow(refused('feel.functionUnknown'))
  })
  it('does not hold when a value is missing', () => {
    expect(holds('pages > 2', {})).toBe(false)
    expect(holds('not(pages > 2)', { pages: null })).toBe(false)
  })
  it('does not reach into objects beyond their data', () => {
    expect(evaluate('place.constructor', { place: {} })).toBe(null)
    expect(evaluate('place.__proto__', { place: {} })).toBe(null)
    expect(evaluate('constructor', {})).toBe(null)
  })
  it.each([
    ['age <', 'feel.syntax', 5],
    ['a; b', 'feel.syntax', 1],
    ['age == 1', 'feel.syntax', 5],
    ['age = = 1', 'feel.syntax', 6],
    ['  ', 'feel.empty', 0],
    ['a = 1 or b = 2', 'feel.nameUnknown', 9],
    ['other[age > 1]', 'feel.nameUnknown', 0],
    ['now() > 1', 'feel.functionUnknown', 0],
    ['matches("aaa", "(a+)+$")', 'feel.functionUnknown', 0],
    ['for i in 1..9 return i', 'feel.notAllowed', 0],
    ['some i in 1..100000000 satisfies i < 0', 'feel.notAllowed', 10],
    ['function(x) x', 'feel.notAllowed', 0],
    [`a = "${'x'.repeat(500)}"`, 'feel.tooLong', 500],
  ])('refuses %s', (expression, reason, at) =>
    expect(() => parseCondition(expression, ['a', 'age'])).toThrow(refused(reason, at)),
  )
  it('lists the names that it reads', () => {
    expect(parseCondition('some c in children satisfies c.age > limit').names).toEqual(['children', 'limit'])
  })
})

describe('the case of a dossier', () => {
  const cases = [
    { code: 'late', when: 'date(receivedOn) > date(birthDate) + duration("P60D")' },
    { code: 'onTime', when: 'true' },
  ]
  it('is the first whose condition holds', () => {
    expect(caseOf(cases, { birthDate: '2026-01-01' }, { receivedOn: '2026-11-23' })?.code).toBe('late')
    expect(caseOf(cases, { birthDate: '2026-11-01' }, { receivedOn: '2026-11-23' })?.code).toBe('onTime')
    expect(caseOf(cases.slice(0, 1), {}, { receivedOn: '2026-11-23' })).toBe(null)
  })
})
