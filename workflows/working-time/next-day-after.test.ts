import { describe, expect, it } from 'vitest'
import { due } from './due.ts'
import { type Calendar, limitSchema } from './working-time.schema.ts'

const parts: [string, string][] = [
  ['07:00', '11:30'],
  ['13:30', '17:00'],
]
const calendar: Calendar = {
  timeZone: 'Asia/Ho_Chi_Minh',
  week: { 1: parts, 2: parts, 3: parts, 4: parts, 5: parts, 6: [['07:00', '11:30']], 7: [] },
  weekCountsAsDay: ['1', '2', '3', '4', '5'],
  dates: [{ date: '2026-11-26', kind: 'HOLIDAY', basis: 'a test' }],
  dayMinutes: 480,
  knownFrom: '2026-11-01',
  knownTo: '2026-12-31',
}
const at = (wall: string) => new Date(`${wall}:00+07:00`).toISOString()
const limit = { unit: 'workingDay', amount: 3, nextDayAfter: '15:00' } as const

describe('a limit in working days that a late dossier begins on the next day', () => {
  it.each([
    ['in time', '2026-11-16T14:00', '2026-11-19T14:00'],
    ['exactly then', '2026-11-16T15:00', '2026-11-19T15:00'],
    ['a minute later', '2026-11-16T15:01', '2026-11-19T17:00'],
    ['after hours', '2026-11-16T19:00', '2026-11-19T17:00'],
    ['late before a holiday', '2026-11-25T16:00', '2026-12-01T17:00'],
    ['late on a Friday: the Saturday is no working day', '2026-11-20T16:00', '2026-11-25T17:00'],
    ['on such a Saturday', '2026-11-21T16:00', '2026-11-25T17:00'],
  ])('%s: %s → %s', (_what, start, end) => expect(due(at(start), limit, calendar).dueAt).toBe(at(end)))
  it('says that it began later, and why', () => {
    const { lines } = due(at('2026-11-16T15:30'), limit, calendar)
    expect(lines).toContainEqual({
      kind: 'startShifted',
      from: at('2026-11-16T15:30'),
      to: at('2026-11-17T07:00'),
      reason: 'afterCutOff',
      cutOff: '15:00',
    })
    expect(lines.reduce((sum, line) => sum + (line.kind === 'counted' ? line.minutes : 0), 0)).toBe(3 * 480)
  })
  it('stands still like any other while it is paused', () => {
    const pause = { from: at('2026-11-18T07:00'), to: at('2026-11-19T07:00') }
    expect(due(at('2026-11-16T16:00'), limit, calendar, [pause]).dueAt).toBe(at('2026-11-20T17:00'))
  })
  it('is refused for other units', () => {
    for (const unit of ['workingHour', 'calendarDay', 'sameDay'])
      expect(limitSchema.safeParse({ ...limit, unit }).success).toBe(false)
  })
})
