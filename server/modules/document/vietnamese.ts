/** How official Vietnamese papers write instants, dates and amounts. Civil time is that of Việt Nam wherever the server stands. */
const ZONE = 'Asia/Ho_Chi_Minh'
const civil = new Intl.DateTimeFormat('en-GB', {
  timeZone: ZONE,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})

function parts(instant: string) {
  const found = new Map(civil.formatToParts(new Date(instant)).map(({ type, value }) => [type, value]))
  const part = (type: Intl.DateTimeFormatPartTypes) => found.get(type) ?? ''
  return { year: part('year'), month: part('month'), day: part('day'), hour: part('hour'), minute: part('minute') }
}

/** Months 1 and 2 and days below 10 carry a zero, so that nothing can be added to them (NĐ 30/2020/NĐ-CP, Phụ lục I). */
export function longDate(instant: string): string {
  const { day, month, year } = parts(instant)
  return `ngày ${day} tháng ${Number(month) > 2 ? Number(month) : month} năm ${year}`
}

export function hourAndDate(instant: string): string {
  const { hour, minute } = parts(instant)
  return `${hour} giờ ${minute} phút, ${longDate(instant)}`
}

/** As tables write it: 05/01/2027. */
export function civilDate(instant: string): string {
  const { day, month, year } = parts(instant)
  return `${day}/${month}/${year}`
}

export const yearOf = (instant: string): number => Number(parts(instant).year)

const grouped = (n: number): string => String(n).replace(/\B(?=(\d{3})+$)/g, '.')
export const money = (amountVnd: number): string => `${grouped(amountVnd)} đồng`
/** To the byte: two files of one size in kilobytes are not the same. */
export const bytes = (size: number): string => `${grouped(size)} byte`

export const capitals = (text: string): string => text.toLocaleUpperCase('vi')

/** Counts of papers: two digits, and a dash where there is none. */
export const count = (n: number): string => (n === 0 ? '–' : String(n).padStart(2, '0'))

/** Long names of agencies stand on two lines of about the same length, not on a full one and a single word. */
export function balanced(text: string, longest = 26): string {
  if (text.length <= longest) return text
  const spaces = [...text.matchAll(/ /g)].map(({ index }) => index)
  const [middle] = spaces.sort((a, b) => Math.abs(a - text.length / 2) - Math.abs(b - text.length / 2))
  return middle === undefined ? text : `${text.slice(0, middle)}\n${text.slice(middle + 1)}`
}

/** Stays on one line, as telephone numbers should. */
export const unbroken = (text: string): string => text.replaceAll(' ', '\u00a0')

const UNITS = { workingDay: 'ngày làm việc', workingHour: 'giờ làm việc', calendarDay: 'ngày' } as const

/** The legal limit as papers state it: "03 ngày làm việc". */
export function limitInWords({
  unit,
  amount,
  cutOff,
  nextDayAfter,
}: {
  unit: keyof typeof UNITS | 'sameDay'
  amount: number
  cutOff?: string
  nextDayAfter?: string
}): string {
  if (unit === 'sameDay')
    return `trong ngày làm việc${cutOff ? ` (nhận sau ${cutOff} thì trả trong ngày làm việc tiếp theo)` : ''}`
  const [whole = '', part] = String(amount).split('.')
  const late = nextDayAfter ? ` (nhận sau ${nextDayAfter} thì tính từ ngày làm việc tiếp theo)` : ''
  return `${whole.padStart(2, '0')}${part ? `,${part}` : ''} ${UNITS[unit]}${late}`
}
