import { DomainError } from '#workflows/domain-error.ts'
import { calendarChanges } from '#workflows/working-time/resolve-calendar.ts'
import type { Actor } from '../account/actor.ts'
import { writeAudit } from '../account/write-audit.ts'
import { calendarVersion } from '../setting/calendars.ts'
import { assertMayEdit } from './calendar.policy.ts'
import { insertVersions } from './calendar.repository.ts'
import type { PublishInput } from './calendar.schema.ts'
import { draftHashOf, loadDrafts, pendingKeys } from './layers.ts'

/**
 * Puts the rows in force: a new version for the place and for every place inside it that has a calendar of its own. New dossiers follow it at
 * once; the worker takes the open ones over, each by an event of its own.
 */
export async function publishCalendar(actor: Actor, { scope, draftHash, noteVi }: PublishInput) {
  assertMayEdit(actor, scope)
  const drafts = await loadDrafts()
  const pending = pendingKeys(drafts, scope)
  if (draftHashOf(pending) !== draftHash)
    throw new DomainError('CALENDAR_CHANGED_MEANWHILE', `the rows of ${scope} are others than those that were looked at`)
  if (pending.length === 0) throw new DomainError('EVENT_NOT_ALLOWED', `nothing to publish for ${scope}`)
  const versions = await Promise.all(
    pending.map(async ({ key, calendar, sha256 }) => {
      const outer = drafts.chain(key).findLast((place) => drafts.versions.has(place))
      const inForce = outer === undefined ? undefined : drafts.versions.get(outer)
      return {
        key,
        after: drafts.versions.get(key)?.version ?? 0,
        definition: calendar,
        sha256,
        noteVi,
        changes: inForce ? calendarChanges(await calendarVersion(inForce.id), calendar) : [],
      }
    }),
  )
  if (!(await insertVersions(versions, actor.id)))
    throw new DomainError('CALENDAR_CHANGED_MEANWHILE', `somebody published ${scope} at the same time`)
  await writeAudit({
    actorId: actor.id,
    action: 'calendar.publish',
    purpose: 'keeping the calendar',
    details: { scope, versions: versions.map(({ key, after }) => `${key}@${after + 1}`).join(' ') },
  })
  return { versions: versions.map(({ key, after }) => `${key}@${after + 1}`) }
}
