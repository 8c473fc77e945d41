import { describe, expect, it } from 'vitest'
import { unconfirmed, vietnam } from './calendars/vietnam.ts'
import { countingStart, normalise, remainingMinutes, subtract } from './count.ts'
import { dayCells } from './day-cells.ts'
import { calendarSchema, dueInput, elapsedInput } from './working-time.schema.ts'

const vn = (local: string): string => new Date(`${local}+07:00`).toISOString()
const strip = (start: string, dueAt: string | null, now: string, pauses: { from: string; to: string | null }[] = []) =>
  dayCells(vn(start), dueAt === null ? null : vn(dueAt), vn(now), vietnam, pauses)
const drawn = (cells: ReturnType<typeof strip>) =>
  cells.map(({ state, isNow, isDue, days }) => `${state}${days > 1 ? days : ''}${isNow ? '*' : ''}${isDue ? '!' : ''}`).join(' ')

describe('the day strip', () => {
  it('shows used days, today, days off as one block, and the due day', () => {
    expect(drawn(strip('2026-11-26T10:20', '2026-12-02T10:20', '2026-11-27T09:00'))).toBe('used half* off2 left left left!')
  })
  it('names the holidays of a block', () => {
    const [, block] = strip('2026-04-29T08:00', '2026-05-05T08:00', '2026-04-29T09:00')
    expect(block).toMatchObject({ span: 'off', from: '2026-04-30', to: '2026-05-03', days: 4 })
    expect(block?.names).toHaveLength(2)
  })
  it('shows paused days and stops today while a pause is open', () => {
    const pauses = [{ from: vn('2026-11-24T08:00'), to: null }]
    expect(drawn(strip('2026-11-23T08:00', null, '2026-11-25T09:00', pauses))).toBe('used paused paused*')
  })
  it('shows late days up to now', () => {
    expect(drawn(strip('2026-11-23T08:00', '2026-11-24T08:00', '2026-11-26T09:00'))).toBe('used used! late late*')
  })
  it('shows everything as left before the start', () => {
    expect(drawn(strip('2026-11-23T08:00', '2026-11-24T17:00', '2026-11-20T08:00'))).toBe('left left!')
  })
  it('becomes weeks when there are more than 25 cells', () => {
    const cells = strip('2026-10-01T08:00', '2026-12-31T08:00', '2026-11-24T08:00')
    expect(cells.every(({ span }) => span === 'week')).toBe(true)
    expect(drawn(cells)).toBe('used4 used7 used7 used7 used7 used7 used7 used7 half7* left7 left7 left7 left7 left4!')
  })
})

describe('remaining time', () => {
  it('is counted minutes, negative when late', () => {
    const left = (now: string) => remainingMinutes(vn(now), vn('2026-11-26T10:20'), vietnam)
    expect(left('2026-11-25T10:20')).toBe(480)
    expect(left('2026-11-26T10:20')).toBe(0)
    expect(left('2026-11-26T13:40')).toBe(-80)
  })
  it('knows when so much is left: inside the hours in which people read', () => {
    const at = (local: string) => new Date(`${local}+07:00`).toISOString()
    expect(subtract(at('2026-11-26T10:20'), 480, vietnam)).toBe(at('2026-11-25T10:20'))
    expect(subtract(at('2026-11-26T17:00'), 480, vietnam)).toBe(at('2026-11-26T07:00'))
    expect(subtract(at('2026-11-26T14:00'), 120, vietnam)).toBe(at('2026-11-26T10:00'))
    expect(subtract(at('2026-02-23T09:00'), 480, vietnam)).toBe(at('2026-02-13T09:00'))
    expect(() => subtract(at('2021-01-02T08:00'), 120, vietnam)).toThrow('2020-12-31')
  })
  it('knows where counting begins and where a count ends', () => {
    expect(countingStart(vn('2026-11-27T17:30'), vietnam)).toBe(vn('2026-11-30T07:00'))
    expect(normalise(vn('2026-11-30T07:00'), vietnam)).toBe(vn('2026-11-27T17:00'))
    expect(normalise(vn('2026-11-30T12:00'), vietnam)).toBe(vn('2026-11-30T11:30'))
    expect(normalise(vn('2026-11-30T07:01'), vietnam)).toBe(vn('2026-11-30T07:01'))
  })
})

describe('the national calendar', () => {
  it('is a valid calendar in which every date has a name and a basis', () => {
    expect(calendarSchema.parse(vietnam).dates).toHaveLength(104)
    for (const { name, basis } of vietnam.dates) expect([name, basis].every((text) => text && text.length > 5)).toBe(true)
  })
  it('keeps the unconfirmed day apart', () => {
    expect(unconfirmed.map(({ date }) => date)).toContain('2026-11-24')
    expect(vietnam.dates.some(({ date }) => date.endsWith('-11-24'))).toBe(false)
  })
  it('serves the command-line schemas', () => {
    const line = { calendar: vietnam, start: vn('2026-11-23T08:00'), limit: { unit: 'sameDay', cutOff: '15:00' } }
    expect(dueInput.parse(line)).toMatchObject({ pauses: [], limit: { amount: 1, end: 'arrivalTime' } })
    expect(elapsedInput.safeParse({ ...line, from: line.start }).success).toBe(false)
  })
})
