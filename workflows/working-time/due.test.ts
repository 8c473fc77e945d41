import { afterEach, describe, expect, it, vi } from 'vitest'
import { vietnam } from './calendars/vietnam.ts'
import { add, elapsed } from './count.ts'
import { due } from './due.ts'
import { addOfLine, dueOfLine, elapsedOfLine, explainOfLine, normaliseOfLine } from './json-line.ts'
import type { Calendar, LimitInput, Pause } from './working-time.schema.ts'

/** Clock time in Việt Nam, which has no summer time. */
const vn = (local: string): string => new Date(`${local}+07:00`).toISOString()
const dueVn = (start: string, limit: LimitInput, pauses: Pause[] = [], calendar: Calendar = vietnam) =>
  due(vn(start), limit, calendar, pauses).dueAt
const sameDay: LimitInput = { unit: 'sameDay', cutOff: '15:00' }
const threeDays: LimitInput = { unit: 'workingDay', amount: 3 }
const pause = (from: string, to: string | null): Pause => ({ from: vn(from), to: to === null ? null : vn(to) })

describe('birth certificates and certified copies: the same day, until 15:00', () => {
  it.each([
    ['an ordinary morning', '2026-11-23T09:00', '2026-11-23T17:00'],
    ['before the doors open', '2026-11-23T05:30', '2026-11-23T17:00'],
    ['at lunch', '2026-11-23T12:00', '2026-11-23T17:00'],
    ['exactly 15:00:00 still counts', '2026-11-23T15:00:00', '2026-11-23T17:00'],
    ['one second after 15:00', '2026-11-23T15:00:01', '2026-11-24T17:00'],
    ['after the doors close', '2026-11-23T18:10', '2026-11-24T17:00'],
    ['Friday 15:20', '2026-12-11T15:20', '2026-12-14T17:00'],
    ['Saturday', '2026-12-12T08:00', '2026-12-14T17:00'],
    ['Wednesday 15:30 before 30/4 and 1/5', '2026-04-29T15:30', '2026-05-04T17:00'],
    ['Friday 15:01 before Tết', '2026-02-13T15:01', '2026-02-23T17:00'],
    ['mùng 1', '2026-02-17T09:00', '2026-02-23T17:00'],
    ['National Day', '2026-09-02T09:00', '2026-09-03T17:00'],
    ['a Saturday that is worked instead', '2026-08-22T14:00', '2026-08-22T17:00'],
    ['the unconfirmed 24/11 is a working day', '2026-11-24T09:00', '2026-11-24T17:00'],
  ])('%s', (_, start, expected) => expect(dueVn(start, sameDay)).toBe(vn(expected)))

  it('without a cut-off takes until the last part ends, inclusive', () => {
    expect(dueVn('2026-11-23T17:00:00', { unit: 'sameDay' })).toBe(vn('2026-11-23T17:00'))
    expect(dueVn('2026-11-23T17:00:01', { unit: 'sameDay' })).toBe(vn('2026-11-24T17:00'))
  })
  it('is never due before the dossier came, even when the cut-off lies after closing', () => {
    expect(dueVn('2026-11-23T17:30', { unit: 'sameDay', cutOff: '18:00' })).toBe(vn('2026-11-24T17:00'))
  })
  it('uses the lost minutes up after a pause', () => {
    expect(dueVn('2026-11-23T09:00', sameDay, [pause('2026-11-23T10:00', '2026-11-23T14:00')])).toBe(vn('2026-11-24T09:00'))
  })
  it('does not stop for a pause that begins when it is due', () => {
    expect(dueVn('2026-11-23T09:00', sameDay, [pause('2026-11-23T17:00', null)])).toBe(vn('2026-11-23T17:00'))
  })
})

