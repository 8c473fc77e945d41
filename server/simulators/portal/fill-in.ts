import { plainTime } from '../frame/clock.ts'
import type { Person } from '../people.ts'

const DAY_MS = 86_400_000

/** Sample answers name what the portal knows of the account (`{HoVaTen}`) or a day (`{ngay-7}`), so that they stay valid for anybody, any year. */
export function filledIn(answers: Record<string, unknown>, person: Person, now: Date): Record<string, unknown> {
  const known = new Map(Object.entries(person).map(([name, value]) => [`{${name}}`, String(value)]))
  known.set('{ngaySinh}', birthDay(person))
  const fill = (value: unknown): unknown => {
    if (typeof value === 'string') return known.get(value) ?? dayOf(value, now) ?? value
    if (Array.isArray(value)) return value.map(fill)
    if (typeof value === 'object' && value !== null)
      return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, fill(inner)]))
    return value
  }
  return Object.fromEntries(Object.entries(answers).map(([name, value]) => [name, fill(value)]))
}

/** yyyy-MM-dd of the yyyyMMdd that the identity system states. */
export const birthDay = ({ NgayThangNamSinh }: Person) => NgayThangNamSinh.replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3')

function dayOf(text: string, now: Date): string | undefined {
  const days = /^\{ngay([+-]\d{1,4})\}$/.exec(text)?.[1]
  return days === undefined ? undefined : plainTime(new Date(now.getTime() + Number(days) * DAY_MS)).slice(0, 10)
}
