import { createHash } from 'node:crypto'
import { canonical } from '#workflows/dossier/canonical.ts'
import type { Calendar } from '#workflows/working-time/working-time.schema.ts'

/** Over everything that a date or its explanation follows from. That a row was confirmed, or where it was read, makes no new calendar. */
export function hashOfCalendar(calendar: Calendar): string {
  const dates = calendar.dates.map(({ verified: _verified, source: _source, ...row }) => row)
  return createHash('sha256')
    .update(canonical(JSON.parse(JSON.stringify({ ...calendar, dates }))))
    .digest('hex')
}
