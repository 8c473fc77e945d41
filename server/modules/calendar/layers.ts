import { createHash } from 'node:crypto'
import { z } from 'zod'
import { DomainError } from '#workflows/domain-error.ts'
import { canonical } from '#workflows/dossier/canonical.ts'
import { type CalendarLayer, COUNTRY, resolveCalendar } from '#workflows/working-time/resolve-calendar.ts'
import { type Calendar, type CalendarDate, calendarSchema } from '#workflows/working-time/working-time.schema.ts'
import {
  type DayRow,
  listPlaces,
  newestVersions,
  type PlaceRow,
  standingDays,
  standingWeeks,
  type VersionRow,
} from './calendar.repository.ts'
import { hashOfCalendar } from './hash-calendar.ts'

const weekSchema = z.object({
  week: calendarSchema.shape.week,
  weekCountsAsDay: calendarSchema.shape.weekCountsAsDay,
  validFrom: z.string().nullable(),
})

/** A row as the reckoning sees it. What was only announced changes nothing. */
export function dateOfRow({ date, kind, nameVi, parts, countsAsDay, basis, source, status }: DayRow): CalendarDate {
  return {
    date,
    kind,
    name: nameVi,
    ...(parts === null ? {} : { parts }),
    ...(countsAsDay === null ? {} : { countsAsDay }),
    basis,
    source,
    verified: status === 'CONFIRMED',
  }
}

/** Everything that calendars are made of now, and what is in force. */
export interface Drafts {
  places: PlaceRow[]
  days: DayRow[]
  versions: Map<string, VersionRow>
  /** The calendar that follows from the rows of a place and of those around it. */
  of(scope: string): Calendar
  /** From the country down. */
  chain(scope: string): string[]
  /** Places with a calendar of their own: there is a version of it, or there are rows. The place itself and those inside it. */
  keysWithin(scope: string): string[]
  /** Agencies whose dossiers are touched when this place changes. */
  agenciesWithin(scope: string): string[]
}

export async function loadDrafts(): Promise<Drafts> {
  const [places, days, weeks, newest] = await Promise.all([listPlaces(), standingDays(), standingWeeks(), newestVersions()])
  const versions = new Map(newest.map((version) => [version.key, version]))
  const owners = new Set([...days.map(({ scope }) => scope), ...weeks.map(({ scope }) => scope)])

  function chain(scope: string): string[] {
    if (scope === COUNTRY) return [COUNTRY]
    if (scope.startsWith('province:')) return [COUNTRY, scope]
    const place = places.find(({ id }) => scope === `agency:${id}`)
    if (!place) throw new DomainError('NOT_FOUND', `no place ${scope}`)
    return [COUNTRY, `province:${place.province}`, scope]
  }
  function layer(scope: string): CalendarLayer {
    return {
      scope,
      dates: days.filter((row) => row.scope === scope && row.status !== 'ANNOUNCED').map(dateOfRow),
      weeks: weeks.filter((row) => row.scope === scope).map((row) => weekSchema.parse(row)),
    }
  }
  const resolved = new Map<string, Calendar>()
  function of(scope: string): Calendar {
    const known = resolved.get(scope)
    if (known) return known
    const parsed = calendarSchema.safeParse(resolveCalendar(chain(scope).map(layer)))
    if (!parsed.success) throw new DomainError('CALENDAR_INVALID', `the rows of ${scope}: ${parsed.error.message}`)
    resolved.set(scope, parsed.data)
    return parsed.data
  }
  const all = [
    COUNTRY,
    ...new Set(places.map(({ province }) => `province:${province}`)),
    ...places.map(({ id }) => `agency:${id}`),
  ]
  const within = (scope: string) => all.filter((candidate) => chain(candidate).includes(scope))
  return {
    places,
    days,
    versions,
    of,
    chain,
    keysWithin: (scope) => within(scope).filter((key) => versions.has(key) || owners.has(key) || key === scope),
    agenciesWithin: (scope) => places.filter(({ id }) => chain(`agency:${id}`).includes(scope)).map(({ id }) => id),
  }
}

/** Keys whose rows say something else than what is in force. */
export function pendingKeys(drafts: Drafts, scope: string): { key: string; calendar: Calendar; sha256: string }[] {
  return drafts
    .keysWithin(scope)
    .map((key) => {
      const calendar = drafts.of(key)
      return { key, calendar, sha256: hashOfCalendar(calendar) }
    })
    .filter(({ key, sha256 }) => {
      const inForce = drafts.versions.get(key)
      if (inForce) return inForce.sha256 !== sha256
      // a place without a version of its own follows the one around it
      const around = drafts.chain(key).findLast((outer) => drafts.versions.has(outer))
      return around === undefined || drafts.versions.get(around)?.sha256 !== sha256
    })
}

/** One number for everything that a publication would put in force. */
export const draftHashOf = (pending: readonly { key: string; sha256: string }[]): string =>
  createHash('sha256')
    .update(canonical(pending.map(({ key, sha256 }) => [key, sha256])))
    .digest('hex')