describe('household business: three working days, due at the time of arrival', () => {
  it.each([
    ['an ordinary week', '2026-11-23T10:20', '2026-11-26T10:20'],
    ['seconds of the arrival are kept', '2026-11-23T10:20:30', '2026-11-26T10:20:30'],
    ['over a weekend', '2026-11-26T10:20', '2026-12-01T10:20'],
    ['at lunch: from 13:30', '2026-11-23T12:15:40', '2026-11-26T11:30'],
    ['before the doors open: three whole days', '2026-11-23T06:00', '2026-11-25T17:00'],
    ['at the first minute', '2026-11-23T07:00', '2026-11-25T17:00'],
    ['after closing: from the next morning', '2026-11-23T17:00', '2026-11-26T17:00'],
    ['at the end of the morning', '2026-11-23T11:30', '2026-11-26T11:30'],
    ['Saturday', '2026-12-12T09:00', '2026-12-16T17:00'],
    ['over Tết Bính Ngọ', '2026-02-12T10:20', '2026-02-24T10:20'],
    ['over 30/4 and 1/5', '2026-04-28T14:00', '2026-05-05T14:00'],
    ['over the substitute of Giỗ Tổ', '2026-04-24T08:00', '2026-05-04T08:00'],
    ['over National Day with its swap', '2026-08-28T09:00', '2026-09-07T09:00'],
    ['over a worked Saturday', '2026-08-20T09:00', '2026-08-24T09:00'],
    ['over New Year with its swap', '2025-12-31T09:00', '2026-01-07T09:00'],
    ['before the first known day', '2020-12-29T09:00', null],
    ['New Year itself', '2026-01-01T09:00', '2026-01-07T17:00'],
    ['the worked Saturday of January', '2026-01-09T09:00', '2026-01-13T09:00'],
    ['over Tết Đinh Mùi', '2027-02-04T09:00', '2027-02-16T09:00'],
  ])('%s', (_, start, expected) => {
    if (expected === null) expect(() => dueVn(start, threeDays)).toThrow('2020-12-29')
    else expect(dueVn(start, threeDays)).toBe(vn(expected))
  })

  it('moves to the end of the day when the limit says so', () => {
    expect(dueVn('2026-11-23T10:20', { ...threeDays, end: 'endOfDay' })).toBe(vn('2026-11-26T17:00'))
  })
  it('counts quarters of a day as hours', () => {
    expect(dueVn('2026-11-23T10:30', { unit: 'workingDay', amount: 0.25 })).toBe(vn('2026-11-23T14:30'))
  })
  it.each<[string, Pause[], string]>([
    ['a pause of a whole day', [pause('2026-11-24T07:00', '2026-11-25T07:00')], '2026-11-27T10:20'],
    [
      'two overlapping pauses count once',
      [pause('2026-11-24T07:00', '2026-11-24T17:00'), pause('2026-11-24T10:00', '2026-11-25T07:00')],
      '2026-11-27T10:20',
    ],
    ['a pause at night changes nothing', [pause('2026-11-23T17:00', '2026-11-24T07:00')], '2026-11-26T10:20'],
    ['a pause over the weekend before changes nothing', [pause('2026-11-20T17:00', '2026-11-23T07:00')], '2026-11-26T10:20'],
    ['a pause that runs at the start counts from there', [pause('2026-11-20T17:00', '2026-11-23T11:20')], '2026-11-26T11:20'],
    ['a pause after the due date changes nothing', [pause('2026-11-26T10:20', null)], '2026-11-26T10:20'],
    ['an empty pause changes nothing', [pause('2026-11-24T10:00', '2026-11-24T10:00')], '2026-11-26T10:20'],
  ])('%s', (_, pauses, expected) => expect(dueVn('2026-11-23T10:20', threeDays, pauses)).toBe(vn(expected)))

  it('has no date while a pause is open, and says what is left', () => {
    const open = due(vn('2026-11-23T10:00'), threeDays, vietnam, [pause('2026-11-24T10:00', null)])
    expect(open).toMatchObject({ dueAt: null, remainingMinutes: 960 })
    expect(open.lines.at(-1)).toEqual({ kind: 'result', at: null, remainingMinutes: 960 })
  })
})

