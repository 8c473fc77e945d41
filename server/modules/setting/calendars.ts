import { DomainError } from '#workflows/domain-error.ts'
import { type Calendar, calendarSchema } from '#workflows/working-time/working-time.schema.ts'
import { findCalendar, findCalendarOfAgency } from './setting.repository.ts'

/** A version never changes, so it is parsed once; the same object lets `workflows/` lay its days out once. */
const parsed = new Map<string, Calendar>()

function remember(id: string, definition: unknown): Calendar {
  const known = parsed.get(id)
  if (known) return known
  const result = calendarSchema.safeParse(definition)
  if (!result.success) throw new DomainError('CALENDAR_INVALID', `calendar ${id}: ${result.error.message}`)
  parsed.set(id, result.data)
  return result.data
}

/** The version that a dossier was opened with. */
export async function calendarVersion(id: string): Promise<Calendar> {
  const known = parsed.get(id)
  if (known) return known
  const row = await findCalendar(id)
  if (!row) throw new DomainError('CALENDAR_UNKNOWN', `no calendar version ${id}`)
  return remember(id, row.definition)
}

/** The version that new dossiers of this agency get. */
export async function calendarFor(agencyId: string): Promise<{ id: string; calendar: Calendar }> {
  const row = await findCalendarOfAgency(agencyId)
  if (!row) throw new DomainError('CALENDAR_UNKNOWN', `agency ${agencyId} has no calendar`)
  return { id: row.id, calendar: remember(row.id, row.definition) }
}
