import { z } from 'zod'
import { openJournal, simulatorPath } from './journal.ts'

export type Clock = { now: () => Date; offsetMs: () => number; shift: (offsetMs: number) => void; close: () => void }

const clockEntry = z.object({ at: z.string(), offsetMs: z.number().int() })

/** The simulators' own clock. The offset is kept, because the product keeps its own across a restart too. */
export function openClock(dataDir: string): Clock {
  let offset = 0
  const journal = openJournal(simulatorPath(dataDir, 'clock.jsonl'), clockEntry, (entry) => {
    offset = entry.offsetMs
  })
  return {
    now: () => new Date(Date.now() + offset),
    offsetMs: () => offset,
    shift: (offsetMs) => journal.append({ at: new Date().toISOString(), offsetMs }),
    close: journal.close,
  }
}

// Viet Nam has had one offset and no summer time since 1975.
const HANOI_MS = 7 * 3_600_000
const hanoiIso = (at: Date) => new Date(at.getTime() + HANOI_MS).toISOString()

/** yyyyMMddHHmmss, Asia/Ho_Chi_Minh */
export const stamp = (at: Date) => hanoiIso(at).slice(0, 19).replace(/[-T:]/g, '')
/** yyyy-MM-dd HH:mm:ss, Asia/Ho_Chi_Minh */
export const plainTime = (at: Date) => hanoiIso(at).slice(0, 19).replace('T', ' ')
/** HH:mm:ss dd/MM/yyyy for pages */
export function shownTime(at: Date): string {
  const [day, time] = plainTime(at).split(' ')
  return `${time} ${day?.split('-').reverse().join('/')}`
}

/** The instant of a yyyyMMddHHmmss stamp, or null when it is none (a 13th month, 25 o'clock, letters). */
export function fromStamp(text: string): Date | null {
  const parts = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})$/.exec(text)
  if (!parts) return null
  const [, year, month, day, hour, minute, second] = parts
  const at = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}+07:00`)
  return Number.isNaN(at.getTime()) || stamp(at) !== text ? null : at
}

/** A stamp for pages; what is none is shown as it came. */
export function shownStamp(text: string): string {
  const at = fromStamp(text)
  return at ? shownTime(at) : text
}