describe('hours and calendar days', () => {
  it.each<[string, string, LimitInput, string]>([
    ['8 hours of intake', '2026-11-23T15:20', { unit: 'workingHour', amount: 8 }, '2026-11-24T15:20'],
    ['half an hour', '2026-11-23T11:15', { unit: 'workingHour', amount: 0.5 }, '2026-11-23T13:45'],
    ['10 days, same clock time', '2026-11-23T20:15', { unit: 'calendarDay', amount: 10 }, '2026-12-03T20:15'],
    ['a due Sunday moves to Monday, same clock time', '2026-11-22T10:00', { unit: 'calendarDay', amount: 7 }, '2026-11-30T10:00'],
    [
      'and to closing time if so set',
      '2026-11-22T10:00',
      { unit: 'calendarDay', amount: 7, end: 'endOfDay' },
      '2026-11-30T17:00',
    ],
    ['a due day inside Tết moves behind it', '2026-02-10T10:00', { unit: 'calendarDay', amount: 7 }, '2026-02-23T10:00'],
  ])('%s', (_, start, limit, expected) => expect(dueVn(start, limit)).toBe(vn(expected)))

  it('adds the civil length of pauses, and only of those that begin before the date as moved so far', () => {
    const week: LimitInput = { unit: 'calendarDay', amount: 7 }
    const first = pause('2026-11-24T08:00', '2026-11-26T08:00')
    expect(dueVn('2026-11-23T10:00', week, [first])).toBe(vn('2026-12-02T10:00'))
    expect(dueVn('2026-11-23T10:00', week, [first, pause('2026-12-01T10:00', '2026-12-02T10:00')])).toBe(vn('2026-12-03T10:00'))
    expect(dueVn('2026-11-23T10:00', week, [pause('2026-11-30T10:00', '2026-12-02T10:00')])).toBe(vn('2026-11-30T10:00'))
    expect(due(vn('2026-11-23T10:00'), week, vietnam, [pause('2026-11-29T10:00', null)])).toMatchObject({
      dueAt: null,
      remainingMinutes: 1440,
    })
  })
  it('counts a Saturday morning for hours, not as a day', () => {
    const saturdays: Calendar = { ...vietnam, week: { ...vietnam.week, '6': [['07:00', '11:30']] } }
    expect(dueVn('2026-11-27T16:00', { unit: 'workingHour', amount: 2 }, [], saturdays)).toBe(vn('2026-11-28T08:00'))
    expect(dueVn('2026-11-27T16:00', { unit: 'workingDay', amount: 1 }, [], saturdays)).toBe(vn('2026-11-30T16:00'))
    expect(dueVn('2026-11-28T08:00:30', { unit: 'workingDay', amount: 1 }, [], saturdays)).toBe(vn('2026-11-30T17:00'))
  })
})

