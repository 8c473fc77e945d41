import { DomainError } from '../domain-error.ts'
import { lunarDate, lunarYearName } from './lunar.ts'
import type { CalendarDate } from './working-time.schema.ts'
import { dateOf, epochDayOf, weekdayOf } from './zone.ts'

const LAW = 'Bộ luật Lao động 2019, Điều 112 khoản 1'
const SUBSTITUTE = 'Bộ luật Lao động 2019, Điều 111 khoản 3'
const FROM_LAW = 'Ngày cố định trong luật'
const FROM_MOON = 'Tính theo âm lịch Việt Nam (UTC+7)'
const FROM_REST = 'Ngày lễ trùng ngày nghỉ hằng tuần'
const CHOSEN = 'Đề xuất: quyết định hằng năm có thể chọn khác'
const CULTURE_DAY_FROM = 2026
/** What is known of 24/11: wanted by the Politburo and the Government, not found in any law in force. */
const CULTURE_DAY =
  'Nghị quyết 80-NQ/TW ngày 07/01/2026, Nghị quyết 30/NQ-CP; chưa thấy sửa Điều 112 Bộ luật Lao động hoặc nghị quyết của Quốc hội có hiệu lực'

/** What the law leaves to each year's decision. */
export interface YearChoices {
  /** Days of Tết before the first day of the lunar year; the other days of the five follow it. */
  tetBefore?: 1 | 2
  /** The second day of National Day. */
  nationalDay?: 'before' | 'after'
}

export interface ProposedYear {
  /** Days off as the law gives them; what follows from a choice is not verified until somebody has read the decision. */
  dates: CalendarDate[]
  /** Announced but not found in force: shown to whoever keeps the calendar, never counted as a day off. */
  announced: CalendarDate[]
}

/** The astronomy holds for some centuries; the law is today's. */
const FIRST_YEAR = 1900
const LAST_YEAR = 2199

/** Days off that the law gives in a year, weekends being days of rest, for people to confirm and to add the year's swaps to. */
export function proposeYear(year: number, choices: YearChoices = {}): ProposedYear {
  if (!Number.isInteger(year) || year < FIRST_YEAR || year > LAST_YEAR)
    throw new DomainError('TIME_INVALID', `no calendar is proposed for ${year}`, { path: 'year', reason: 'calendar.yearOutside' })
  const days = new Map<number, CalendarDate>()
  const holiday = (date: string, name: string, letter: string, source: string) => {
    const day = epochDayOf(date)
    const known = days.get(day)
    // two holidays on one day are one day off; the law gives nothing for it
    if (known) days.set(day, { ...known, name: `${known.name}; ${name}`, basis: `${known.basis}; ${LAW} điểm ${letter}` })
    else days.set(day, row(date, 'HOLIDAY', name, `${LAW} điểm ${letter}`, source))
  }
  holiday(`${year}-01-01`, 'Tết Dương lịch', 'a', FROM_LAW)
  const tet = epochDayOf(lunarDate(year, 1, 1))
  const before = choices.tetBefore ?? 1
  for (let n = 0; n < 5; n += 1) holiday(dateOf(tet - before + n), `Tết Nguyên đán ${lunarYearName(year)}`, 'b', CHOSEN)
  holiday(lunarDate(year, 3, 10), 'Giỗ Tổ Hùng Vương (10/3 âm lịch)', 'e', FROM_MOON)
  holiday(`${year}-04-30`, 'Ngày Chiến thắng', 'c', FROM_LAW)
  holiday(`${year}-05-01`, 'Ngày Quốc tế lao động', 'd', FROM_LAW)
  holiday(`${year}-09-02`, 'Quốc khánh', 'đ', FROM_LAW)
  const beside = (choices.nationalDay ?? besideNationalDay(year)) === 'before' ? `${year}-09-01` : `${year}-09-03`
  holiday(beside, 'Quốc khánh (ngày liền kề)', 'đ', CHOSEN)
  for (const substitute of substitutes(days)) days.set(epochDayOf(substitute.date), substitute)
  const announced =
    year < CULTURE_DAY_FROM
      ? []
      : [{ ...row(`${year}-11-24`, 'HOLIDAY', 'Ngày Văn hóa Việt Nam', CULTURE_DAY, 'Báo chí, tháng 02/2026'), verified: false }]
  return { dates: [...days.values()].sort((a, b) => (a.date < b.date ? -1 : 1)), announced }
}

function row(date: string, kind: CalendarDate['kind'], name: string, basis: string, source: string): CalendarDate {
  return { date, kind, name, basis, source, verified: source !== CHOSEN, scope: 'vn' }
}

const isWeekend = (day: number) => weekdayOf(day) > 5

/** A holiday on a day of rest is made up for on the next working day, one after the other. */
function substitutes(days: ReadonlyMap<number, CalendarDate>): CalendarDate[] {
  const taken = new Set(days.keys())
  return [...days.entries()]
    .sort(([a], [b]) => a - b)
    .filter(([day]) => isWeekend(day))
    .map(([day, holiday]) => {
      let free = day + 1
      while (isWeekend(free) || taken.has(free)) free += 1
      taken.add(free)
      return row(dateOf(free), 'SUBSTITUTE', `Nghỉ bù ${holiday.name}`, SUBSTITUTE, holiday.verified ? FROM_REST : CHOSEN)
    })
}

/** The neighbour of 2/9 that is a working day and joins it to a weekend; in the middle of the week the day before. */
function besideNationalDay(year: number): 'before' | 'after' {
  const weekday = weekdayOf(epochDayOf(`${year}-09-02`))
  return weekday === 1 || weekday === 4 || weekday === 7 ? 'after' : 'before'
}
