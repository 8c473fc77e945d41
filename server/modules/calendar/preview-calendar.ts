import { stateSchema } from '#workflows/dossier/state.ts'
import type { Actor } from '../account/actor.ts'
import { definitionOf } from '../procedure/definition-of.ts'
import { calendarVersion } from '../setting/calendars.ts'
import { assertMayEdit } from './calendar.policy.ts'
import { countOpen, type OpenDossier, openDossiers } from './calendar.repository.ts'
import type { PreviewInput } from './calendar.schema.ts'
import { type Drafts, draftHashOf, loadDrafts, pendingKeys } from './layers.ts'
import { toldDueOr } from './moved-dates.ts'

/** A second or so of work: whoever looks asks for the next part until there is none, and nothing waits for a hundred thousand dossiers. */
const BATCH = 2_000
const EXAMPLES = 10
const DAY_MS = 86_400_000
const UNKNOWN = 'UNKNOWN'

export interface Preview {
  draftHash: string
  /** Open dossiers of the agencies concerned. */
  open: number
  /** What this part of them gave; parts are added up by the reader. */
  part: {
    looked: number
    moved: number
    /** Whose date reaches into a year that the new calendar does not know. */
    unknown: number
    /** No date now: nobody is told anything, but it will be reckoned by the new calendar. */
    standing: number
    /** By how many days: `+1`, `-2`; a shift within a day is `0`. */
    byDays: Record<string, number>
    examples: { code: string; oldDueAt: string; newDueAt: string }[]
  }
  nextCursor: string | null
}

const civilDay = (instant: string) => Math.floor((Date.parse(instant) + 7 * 3_600_000) / DAY_MS)
const signed = (days: number) => (days > 0 ? `+${days}` : String(days))

/** How many dates would move, and by how much, if the rows as they are now were published. Writes nothing. */
export async function previewCalendar(actor: Actor, { scope, cursor }: PreviewInput): Promise<Preview> {
  assertMayEdit(actor, scope)
  const drafts = await loadDrafts()
  const agencies = drafts.agenciesWithin(scope)
  const [homeAgencyId = '', id = ''] = cursor?.split('/') ?? []
  const [open, rows] = await Promise.all([
    cursor ? Promise.resolve(0) : countOpen(agencies),
    openDossiers(agencies, { homeAgencyId, id }, BATCH),
  ])
  const part: Preview['part'] = { looked: rows.length, moved: 0, unknown: 0, standing: 0, byDays: {}, examples: [] }
  for (const row of rows) await look(row, drafts, part)
  const last = rows.at(-1)
  return {
    draftHash: draftHashOf(pendingKeys(drafts, scope)),
    open,
    part,
    nextCursor: rows.length === BATCH && last ? `${last.homeAgencyId}/${last.id}` : null,
  }
}

async function look(row: OpenDossier, drafts: Drafts, part: Preview['part']): Promise<void> {
  const state = stateSchema.parse(row.state)
  const definition = await definitionOf(row.procedureVersionId)
  const before = toldDueOr(definition, state, await calendarVersion(row.calendarVersionId), null)
  const after = toldDueOr(definition, state, drafts.of(`agency:${row.homeAgencyId}`), UNKNOWN)
  if (after === UNKNOWN) part.unknown += 1
  else if (before === null || after === null) part.standing += 1
  else if (before !== after) {
    part.moved += 1
    const days = signed(civilDay(after) - civilDay(before))
    part.byDays[days] = (part.byDays[days] ?? 0) + 1
    if (part.examples.length < EXAMPLES) part.examples.push({ code: row.code, oldDueAt: before, newDueAt: after })
  }
}
