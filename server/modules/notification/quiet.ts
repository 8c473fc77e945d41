/** Hours of a day in Việt Nam, as `22:00`; they may go over midnight. */
export interface QuietHours {
  from: string
  to: string
}

// Việt Nam has had one offset and no summer time since 1975.
const OFFSET_MS = 7 * 3_600_000
const DAY_MS = 86_400_000
const minutesOf = (clock: string) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3))

/** The first moment from `now` on at which a phone may make a sound: `now` itself outside the quiet hours. */
export function afterQuiet(now: Date, { from, to }: QuietHours): Date {
  const [begin, end] = [minutesOf(from), minutesOf(to)]
  if (begin === end) return now
  const local = now.getTime() + OFFSET_MS
  const midnight = Math.floor(local / DAY_MS) * DAY_MS
  const minute = (local - midnight) / 60_000
  const isOver = begin < end ? minute >= begin && minute < end : minute >= begin || minute < end
  if (!isOver) return now
  const endsToday = midnight + end * 60_000
  const ends = endsToday > local ? endsToday : endsToday + DAY_MS
  return new Date(ends - OFFSET_MS)
}

/** When to send: in the morning, unless the limit that the notice speaks of ends before people could act on it then. */
export function sendAt(now: Date, quiet: QuietHours, urgentHours: number, limit: Date | null): Date {
  const morning = afterQuiet(now, quiet)
  const isUrgent = limit !== null && limit > now && limit.getTime() < morning.getTime() + urgentHours * 3_600_000
  return isUrgent ? now : morning
}
