import { elapsed } from '#workflows/working-time/count.ts'
import { calendarVersion } from '../setting/calendars.ts'
import {
  type Duration,
  dropDuration,
  type EndedRow,
  newestEnded,
  staleProcedures,
  storeDuration,
} from './durations.repository.ts'

/** Enough to know how long a thing takes, and a bound on the work however much is filed. */
const NEWEST = 500
const AT_ONCE = 100
const SHARE = 0.8

/** Counted minutes of one dossier, without the times in which its applicant was waited for. */
async function minutesOf({ calendarVersionId, startAt, stopAt, waits }: EndedRow): Promise<number> {
  const calendar = await calendarVersion(calendarVersionId)
  return elapsed(startAt.toISOString(), stopAt.toISOString(), calendar, waits)
}

/** The smallest value that so large a part does not exceed. */
const rank = (sorted: readonly number[], share: number): number => sorted[Math.ceil(sorted.length * share) - 1] ?? 0

/** How long these dossiers, newest first, took; null when there are none. */
export async function durationOf(rows: readonly EndedRow[]): Promise<Duration | null> {
  const [newest, oldest] = [rows[0], rows.at(-1)]
  if (!newest || !oldest) return null
  const minutes: number[] = []
  for (const row of rows) minutes.push(await minutesOf(row))
  minutes.sort((a, b) => a - b)
  return {
    cases: minutes.length,
    medianMinutes: rank(minutes, 0.5),
    p80Minutes: rank(minutes, SHARE),
    since: oldest.endedAt,
    until: newest.endedAt,
  }
}

/** Counts anew where dossiers have ended since. May be ended anywhere: each procedure stands for itself. */
export async function measureDurations(signal?: AbortSignal): Promise<{ measured: number; dropped: number }> {
  let [measured, dropped, after] = [0, 0, '']
  for (;;) {
    const codes = await staleProcedures(after, AT_ONCE)
    for (const code of codes) {
      if (signal?.aborted) return { measured, dropped }
      const duration = await durationOf(await newestEnded(code, NEWEST))
      if (duration) {
        await storeDuration(code, duration)
        measured += 1
      } else dropped += await dropDuration(code)
    }
    const last = codes.at(-1)
    if (last === undefined) return { measured, dropped }
    after = last
  }
}
