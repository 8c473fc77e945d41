import { DomainError } from '#workflows/domain-error.ts'
import { calendarSchema } from '#workflows/working-time/working-time.schema.ts'
import { allVersions } from './calendar.repository.ts'
import { hashOfCalendar } from './hash-calendar.ts'
import { loadDrafts } from './layers.ts'

/** What is wrong with the calendars themselves: dates follow from them, so they are watched like the dates. */
export async function calendarFaults(): Promise<string[]> {
  const faults: string[] = []
  for (const { id, definition, sha256, version, key } of await allVersions()) {
    const parsed = calendarSchema.safeParse(definition)
    if (!parsed.success) faults.push(`calendar ${id} does not parse`)
    else if (hashOfCalendar(parsed.data) !== sha256) faults.push(`calendar ${id} was changed`)
    if (id !== `${key}@${version}`) faults.push(`calendar ${id} is not named by its place and number`)
  }
  const drafts = await loadDrafts()
  for (const { id } of drafts.places) {
    try {
      drafts.of(`agency:${id}`)
    } catch (error) {
      if (!(error instanceof DomainError)) throw error
      faults.push(`the rows of agency ${id} give no calendar: ${error.message}`)
    }
    if (!drafts.chain(`agency:${id}`).some((place) => drafts.versions.has(place)))
      faults.push(`agency ${id} has no calendar in force`)
  }
  return faults
}
