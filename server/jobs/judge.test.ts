import { describe, expect, it } from 'vitest'
import { openBreaker } from '#server/adapters/breaker.ts'
import { PartnerFault } from '#server/adapters/partner-fault.ts'
import { DomainError } from '#workflows/domain-error.ts'
import { judge, PATIENCE, waitSeconds } from './judge.ts'

describe('what is done about a fault', () => {
  it('waits for an absent partner without end', () => {
    for (const kind of ['UNREACHABLE', 'BUSY', 'AMBIGUOUS'] as const)
      expect(judge(new PartnerFault(kind, 'X', 'away'), 100_000)).toMatchObject({ outcome: 'RETRY' })
  })

  it('gives what is refused for ever to a person, with the reason', () => {
    expect(judge(new PartnerFault('REFUSED', '22', 'wrong date'), 1)).toEqual({ outcome: 'PARK', reason: '22: wrong date' })
    expect(judge(new DomainError('STATE_UNKNOWN', 'no such state'), 1)).toMatchObject({ outcome: 'PARK' })
  })

  it('gives a fault of ours to a person when it does not pass', () => {
    expect(judge(new TypeError('x is undefined'), PATIENCE - 1)).toMatchObject({ outcome: 'RETRY' })
    expect(judge(new TypeError('x is undefined'), PATIENCE)).toEqual({ outcome: 'PARK', reason: 'TypeError: x is undefined' })
  })

  it('waits longer each time, up to five minutes', () => {
    const waits = Array.from({ length: 40 }, (_, n) => waitSeconds(n + 1, () => 0))
    expect(waits.slice(0, 5)).toEqual([2, 4, 8, 16, 32])
    expect(Math.max(...waits)).toBe(300)
    expect(waitSeconds(20, () => 1)).toBe(225)
  })
})

describe('the breaker', () => {
  it('opens after failures in a row, lets one try, and closes with the first success', () => {
    let at = 0
    const breaker = openBreaker({ failures: 3, firstRestMs: 100, longestRestMs: 400, now: () => at })
    expect(breaker.allows(4, 0)).toBe(4)
    for (let n = 0; n < 3; n += 1) breaker.failed()
    expect(breaker.isOpen()).toBe(true)
    expect(breaker.allows(4, 0)).toBe(0)
    at = 100
    expect(breaker.allows(4, 0)).toBe(1)
    expect(breaker.allows(4, 1)).toBe(0)
    breaker.failed()
    expect(breaker.restMs()).toBe(200)
    for (let n = 0; n < 20; n += 1) breaker.failed()
    expect(breaker.restMs()).toBe(400)
    breaker.succeeded()
    expect(breaker.allows(4, 0)).toBe(4)
  })
})
