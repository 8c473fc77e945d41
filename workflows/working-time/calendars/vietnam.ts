import { proposeYear, type YearChoices } from '../propose-year.ts'
import type { Calendar, CalendarDate } from '../working-time.schema.ts'

interface Swap {
  off: string
  work: string
  basis: string
  source: string
}

interface DeliveredYear {
  year: number
  choices: YearChoices
  /** Where the choices and swaps of the year were read. Nothing here was read in the signed decision itself. */
  source: string
  swaps: readonly Swap[]
}

const PRESS = 'Báo chí; chưa đọc văn bản gốc'
const APPLIED = 'Lịch đã áp dụng; chưa đọc văn bản gốc'
const yearly = (year: number) => `Thông báo lịch nghỉ lễ, Tết năm ${year} theo ý kiến của Thủ tướng Chính phủ`

/** What each year's decision chose, as far as it is known. */
const DELIVERED: readonly DeliveredYear[] = [
  { year: 2021, choices: { tetBefore: 2, nationalDay: 'after' }, source: APPLIED, swaps: [] },
  { year: 2022, choices: { tetBefore: 1, nationalDay: 'before' }, source: APPLIED, swaps: [] },
  { year: 2023, choices: { tetBefore: 2, nationalDay: 'before' }, source: APPLIED, swaps: [] },
  {
    year: 2024,
    choices: { tetBefore: 2, nationalDay: 'after' },
    source: APPLIED,
    swaps: [
      {
        off: '2024-04-29',
        work: '2024-05-04',
        basis: 'Văn bản 2450/VPCP-KGVX ngày 12/4/2024',
        source: `${PRESS} (baotintuc.vn, 12/4/2024)`,
      },
    ],
  },
  {
    year: 2025,
    choices: { tetBefore: 2, nationalDay: 'before' },
    source: PRESS,
    swaps: [{ off: '2025-05-02', work: '2025-04-26', basis: yearly(2025), source: PRESS }],
  },
  {
    year: 2026,
    choices: { tetBefore: 1, nationalDay: 'before' },
    source: `${PRESS} (thanhnien.vn, 13/01/2026)`,
    swaps: [
      { off: '2026-01-02', work: '2026-01-10', basis: yearly(2026), source: PRESS },
      { off: '2026-08-31', work: '2026-08-22', basis: yearly(2026), source: PRESS },
    ],
  },
  { year: 2027, choices: {}, source: 'Đề xuất theo luật và âm lịch; chưa có quyết định', swaps: [] },
]

const shown = (date: string) => date.split('-').reverse().join('/')

const swapRows = ({ off, work, basis, source }: Swap): CalendarDate[] => [
  { date: off, kind: 'SWAP_OFF', name: `Nghỉ hoán đổi, làm bù ngày ${shown(work)}`, basis, source, verified: false, scope: 'vn' },
  { date: work, kind: 'SWAP_WORK', name: `Làm bù cho ngày ${shown(off)}`, basis, source, verified: false, scope: 'vn' },
]

function deliveredRows({ year, choices, source, swaps }: DeliveredYear): CalendarDate[] {
  const dates = proposeYear(year, choices).dates.map((row) => (row.verified ? row : { ...row, source }))
  return [...dates, ...swaps.flatMap(swapRows)].sort((a, b) => (a.date < b.date ? -1 : 1))
}

export const deliveredYears: readonly number[] = DELIVERED.map(({ year }) => year)

/** Announced, but not found in force: shown to whoever keeps the calendar, never counted as a day off. */
export const unconfirmed: readonly CalendarDate[] = DELIVERED.flatMap(({ year }) => proposeYear(year).announced)

const MORNING: [string, string] = ['07:00', '11:30']
const AFTERNOON: [string, string] = ['13:30', '17:00']
const OFFICE_HOURS = [MORNING, AFTERNOON]

/** Office hours and days off of the whole country; provinces and agencies add rows of their own to it. */
export const vietnam: Calendar = {
  timeZone: 'Asia/Ho_Chi_Minh',
  week: { '1': OFFICE_HOURS, '2': OFFICE_HOURS, '3': OFFICE_HOURS, '4': OFFICE_HOURS, '5': OFFICE_HOURS, '6': [], '7': [] },
  weekCountsAsDay: ['1', '2', '3', '4', '5'],
  dates: DELIVERED.flatMap(deliveredRows),
  dayMinutes: 480,
  knownFrom: `${deliveredYears[0]}-01-01`,
  knownTo: `${deliveredYears.at(-1)}-12-31`,
}
