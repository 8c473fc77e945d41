import type { FormFacts } from '#workflows/form/validate.ts'
import type { Calendar } from '#workflows/working-time/working-time.schema.ts'
import { agencyById } from '../agency/agencies.ts'
import type { LoadedDossier } from './loaded-dossier.ts'

const civil = new Map<string, Intl.DateTimeFormat>()

/** Making a formatter costs a hundred times what using it does. */
function civilFormat(timeZone: string): Intl.DateTimeFormat {
  const known =
    civil.get(timeZone) ?? new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
  civil.set(timeZone, known)
  return known
}

const QUARTER_MS = 15 * 60_000
const MANY_DAYS = 10_000
const days = new Map<string, string>()

/** yyyy-mm-dd of an instant where the calendar is kept. Everywhere on earth days begin with a quarter of an hour. */
export function civilDay(at: string, timeZone: string): string {
  const ms = Date.parse(at)
  const key = `${Math.floor(ms / QUARTER_MS)} ${timeZone}`
  const known = days.get(key)
  if (known !== undefined) return known
  const day = civilFormat(timeZone).format(ms)
  if (days.size >= MANY_DAYS) days.clear()
  days.set(key, day)
  return day
}

/** What came by post is not "online": exemptions of online filing do not hold for it. */
const CHANNELS: Readonly<Record<string, FormFacts['channel']>> = { DESK: 'desk', PORTAL: 'portal', POST: 'post' }

/** What conditions of form, case, papers and fees may read beside the answers. */
export function formFacts(about: {
  now: string
  calendar: Pick<Calendar, 'timeZone'>
  source: string
  place: string
  receivedOn?: string
}): FormFacts {
  const today = civilDay(about.now, about.calendar.timeZone)
  return {
    today,
    receivedOn: about.receivedOn ?? today,
    channel: CHANNELS[about.source] ?? 'online',
    place: about.place,
    applicant: null,
  }
}

type Filed = Pick<LoadedDossier, 'now' | 'calendar' | 'source' | 'receivingPointId'> & { state: LoadedDossier['state'] | null }

/** The same of a dossier: it came in once, there, in that way; only today is another day. */
export async function factsOfDossier({ now, calendar, source, receivingPointId, state }: Filed): Promise<FormFacts> {
  const { province } = await agencyById(receivingPointId)
  const receivedOn = civilDay(state?.context.openedAt ?? now, calendar.timeZone)
  return formFacts({ now, calendar, source, place: province, receivedOn })
}
