import type { useTranslations } from 'next-intl'
import { type Locale, timeZone } from './locale.ts'

type FormatWords = ReturnType<typeof useTranslations<'format'>>

const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const

/** Civil parts in the agency's time zone, whatever the zone of the browser or the server. */
const civilParts = new Intl.DateTimeFormat('en-GB', {
  timeZone,
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
})

interface Civil {
  year: string
  month: string
  day: string
  time: string
}

function civil(instant: string | Date): Civil {
  const parts = new Map(civilParts.formatToParts(new Date(instant)).map(({ type, value }) => [type, value]))
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? ''
  return { year: part('year'), month: part('month'), day: part('day'), time: `${part('hour')}:${part('minute')}` }
}

/** A civil day written `2027-01-04` stays that day; an instant becomes the day it falls on in Vietnam. */
function dayOf(value: string | Date): Civil {
  if (typeof value === 'string') {
    const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value) ?? []
    if (year && month && day) return { year, month, day, time: '00:00' }
  }
  return civil(value)
}

function noon({ year, month, day }: Civil): Date {
  return new Date(Date.UTC(Number(year), Number(month) - 1, Number(day), 12))
}

/** `030 ••• ••• 417`: enough for its owner to recognise it, not enough for anybody else. */
export function maskPersonalNumber(number: string): string {
  if (number.length < 9) return '•'.repeat(number.length)
  const hidden = Array.from({ length: Math.ceil((number.length - 6) / 3) }, () => '•••').join(' ')
  return `${number.slice(0, 3)} ${hidden} ${number.slice(-3)}`
}

export function maskPhone(phone: string): string {
  return phone.length < 8 ? '•'.repeat(phone.length) : `${phone.slice(0, 4)} ••• ${phone.slice(-3)}`
}

/** Making one costs more than using it a hundred times, and every component that writes a date asks for a format. */
const numbersOf = (tag: string) => ({
  numbers: new Intl.NumberFormat(tag),
  oneDecimal: new Intl.NumberFormat(tag, { maximumFractionDigits: 1 }),
})
const byLocale = { vi: numbersOf('vi-VN'), en: numbersOf('en-GB') }
const dayAndMonth = { timeZone: 'UTC', day: 'numeric', month: 'long' } as const
const inEnglish = {
  withYear: new Intl.DateTimeFormat('en-GB', { ...dayAndMonth, year: 'numeric' }),
  without: new Intl.DateTimeFormat('en-GB', dayAndMonth),
}

export function createFormat(locale: Locale, t: FormatWords) {
  const { numbers, oneDecimal } = byLocale[locale]
  const englishDate = (day: Civil, withYear: boolean) => (withYear ? inEnglish.withYear : inEnglish.without).format(noon(day))

  const dateText = (day: Civil, withYear: boolean) => {
    if (locale === 'en') return englishDate(day, withYear)
    return withYear ? `${day.day}/${day.month}/${day.year}` : `${day.day}/${day.month}`
  }
  const weekdayText = (day: Civil) => t(`weekday.${weekdays[noon(day).getUTCDay()] ?? 'sun'}`)
  const capital = (text: string) => text.charAt(0).toLocaleUpperCase(locale) + text.slice(1)

  const time = (instant: string | Date) => civil(instant).time
  const date = (value: string | Date) => dateText(dayOf(value), true)
  /** "04/01": only where the year is plain from the list it stands in. */
  const dayMonth = (value: string | Date) => dateText(dayOf(value), false)
  /** "thứ Hai, 04/01/2027" */
  const weekdayDate = (value: string | Date) => {
    const day = dayOf(value)
    return t('weekdayDate', { weekday: weekdayText(day), date: dateText(day, true) })
  }
  /** "10:30 thứ Hai, 04/01/2027": the hour first, because that is what people come for. */
  const dateTime = (instant: string | Date) => t('dateTime', { time: time(instant), day: weekdayDate(instant) })
  /** "10:30 thứ Hai 04/01" */
  const shortDateTime = (instant: string | Date) => {
    const day = civil(instant)
    return t('shortDateTime', { time: day.time, weekday: weekdayText(day), date: dateText(day, false) })
  }
  /** "07:00–11:30 thứ Hai 04/01", or over days "09:00 thứ Năm 17/12 đến 14:30 thứ Hai 21/12". */
  const range = (from: string | Date, to: string | Date) => {
    const [start, end] = [civil(from), civil(to)]
    const isOneDay = start.year === end.year && start.month === end.month && start.day === end.day
    return isOneDay
      ? t('rangeInDay', { from: start.time, to: end.time, weekday: weekdayText(start), date: dateText(start, false) })
      : t('range', { from: shortDateTime(from), to: shortDateTime(to) })
  }

  const number = (value: number) => numbers.format(value)
  const money = (amountVnd: number) => t('money', { amount: numbers.format(amountVnd) })
  const fileSize = (bytes: number) => {
    if (bytes < 1_000_000) return `${numbers.format(Math.max(1, Math.round(bytes / 1000)))} kB`
    return `${oneDecimal.format(bytes / 1_000_000)} MB`
  }

  /** "3 ngày 1 giờ": working time in the largest two units, or all three where a calculation is shown. */
  const workingTime = (minutes: number, { dayMinutes = 480, units = 2 }: { dayMinutes?: number; units?: 2 | 3 } = {}) => {
    const whole = Math.max(0, Math.floor(minutes))
    const days = Math.floor(whole / dayMinutes)
    const hours = Math.floor((whole % dayMinutes) / 60)
    const rest = (whole % dayMinutes) % 60
    const parts = [
      days > 0 ? t('days', { n: days }) : null,
      hours > 0 ? t('hours', { n: hours }) : null,
      rest > 0 ? t('minutes', { n: rest }) : null,
    ]
    const fromLargest = parts.slice(parts.findIndex((part) => part !== null)).slice(0, units)
    return fromLargest.filter((part) => part !== null).join(' ') || t('minutes', { n: 0 })
  }

  /** For citizens: "hơn 3 ngày làm việc"; below one day the hours are said as they are. */
  const roughWorkingTime = (minutes: number, dayMinutes = 480) => {
    const days = Math.floor(minutes / dayMinutes)
    if (days < 1) return workingTime(minutes, { dayMinutes })
    return minutes % dayMinutes === 0 ? t('workingDays', { n: days }) : t('moreThanWorkingDays', { n: days })
  }

  return {
    time,
    date,
    dayMonth,
    weekdayDate,
    dateTime,
    shortDateTime,
    range,
    number,
    money,
    fileSize,
    workingTime,
    roughWorkingTime,
    capital,
  }
}

export type Format = ReturnType<typeof createFormat>
