import { describe, expect, it } from 'vitest'
import { vietnam } from './calendars/vietnam.ts'
import { elapsed } from './count.ts'
import { due } from './due.ts'
import { type CalendarLayer, calendarChanges, resolveCalendar, weekChanged } from './resolve-calendar.ts'
import { type CalendarDate, calendarSchema } from './working-time.schema.ts'

const week = { week: vietnam.week, weekCountsAsDay: vietnam.weekCountsAsDay }
const country: CalendarLayer = { scope: 'vn', dates: vietnam.dates, weeks: [{ ...week, validFrom: null }] }
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
    const calendar = resolveCalendar([country, { scope: 'province:31', dates: [], weeks: [] }])
    expect(calendarSchema.parse(calendar)).toEqual(vietnam)
    expect(calendarChanges(vietnam, calendar)).toEqual([])
  })
  it('lets the narrower place have the last word, for a date and for the week', () => {
    const province: CalendarLayer = { scope: 'province:31', dates: [row('2026-12-01', 'HOLIDAY')], weeks: [] }
    const agency: CalendarLayer = {
      scope: 'agency:a',
      dates: [row('2026-12-01', 'SWAP_WORK'), row('2026-12-02', 'HOLIDAY', [['07:00', '11:30']])],
      weeks: [{ ...week, validFrom: null, week: { ...week.week, '6': [['07:00', '11:30']] } }],
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
  it('gives office hours from their first day on, and leaves what is over as it was', () => {
    const mornings = { week: Object.fromEntries(Object.keys(week.week).map((day) => [day, [['07:00', '11:30']]])) as never }
    const agency: CalendarLayer = {
      scope: 'agency:a',
      dates: [],
      weeks: [{ ...week, ...mornings, validFrom: '2026-12-07' }],
    }
    const calendar = calendarSchema.parse(resolveCalendar([country, agency]))
    expect(calendar).toMatchObject({ week: vietnam.week, laterWeeks: [{ validFrom: '2026-12-07', ...mornings }] })
    expect(weekChanged(vietnam, calendar)).toBe(true)
    // 2/12 to 4/12 are over by then; of the days after 7/12 only the mornings are left
    expect(due('2026-12-01T02:00:00.000Z', threeDays, calendar).dueAt).toBe('2026-12-04T02:00:00.000Z')
    expect(due('2026-12-03T02:00:00.000Z', threeDays, calendar).dueAt).toBe('2026-12-09T01:00:00.000Z')
    expect(elapsed('2026-11-30T00:00:00.000Z', '2026-12-05T00:00:00.000Z', calendar)).toBe(
      elapsed('2026-11-30T00:00:00.000Z', '2026-12-05T00:00:00.000Z', vietnam),
    )
  })
  it('lets a place keep its own hours when those around it change, and tells no change twice', () => {
    const later = { ...country, weeks: [...country.weeks, { ...week, weekCountsAsDay: ['1' as const], validFrom: '2027-01-01' }] }
    const own: CalendarLayer = { scope: 'agency:a', dates: [], weeks: [{ ...week, validFrom: null }] }
    expect(resolveCalendar([later, own])).not.toHaveProperty('laterWeeks')
    expect(resolveCalendar([later]).laterWeeks).toEqual([{ ...week, weekCountsAsDay: ['1'], validFrom: '2027-01-01' }])
  })
  it('is refused when its later hours do not follow one another', () => {
    const later = (validFrom: string) => ({ ...week, validFrom })
    for (const [second, path] of [
      ['2026-12-01', 'calendar.laterWeeks.1.validFrom'],
      ['2026-11-01', 'calendar.laterWeeks.1.validFrom'],
      ['2026-02-30', 'calendar.laterWeeks.1.validFrom'],
    ] as const)
      expect(() => due(start, threeDays, { ...vietnam, laterWeeks: [later('2026-12-01'), later(second)] })).toThrow(
        expect.objectContaining({ code: 'CALENDAR_INVALID', details: expect.objectContaining({ path }) }),
      )
  })
  it('is known up to the first year that nobody has looked at', () => {
    const dates = [...vietnam.dates, row('2029-01-01', 'HOLIDAY')]
    expect(resolveCalendar([{ ...country, dates }])).toMatchObject({ knownFrom: '2021-01-01', knownTo: '2027-12-31' })
  })
  it.each([
    ['office hours', [{ ...country, weeks: [] }], 'week'],
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
