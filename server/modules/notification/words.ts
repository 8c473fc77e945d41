// How letters write times and money: official Vietnamese, civil time of Việt Nam wherever the server stands.

const civil = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Asia/Ho_Chi_Minh',
  weekday: 'short',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})
const WEEKDAYS: Record<string, string> = {
  Mon: 'thứ Hai',
  Tue: 'thứ Ba',
  Wed: 'thứ Tư',
  Thu: 'thứ Năm',
  Fri: 'thứ Sáu',
  Sat: 'thứ Bảy',
  Sun: 'Chủ nhật',
}

/** 10:30 thứ Hai, 04/01/2027 */
export function hourDayDate(at: Date | string): string {
  const parts = new Map(civil.formatToParts(new Date(at)).map(({ type, value }) => [type, value]))
  const weekday = WEEKDAYS[parts.get('weekday') ?? ''] ?? ''
  return `${parts.get('hour')}:${parts.get('minute')} ${weekday}, ${parts.get('day')}/${parts.get('month')}/${parts.get('year')}`
}

export const money = (amountVnd: number): string => `${String(amountVnd).replace(/\B(?=(\d{3})+$)/g, '.')} đồng`

/** 1 ngày; 2 giờ; 1 ngày 2 giờ 30 phút: of eight hours a day. */
export function workingTime(minutes: number): string {
  const parts: [number, string][] = [
    [Math.floor(minutes / 480), 'ngày'],
    [Math.floor((minutes % 480) / 60), 'giờ'],
    [minutes % 60, 'phút'],
  ]
  return (
    parts
      .filter(([n]) => n > 0)
      .map(([n, unit]) => `${n} ${unit}`)
      .join(' ') || '0 phút'
  )
}
