import { appNow } from '#server/clock.repository.ts'
import { DomainError } from '#workflows/domain-error.ts'
import { personasOf, type StaffActor } from '../account/actor.ts'
import { writeAudit } from '../account/write-audit.ts'
import { fold } from '../procedure/fold.ts'
import { type Key, readCursor, writeCursor } from './cursor.ts'
import { byCode, byName, byPersonalId, type Candidate, type FoundRow, visibleOf } from './search.repository.ts'

const PAGE = 20
/** How many are looked at for a page at most: a name that half the town bears, of which this person may see few, goes on with the next page. */
const LOOKED_AT = { atOnce: 100, times: 4 }
/** The search for names reaches back this far; the register of a year goes further. */
const OLDEST_YEARS = 10
const MOST_WORDS = 6

const yearOf = (at: Date) => new Date(at.getTime() + 7 * 3_600_000).getUTCFullYear()
const keyOf = ({ openedAt, dossierId }: Candidate): Key => ({ at: openedAt.toISOString(), id: dossierId })

/** Two years hold enough of a name that many bear; whoever is rarer costs little in the years before. */
async function withName(
  agencyIds: readonly string[],
  words: readonly string[],
  after: Key | null,
  now: Date,
): Promise<Candidate[]> {
  const newest = yearOf(now)
  const first = after ? Math.min(newest, yearOf(new Date(after.at))) : newest
  const oldest = newest - OLDEST_YEARS
  const years = Array.from({ length: Math.max(0, first - oldest) }, (_, n) => first - n)
  const near = await byName({ agencyIds, words, years: years.slice(0, 2) }, after, LOOKED_AT.atOnce)
  if (near.length === LOOKED_AT.atOnce || years.length <= 2) return near
  return [...near, ...(await byName({ agencyIds, words, years: years.slice(2) }, after, LOOKED_AT.atOnce - near.length))]
}

type Look = (after: Key | null) => Promise<Candidate[]>

/** A code, a personal number or words of a name. */
function lookFor(asked: string, agencyIds: readonly string[], now: Date): Look {
  const code = asked.replace(/\s/g, '').toUpperCase()
  if (/^\d{12}$/.test(code)) return (after) => byPersonalId(code, after, LOOKED_AT.atOnce)
  if (/^(?=.*\d)[A-Z0-9][A-Z0-9.-]{3,63}$/.test(code)) return (after) => (after ? Promise.resolve([]) : byCode(code))
  const words = [...new Set(fold(asked).split(' '))].filter((word) => word !== '')
  if (words.length === 0 || words.length > MOST_WORDS || words.join('').length < 2)
    throw new DomainError('INPUT_INVALID', 'no words of a name', { path: 'q', messageKey: 'dossier.searchWords' })
  return (after) => withName(agencyIds, words, after, now)
}

const item = (row: FoundRow) => ({
  code: row.code,
  procedureNameVi: row.procedureNameVi,
  procedureNameEn: row.procedureNameEn,
  ownerName: row.ownerName,
  /** Who filed it, when that is somebody else. */
  applicantName: row.applicantName === row.ownerName ? null : row.applicantName,
  agencyNameVi: row.agencyNameVi,
  nationalCode: row.nationalCode,
  shellState: row.shellState,
  openedAt: row.openedAt.toISOString(),
  endedAt: row.endedAt?.toISOString() ?? null,
})

/** Dossiers, open and ended, that this person may see, by code, personal number or name without accents; newest first. */
export async function searchDossiers(actor: StaffActor, input: { q: string; cursor?: string }) {
  const agencyIds = [...new Set(personasOf(actor).flatMap(({ grants }) => grants.map(({ agencyId }) => agencyId)))]
  const rows: FoundRow[] = []
  let after = readCursor(input.cursor)
  let isMore = agencyIds.length > 0
  const look = lookFor(input.q, agencyIds, await appNow())
  for (let time = 0; isMore && rows.length <= PAGE && time < LOOKED_AT.times; time += 1) {
    const candidates = await look(after)
    rows.push(...(await visibleOf(actor, candidates, PAGE + 1 - rows.length)))
    const last = candidates.at(-1)
    isMore = last !== undefined && candidates.length === LOOKED_AT.atOnce
    if (last) after = keyOf(last)
  }
  await writeAudit({
    actorId: actor.id,
    action: 'dossier.search',
    ...(agencyIds[0] ? { homeAgencyId: agencyIds[0] } : {}),
    purpose: 'finding a dossier',
    details: { q: input.q, rows: Math.min(rows.length, PAGE) },
  })
  const shown = rows.slice(0, PAGE)
  const last = shown.at(-1)
  const next = rows.length > PAGE && last ? { at: last.openedAt.toISOString(), id: last.id } : isMore ? after : null
  return { items: shown.map(item), nextCursor: next && writeCursor(next) }
}
