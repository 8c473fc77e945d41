import type { Calendar, CalendarDate } from '../working-time.schema.ts'

const LAW = 'Bộ luật Lao động 2019, Điều 112 khoản 1'
const SUBSTITUTE = 'Bộ luật Lao động 2019, Điều 111 khoản 3'
const YEARLY = 'Quyết định của Thủ tướng Chính phủ về lịch nghỉ'

const MORNING: [string, string] = ['07:00', '11:30']
const AFTERNOON: [string, string] = ['13:30', '17:00']
const OFFICE_HOURS = [MORNING, AFTERNOON]

interface Row {
  date: string
  kind: CalendarDate['kind']
  name: string
  basis: string
  verified?: boolean
}

/** `verified: false` = read in the press or computed from the lunar calendar, the signed decision was not seen. */
const row = ({ date, kind, name, basis, verified = false }: Row): CalendarDate => ({
  date,
  kind,
  name,
  basis,
  verified,
  scope: 'national',
})
const holiday = (date: string, name: string, letter: string, verified = false): CalendarDate =>
  row({ date, kind: 'HOLIDAY', name, basis: `${LAW} điểm ${letter}`, verified })
const substitute = (date: string, name: string, basis = SUBSTITUTE): CalendarDate =>
  row({ date, kind: 'SUBSTITUTE', name, basis })
const swapOff = (date: string, name: string, year: number): CalendarDate =>
  row({ date, kind: 'SWAP_OFF', name, basis: `${YEARLY} năm ${year}` })
const swapWork = (date: string, name: string, year: number): CalendarDate =>
  row({ date, kind: 'SWAP_WORK', name, basis: `${YEARLY} năm ${year}` })

const TET_2026 = 'Tết Nguyên đán Bính Ngọ'
const TET_2027 = 'Tết Nguyên đán Đinh Mùi'

const dates2026: CalendarDate[] = [
  holiday('2026-01-01', 'Tết Dương lịch', 'a', true),
  swapOff('2026-01-02', 'Nghỉ hoán đổi dịp Tết Dương lịch', 2026),
  swapWork('2026-01-10', 'Làm bù cho ngày 02/01/2026', 2026),
  ...['2026-02-16', '2026-02-17', '2026-02-18', '2026-02-19', '2026-02-20'].map((date) => holiday(date, TET_2026, 'b')),
  holiday('2026-04-26', 'Giỗ Tổ Hùng Vương (10/3 âm lịch)', 'e', true),
  substitute('2026-04-27', 'Nghỉ bù Giỗ Tổ Hùng Vương'),
  holiday('2026-04-30', 'Ngày Giải phóng miền Nam, thống nhất đất nước', 'c', true),
  holiday('2026-05-01', 'Ngày Quốc tế lao động', 'd', true),
  swapWork('2026-08-22', 'Làm bù cho ngày 31/8/2026', 2026),
  swapOff('2026-08-31', 'Nghỉ hoán đổi dịp Quốc khánh', 2026),
  holiday('2026-09-01', 'Quốc khánh (ngày liền kề)', 'đ'),
  holiday('2026-09-02', 'Quốc khánh', 'đ', true),
]

const dates2027: CalendarDate[] = [
  holiday('2027-01-01', 'Tết Dương lịch', 'a', true),
  // One day before and four after New Year's Day; the yearly decision may choose another split.
  ...['2027-02-05', '2027-02-06', '2027-02-07', '2027-02-08', '2027-02-09'].map((date) => holiday(date, TET_2027, 'b')),
  substitute('2027-02-10', 'Nghỉ bù Tết Nguyên đán (mùng 1 vào thứ Bảy)'),
  substitute('2027-02-11', 'Nghỉ bù Tết Nguyên đán (mùng 2 vào Chủ nhật)'),
  holiday('2027-04-16', 'Giỗ Tổ Hùng Vương (10/3 âm lịch)', 'e', true),
  holiday('2027-04-30', 'Ngày Giải phóng miền Nam, thống nhất đất nước', 'c', true),
  holiday('2027-05-01', 'Ngày Quốc tế lao động', 'd', true),
  substitute('2027-05-03', 'Nghỉ bù Ngày Quốc tế lao động'),
  holiday('2027-09-02', 'Quốc khánh', 'đ', true),
  holiday('2027-09-03', 'Quốc khánh (ngày liền kề)', 'đ'),
]

/** Announced, but not found in force: shown to whoever keeps the calendar, never counted as a day off. */
export const unconfirmed: readonly CalendarDate[] = [
  row({
    date: '2026-11-24',
    kind: 'HOLIDAY',
    name: 'Ngày Văn hóa Việt Nam',
    basis:
      'Nghị quyết 80-NQ/TW ngày 07/01/2026; chưa thấy sửa Điều 112 Bộ luật Lao động hoặc nghị quyết của Quốc hội có hiệu lực',
  }),
  row({
    date: '2027-11-24',
    kind: 'HOLIDAY',
    name: 'Ngày Văn hóa Việt Nam',
    basis:
      'Nghị quyết 80-NQ/TW ngày 07/01/2026; chưa thấy sửa Điều 112 Bộ luật Lao động hoặc nghị quyết của Quốc hội có hiệu lực',
  }),
]

/** Office hours and days off of the whole country; an agency copies it and adds its own rows (Saturday mornings, local days). */
export const vietnam20262027: Calendar = {
  timeZone: 'Asia/Ho_Chi_Minh',
  week: { '1': OFFICE_HOURS, '2': OFFICE_HOURS, '3': OFFICE_HOURS, '4': OFFICE_HOURS, '5': OFFICE_HOURS, '6': [], '7': [] },
  weekCountsAsDay: ['1', '2', '3', '4', '5'],
  dates: [...dates2026, ...dates2027],
  dayMinutes: 480,
  knownFrom: '2026-01-01',
  knownTo: '2027-12-31',
}