describe('faults are named with their place', () => {
  const cal = vietnam
  const start = vn('2026-11-23T10:00')
  const parts = (monday: [string, string][]): Calendar => ({ ...cal, week: { ...cal.week, '1': monday } })
  it.each<[string, () => unknown, string, string]>([
    [
      'overlapping parts',
      () =>
        due(
          start,
          threeDays,
          parts([
            ['07:00', '11:30'],
            ['11:00', '17:00'],
          ]),
        ),
      'CALENDAR_INVALID',
      'calendar.week.1.1',
    ],
    ['an empty part', () => due(start, threeDays, parts([['07:00', '07:00']])), 'CALENDAR_INVALID', 'calendar.week.1.0'],
    [
      'a clock time that is none',
      () => due(start, threeDays, parts([['07:00', '25:00']])),
      'CALENDAR_INVALID',
      'calendar.week.1.0.1',
    ],
    [
      'an unknown zone',
      () => due(start, threeDays, { ...cal, timeZone: 'Asia/Saigonn' }),
      'CALENDAR_INVALID',
      'calendar.timeZone',
    ],
    [
      'a date twice',
      () => due(start, threeDays, { ...cal, dates: cal.dates.slice(0, 1).flatMap((d) => [d, d]) }),
      'CALENDAR_INVALID',
      'calendar.dates.1.date',
    ],
    [
      'an end before the beginning',
      () => due(start, threeDays, { ...cal, knownTo: '2020-01-01' }),
      'CALENDAR_INVALID',
      'calendar.knownTo',
    ],
    [
      'a calendar of five hundred years',
      () => due(start, threeDays, { ...cal, knownTo: '2524-01-01' }),
      'CALENDAR_INVALID',
      'calendar.knownTo',
    ],
    ['a limit of nothing', () => due(start, { unit: 'workingDay', amount: 0 }, cal), 'LIMIT_INVALID', 'limit.amount'],
    ['a negative limit', () => due(start, { unit: 'calendarDay', amount: -3 }, cal), 'LIMIT_INVALID', 'limit.amount'],
    [
      'a limit of a thousand years',
      () => due(start, { unit: 'calendarDay', amount: 365_000 }, cal),
      'LIMIT_INVALID',
      'limit.amount',
    ],
    ['an end before the start', () => elapsed(start, vn('2026-11-23T09:59'), cal), 'TIME_INVALID', 'to'],
    ['a count of parts of a minute', () => add(start, 0.5, cal), 'LIMIT_INVALID', 'minutes'],
    ['a count backwards', () => add(start, -1, cal), 'LIMIT_INVALID', 'minutes'],
    [
      'a start before the first known day',
      () => due(vn('2020-06-01T10:00'), threeDays, cal),
      'CALENDAR_UNKNOWN',
      'calendar.knownFrom',
    ],
    [
      'an elapsed time into an unknown year',
      () => elapsed(start, vn('2028-01-03T10:00'), cal),
      'CALENDAR_UNKNOWN',
      'calendar.knownTo',
    ],
    ['an absurd limit', () => due(start, { unit: 'workingDay', amount: 1e9 }, cal), 'LIMIT_INVALID', 'limit.amount'],
    ['no amount', () => due(start, { unit: 'workingDay' }, cal), 'LIMIT_INVALID', 'limit.amount'],
    ['half a calendar day', () => due(start, { unit: 'calendarDay', amount: 0.5 }, cal), 'LIMIT_INVALID', 'limit.amount'],
    ['a third of a minute', () => due(start, { unit: 'workingHour', amount: 0.001 }, cal), 'LIMIT_INVALID', 'limit.amount'],
    ['a start that is no instant', () => due('2026-02-30T10:00:00Z', threeDays, cal), 'TIME_INVALID', 'start'],
    ['a day that is none, written as we write', () => due('2026-02-30T10:00:00.000Z', threeDays, cal), 'TIME_INVALID', 'start'],
    ['an hour that is none', () => due('2026-02-20T25:00:00.000Z', threeDays, cal), 'TIME_INVALID', 'start'],
    ['a start without a zone', () => due('2026-02-20T10:00:00', threeDays, cal), 'TIME_INVALID', 'start'],
    [
      'a pause that ends before it begins',
      () => due(start, threeDays, cal, [pause('2026-11-24T10:00', '2026-11-23T10:00')]),
      'TIME_INVALID',
      'pauses.0.to',
    ],
    ['a year nobody knows', () => due(vn('2027-12-30T10:00'), threeDays, cal), 'CALENDAR_UNKNOWN', 'calendar.knownTo'],
    [
      'a calendar day outside',
      () => due(vn('2027-12-30T10:00'), { unit: 'calendarDay', amount: 7 }, cal),
      'CALENDAR_UNKNOWN',
      'calendar.knownTo',
    ],
  ])('%s', (_, act, code, path) => {
    expect(act).toThrow(expect.objectContaining({ code, details: expect.objectContaining({ path }) }))
  })
})

