import { describe, expect, it } from 'vitest'
import { partsOf, textOf } from './parts-text.ts'

describe('parts of a day as people write them', () => {
  it.each([
    ['07:00-11:30, 13:30-17:00', '07:00-11:30, 13:30-17:00'],
    ['7h00 – 11h30; 13.30–17.00', '07:00-11:30, 13:30-17:00'],
    ['7h-11h', '07:00-11:00'],
    ['', ''],
  ])('%s', (typed, meant) => expect(textOf(partsOf(typed))).toBe(meant))

  it('leaves what is no time for the endpoint to refuse', () => {
    expect(partsOf('sáng')).toEqual([['sáng', '']])
  })
})
