import { describe, expect, it } from 'vitest'
import { vietnam } from './calendars/vietnam.ts'
import { due } from './due.ts'
import { type CalendarLayer, calendarChanges, resolveCalendar, weekChanged } from './resolve-calendar.ts'
import { type CalendarDate, calendarSchema } from './working-time.schema.ts'

const week = { week: vietnam.week, weekCountsAsDay: vietnam.weekCountsAsDay }
const country: CalendarLayer = { scope: 'vn', dates: vietnam.dates, week }
const row = (date: string, kind: CalendarDate['kind'], parts?: [string, string][]): CalendarDate => ({
  date,
  kind,
  basis: 'Quyết định của cơ quan',
  ...(parts ? { parts } : {}),
})
const threeDays = { unit: 'workingDay', amount: 3 } as const
const start = '2026-11-30T02:00:00.000Z'

describe('a calendar out of its layers', () => {
  it('is the country alone where nobody adds anything', () => {
    const calendar = resolveCalendar([country, { scope: 'province:31', dates: [], week: null }])
    expect(calendarSchema.parse(calendar)).toEqual(vietnam)
    expect(calendarChanges(vietnam, calendar)).toEqual([])
  })
  it('lets the narrower place have the last word, for a date and for the week', () => {
    const province: CalendarLayer = { scope: 'province:31', dates: [row('2026-12-01', 'HOLIDAY')], week: null }
    const agency: CalendarLayer = {
      scope: 'agency:a',
      dates: [row('2026-12-01', 'SWAP_WORK'), row('2026-12-02', 'HOLIDAY', [['07:00', '11:30']])],
      week: { ...week, week: { ...week.week, '6': [['07:00', '11:30']] } },
    }
    const inProvince = resolveCalendar([country, province])
    const inAgency = resolveCalendar([country, province, agency])
    expect(due(start, threeDays, inProvince).dueAt).toBe('2026-12-04T02:00:00.000Z')
    // 1/12 is worked again; the morning of 2/12 is no working day by default
    expect(due(start, threeDays, inAgency).dueAt).toBe('2026-12-04T02:00:00.000Z')
    expect(inAgency.dates.find(({ date }) => date === '2026-12-01')).toMatchObject({ kind: 'SWAP_WORK', scope: 'agency:a' })
    expect(weekChanged(inProvince, inAgency)).toBe(true)
    expect(calendarChanges(inProvince, inAgency).map(({ date }) => date)).toEqual(['2026-12-01', '2026-12-02'])
  })
  it('is known up to the first year that nobody has looked at', () => {
    const dates = [...vietnam.dates, row('2029-01-01', 'HOLIDAY')]
    expect(resolveCalendar([{ ...country, dates }])).toMatchObject({ knownFrom: '2024-01-01', knownTo: '2027-12-31' })
  })
  it.each([
    ['office hours', [{ ...country, week: null }], 'week'],
    ['a year', [{ ...country, dates: [] }], 'dates'],
    ['anything', [], 'week'],
  ])('is refused without %s', (_, layers, path) => {
    expect(() => resolveCalendar(layers)).toThrow(
      expect.objectContaining({ code: 'CALENDAR_INVALID', details: expect.objectContaining({ path }) }),
    )
  })
  it('counts other names and sources as no change', () => {
    const renamed = { ...vietnam, dates: vietnam.dates.map((each) => ({ ...each, name: 'x', verified: true })) }
    expect(calendarChanges(vietnam, renamed)).toEqual([])
  })
})