describe('why this date', () => {
  it('tells the cut-off, the days off with their basis, the pause with its working minutes, and the result', () => {
    const { lines } = due(vn('2026-04-24T17:20'), { unit: 'workingDay', amount: 4 }, vietnam, [
      pause('2026-04-28T13:30', '2026-05-04T10:00'),
    ])
    expect(lines).toEqual([
      { kind: 'start', at: vn('2026-04-24T17:20') },
      { kind: 'startShifted', from: vn('2026-04-24T17:20'), to: vn('2026-04-28T07:00'), reason: 'afterHours' },
      { kind: 'limit', unit: 'workingDay', amount: 4, minutes: 1920, dayMinutes: 480, end: 'arrivalTime' },
      { kind: 'dayOff', date: '2026-04-25', reason: 'weekly' },
      expect.objectContaining({ kind: 'dayOff', date: '2026-04-26', reason: 'HOLIDAY' }),
      expect.objectContaining({
        kind: 'dayOff',
        date: '2026-04-27',
        reason: 'SUBSTITUTE',
        basis: 'Bộ luật Lao động 2019, Điều 111 khoản 3',
      }),
      { kind: 'counted', from: vn('2026-04-28T07:00'), to: vn('2026-04-28T11:30'), minutes: 270 },
      { kind: 'pause', from: vn('2026-04-28T13:30'), to: vn('2026-05-04T10:00'), minutes: 870 },
      { kind: 'counted', from: vn('2026-05-04T10:00'), to: vn('2026-05-07T15:30'), minutes: 1650 },
      { kind: 'result', at: vn('2026-05-07T15:30') },
    ])
  })
  it('tells that it came after the cut-off', () => {
    expect(due(vn('2026-12-11T15:20'), sameDay, vietnam).lines).toContainEqual({
      kind: 'startShifted',
      from: vn('2026-12-11T15:20'),
      to: vn('2026-12-14T07:00'),
      reason: 'afterCutOff',
      cutOff: '15:00',
    })
  })
})

describe('the zone of the machine', () => {
  afterEach(() => vi.unstubAllEnvs())
  it.each(['America/Los_Angeles', 'Pacific/Kiritimati'])('does not matter: %s', (zone) => {
    const here = due('2026-02-13T03:20:00Z', threeDays, vietnam)
    vi.stubEnv('TZ', zone)
    expect(new Date(0).getTimezoneOffset()).not.toBe(0)
    expect(due('2026-02-13T03:20:00Z', threeDays, { ...vietnam, dates: [...vietnam.dates] })).toEqual(here)
    expect(here.dueAt).toBe('2026-02-25T03:20:00.000Z')
  })
})

describe('a line of JSON', () => {
  const line = { start: '2026-11-23T03:20:00Z', limit: threeDays, calendar: vietnam }
  it('is answered', () => {
    expect(dueOfLine(JSON.parse(JSON.stringify(line))).dueAt).toBe('2026-11-26T03:20:00.000Z')
    expect(elapsedOfLine({ ...line, from: line.start, to: '2026-11-26T03:20:00Z' })).toBe(1440)
    expect(addOfLine({ start: line.start, minutes: 1440, calendar: vietnam })).toBe('2026-11-26T03:20:00.000Z')
    expect(normaliseOfLine({ at: '2026-11-23T00:00:00Z', calendar: vietnam })).toBe('2026-11-20T10:00:00.000Z')
    expect(explainOfLine(line)).toEqual(dueOfLine(line).lines)
    expect(JSON.parse(JSON.stringify(dueOfLine(line))).lines).toEqual(dueOfLine(line).lines)
  })
  it.each<[object | null, string, string]>([
    [null, 'INPUT_INVALID', ''],
    [{ ...line, start: 'today' }, 'TIME_INVALID', 'start'],
    [{ ...line, limit: { unit: 'month', amount: 1 } }, 'LIMIT_INVALID', 'limit.unit'],
    [{ ...line, calendar: { ...vietnam, week: {} } }, 'CALENDAR_INVALID', 'calendar.week.1'],
    [{ ...line, pauses: [{ from: '2026-11-23T03:20:00Z' }] }, 'TIME_INVALID', 'pauses.0.to'],
    [{ ...line, calendar: { ...vietnam, knownTo: '2026-11-24' } }, 'CALENDAR_UNKNOWN', 'calendar.knownTo'],
  ])('with a fault names it (%#)', (faulty, code, path) => {
    expect(() => dueOfLine(faulty)).toThrow(expect.objectContaining({ code, details: expect.objectContaining({ path }) }))
  })
})
