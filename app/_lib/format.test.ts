import { createTranslator } from 'next-intl'
import { describe, expect, it } from 'vitest'
import english from '../_messages/en.json'
import vietnamese from '../_messages/vi.json'
import { createFormat, maskPersonalNumber, maskPhone } from './format.ts'

const vi = createFormat('vi', createTranslator({ locale: 'vi', messages: vietnamese, namespace: 'format' }))
const en = createFormat('en', createTranslator({ locale: 'en', messages: english, namespace: 'format' }))

const mondayMorning = '2027-01-04T03:30:00.000Z'

describe('dates', () => {
  it('say the hour first, then the weekday, then the date, in Vietnam whatever the zone of the reader', () => {
    expect(vi.dateTime(mondayMorning)).toBe('10:30 thứ Hai, 04/01/2027')
    expect(en.dateTime(mondayMorning)).toBe('10:30, Monday 4 January 2027')
  })

  it('leave the year out in lists', () => {
    expect(vi.shortDateTime(mondayMorning)).toBe('10:30 thứ Hai 04/01')
    expect(en.shortDateTime(mondayMorning)).toBe('10:30 Monday 4 January')
    expect(vi.dayMonth('2026-12-14')).toBe('14/12')
  })

  it('fall on the day in Vietnam, also shortly after midnight there', () => {
    expect(vi.weekdayDate('2026-12-31T17:30:00.000Z')).toBe('thứ Sáu, 01/01/2027')
    expect(vi.time('2026-12-31T17:30:00.000Z')).toBe('00:30')
  })

  it('keep a civil day as it is', () => {
    expect(vi.date('2026-12-27')).toBe('27/12/2026')
    expect(vi.weekdayDate('2026-12-27')).toBe('Chủ nhật, 27/12/2026')
    expect(en.date('2026-12-27')).toBe('27 December 2026')
  })

  it('say a range once for one day and twice over days', () => {
    expect(vi.range('2026-12-17T00:00:00Z', '2026-12-17T04:30:00Z')).toBe('07:00–11:30 thứ Năm 17/12')
    expect(vi.range('2026-12-17T02:00:00Z', '2026-12-21T07:30:00Z')).toBe('09:00 thứ Năm 17/12 đến 14:30 thứ Hai 21/12')
    expect(en.range('2026-12-17T02:00:00Z', '2026-12-21T07:30:00Z')).toBe(
      '09:00 Thursday 17 December to 14:30 Monday 21 December',
    )
  })
})

describe('money and numbers', () => {
  it('are grouped as the reader is used to', () => {
    expect(vi.money(18_000)).toBe('18.000 đồng')
    expect(en.money(18_000)).toBe('18,000 đồng')
    expect(vi.money(0)).toBe('0 đồng')
    expect(vi.number(1302)).toBe('1.302')
  })

  it('give sizes of files in the unit that is easy to read', () => {
    expect(vi.fileSize(1_400_000)).toBe('1,4 MB')
    expect(vi.fileSize(312_400)).toBe('312 kB')
    expect(vi.fileSize(3)).toBe('1 kB')
    expect(en.fileSize(1_400_000)).toBe('1.4 MB')
  })
})

describe('working time', () => {
  it.each([
    [3 * 480 + 60, '3 ngày 1 giờ', '3 days 1 hour'],
    [140, '2 giờ 20 phút', '2 hours 20 minutes'],
    [480, '1 ngày', '1 day'],
    [480 + 20, '1 ngày', '1 day'],
    [0, '0 phút', '0 minutes'],
    [1, '1 phút', '1 minute'],
  ])('%i minutes in the largest two units', (minutes, inVietnamese, inEnglish) => {
    expect(vi.workingTime(minutes)).toBe(inVietnamese)
    expect(en.workingTime(minutes)).toBe(inEnglish)
  })

  it('is exact to the minute in a calculation', () => {
    expect(vi.workingTime(2 * 480 + 3 * 60 + 30, { units: 3 })).toBe('2 ngày 3 giờ 30 phút')
  })

  it('follows the length of the agency’s own day', () => {
    expect(vi.workingTime(420, { dayMinutes: 420 })).toBe('1 ngày')
  })

  it('is said roughly to citizens, and by the hour on the last day', () => {
    expect(vi.roughWorkingTime(3 * 480 + 75)).toBe('hơn 3 ngày làm việc')
    expect(vi.roughWorkingTime(3 * 480)).toBe('3 ngày làm việc')
    expect(vi.roughWorkingTime(140)).toBe('2 giờ 20 phút')
    expect(en.roughWorkingTime(480 + 1)).toBe('more than 1 working day')
  })
})

describe('masks', () => {
  it('show enough of a number for its owner and not enough for others', () => {
    expect(maskPersonalNumber('030190000417')).toBe('030 ••• ••• 417')
    expect(maskPersonalNumber('123456789')).toBe('123 ••• 789')
    expect(maskPersonalNumber('12345')).toBe('•••••')
    expect(maskPhone('0912000345')).toBe('0912 ••• 345')
  })
})
