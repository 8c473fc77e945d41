import { COUNTRY, calendarChanges, weekChanged } from '#workflows/working-time/resolve-calendar.ts'
import type { Actor } from '../account/actor.ts'
import { namesOf } from '../account/names-of.ts'
import { calendarVersion } from '../setting/calendars.ts'
import { assertMayLook, mayEdit } from './calendar.policy.ts'
import { confirmedYears, countBehind, recentPublications, today } from './calendar.repository.ts'
import type { CalendarYearInput } from './calendar.schema.ts'
import { draftHashOf, loadDrafts, pendingKeys } from './layers.ts'

/** From this day on a year that nobody has confirmed is a worry: dates of this year begin to reach into it. */
const WORRY_FROM = '-12-01'

export interface CalendarWarning {
  kind: 'nextYearUnknown' | 'nextYearUnconfirmed'
  year: number
}

/** What stands in the way of dates that reach into the next year. */
export function warningsOf(day: string, knownTo: string, confirmed: readonly number[]): CalendarWarning[] {
  const year = Number(day.slice(0, 4))
  const next = year + 1
  if (Number(knownTo.slice(0, 4)) < next) return [{ kind: 'nextYearUnknown', year: next }]
  if (day.slice(4) >= WORRY_FROM && !confirmed.includes(next)) return [{ kind: 'nextYearUnconfirmed', year: next }]
  return []
}

/** Places, what is in force, what waits to be published, and how far the last publication has come through the open dossiers. */
export async function calendarOverview(actor: Actor) {
  assertMayLook(actor)
  const [drafts, years, day, behind, publications] = await Promise.all([
    loadDrafts(),
    confirmedYears(),
    today(),
    countBehind(),
    recentPublications(),
  ])
  const country = drafts.of(COUNTRY)
  const confirmed = years.filter(({ scope }) => scope === COUNTRY).map(({ year }) => year)
  const provinces = [...new Set(drafts.places.map(({ province }) => province))]
  const scopes = [COUNTRY, ...provinces.map((code) => `province:${code}`), ...drafts.places.map(({ id }) => `agency:${id}`)]
  const names = await namesOf(publications.map(({ publishedById }) => publishedById))
  return {
    today: day,
    knownFrom: country.knownFrom,
    knownTo: country.knownTo,
    confirmedYears: confirmed,
    warnings: warningsOf(day, country.knownTo, confirmed),
    behind,
    scopes: scopes.map((scope) => ({
      scope,
      nameVi:
        drafts.places.find(({ id }) => scope === `agency:${id}`)?.nameVi ??
        drafts.places.find(({ province }) => scope === `province:${province}`)?.provinceVi ??
        null,
      version: drafts.versions.get(scope)?.version ?? null,
      own: drafts.days.filter((row) => row.scope === scope).length,
      mayEdit: mayEdit(actor, scope),
    })),
    publications: publications.map(({ publishedById, publishedAt, ...rest }) => ({
      ...rest,
      personVi: names.get(publishedById) ?? publishedById,
      publishedAt: publishedAt.toISOString(),
    })),
  }
}

/** One year of one place: its own rows and those it takes over, its office hours, and what would change with a publication. */
export async function calendarYear(actor: Actor, { scope, year }: CalendarYearInput) {
  assertMayLook(actor)
  const [drafts, years] = await Promise.all([loadDrafts(), confirmedYears()])
  const chain = drafts.chain(scope)
  const draft = drafts.of(scope)
  const standing = drafts.days.filter((row) => chain.includes(row.scope) && row.date.startsWith(`${year}-`))
  const winner = new Map<string, string>()
  for (const place of chain) for (const row of standing) if (row.scope === place) winner.set(row.date, place)
  const key = chain.findLast((outer) => drafts.versions.has(outer))
  const version = key === undefined ? null : drafts.versions.get(key)
  const inForce = version ? await calendarVersion(version.id) : null
  const pending = pendingKeys(drafts, scope)
  return {
    scope,
    year,
    mayEdit: mayEdit(actor, scope),
    isKnown: `${year}-01-01` >= draft.knownFrom && `${year}-12-31` <= draft.knownTo,
    confirmed: years.find((row) => row.scope === COUNTRY && row.year === year)?.basis ?? null,
    days: standing.map((row) => ({ ...row, isOwn: row.scope === scope, isOverruled: winner.get(row.date) !== row.scope })),
    /** Office hours as they hold one after the other; `validFrom` null: ever since. */
    weeks: [{ validFrom: null, week: draft.week, weekCountsAsDay: draft.weekCountsAsDay }, ...(draft.laterWeeks ?? [])],
    versionId: version?.id ?? null,
    changes: inForce ? calendarChanges(inForce, draft) : [],
    weekChanges: inForce ? weekChanged(inForce, draft) : false,
    pending: pending.length,
    draftHash: draftHashOf(pending),
  }
}
