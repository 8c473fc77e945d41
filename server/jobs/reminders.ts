import { PartnerFault } from '#server/adapters/partner-fault.ts'
import { log } from '#server/log.ts'
import { sendReminder } from '#server/modules/notification/send-reminder.ts'
import { calendarVersion } from '#server/modules/setting/calendars.ts'
import { setting } from '#server/modules/setting/settings.ts'
import { DomainError } from '#workflows/domain-error.ts'
import { subtract } from '#workflows/working-time/count.ts'
import {
  insertReminders,
  runningTimers,
  settleReminder,
  type TimerKey,
  type UnplannedTimer,
  unplannedOf,
  type WaitingReminder,
  waitingReminders,
} from './reminders.repository.ts'

const BATCH = 500
const DAY_MINUTES = 480
/** The longest row of days off: Tết with its weekends and swaps. */
const DAYS_OFF = 14

/** When to remind; null where the calendar does not reach back so far. */
async function remindAtOf({ calendarVersionId, dueAt, minutes }: UnplannedTimer): Promise<string | null> {
  try {
    return subtract(dueAt.toISOString(), minutes, await calendarVersion(calendarVersionId))
  } catch (error) {
    if (error instanceof DomainError && error.code === 'CALENDAR_UNKNOWN') return null
    throw error
  }
}

/** Writes down when each running limit is to be reminded of. A limit shorter than the distance is not: it would be near at its beginning. */
export async function planReminders(): Promise<number> {
  const distances = await setting('timer.reminders')
  if (distances.length === 0) return 0
  const days = Math.ceil(Math.max(...distances) / DAY_MINUTES) * 2 + DAYS_OFF
  let planned = 0
  let after: TimerKey | null = null
  for (;;) {
    const timers: TimerKey[] = await runningTimers(days, after, BATCH)
    const rows = await Promise.all(
      (timers.length > 0 ? await unplannedOf(timers, distances) : []).map(async (timer) => {
        const remindAt = await remindAtOf(timer)
        const isTooShort = remindAt === null || Date.parse(remindAt) <= timer.startedAt.getTime()
        const { homeAgencyId, dossierId, timerId, minutes } = timer
        const forDueAt = timer.dueAt.toISOString()
        const status = isTooShort ? ('STALE' as const) : ('WAITING' as const)
        return { homeAgencyId, dossierId, timerId, minutes, forDueAt, remindAt: remindAt ?? forDueAt, status }
      }),
    )
    if (rows.length > 0) await insertReminders(rows)
    planned += rows.length
    after = timers.at(-1) ?? null
    if (timers.length < BATCH) return planned
  }
}

/** Sends what has come due. After an outage only what is still true is said; a limit that has passed is told by its own letter. */
export async function sendReminders(signal: AbortSignal): Promise<{ sent: number; stale: number }> {
  const result = { sent: 0, stale: 0 }
  for (;;) {
    const reminders = await waitingReminders(BATCH)
    const before = result.sent + result.stale
    for (const reminder of reminders) {
      if (signal.aborted) return result
      if (!reminder.isLive) result.stale += await settleReminder(reminder, 'STALE')
      else if (await isSent(reminder, signal)) result.sent += await settleReminder(reminder, 'SENT')
    }
    if (reminders.length < BATCH || result.sent + result.stale === before) return result
  }
}

/** A partner that is away ends the run, and the next one begins here; a dossier that cannot be read holds back nobody else. */
async function isSent(reminder: WaitingReminder, signal: AbortSignal): Promise<boolean> {
  try {
    await sendReminder({ ...reminder, dueAt: reminder.forDueAt.toISOString() }, signal)
    return true
  } catch (error) {
    if (error instanceof PartnerFault) throw error
    log.error({ dossierId: reminder.dossierId, timerId: reminder.timerId, err: error }, 'a reminder could not be written')
    return false
  }
}

export async function remind(signal: AbortSignal): Promise<void> {
  const planned = await planReminders()
  const { sent, stale } = await sendReminders(signal)
  if (planned + sent + stale > 0) log.info({ planned, sent, stale }, 'reminders before limits')
}
