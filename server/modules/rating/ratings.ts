import { DomainError } from '#workflows/domain-error.ts'
import type { Role } from '#workflows/procedure/definition.ts'
import { type CitizenActor, grantsOf, type StaffActor } from '../account/actor.ts'
import { agencyById } from '../agency/agencies.ts'
import { loadForReading } from '../dossier/get-dossier.ts'
import type { LoadedDossier } from '../dossier/loaded-dossier.ts'
import { setting } from '../setting/settings.ts'
import { findRating, monthsOf, saveRating, wordsOf } from './rating.repository.ts'
import type { RateInput } from './rating.schema.ts'

/** Who reads how people think of an agency. */
const READERS: readonly Role[] = ['director', 'leader', 'head', 'procedureController']
const MOST_WORDS = 20

const isApplicant = (actor: CitizenActor, { parties }: LoadedDossier) =>
  parties.some(
    ({ kind, accountId, personalId }) =>
      kind === 'APPLICANT' && (accountId === actor.id || (personalId !== null && personalId === actor.personalId)),
  )

/** What the applicant said, and whether something can be said now. */
export async function ratingOf(actor: CitizenActor, { code }: { code: string }) {
  const dossier = await loadForReading(actor, code)
  const days = await setting('rating.editDays')
  const row = await findRating(dossier.homeAgencyId, dossier.id, days)
  const mayRate = dossier.isEnded && isApplicant(actor, dossier) && (row === null || row.isOpen)
  const isMine = isApplicant(actor, dossier)
  return {
    mayRate,
    rating:
      row && isMine ? { level: row.level, reasons: row.reasons, words: row.words ?? '', until: row.until.toISOString() } : null,
  }
}

/** Once per dossier, by its applicant, after its end; changed for some days. */
export async function rate(actor: CitizenActor, { code, level, reasons, words }: RateInput) {
  const dossier = await loadForReading(actor, code)
  if (!isApplicant(actor, dossier)) throw new DomainError('NOT_PERMITTED', `${actor.id} is not the applicant of ${code}`)
  if (!dossier.isEnded) throw new DomainError('EVENT_NOT_ALLOWED', `${code} has not ended`)
  const { homeAgencyId, id: dossierId, competentAgencyId: agencyId, receivingPointId } = dossier
  const about = {
    homeAgencyId,
    dossierId,
    accountId: actor.id,
    agencyId,
    receivingPointId,
    procedureCode: dossier.definition.code,
  }
  const saved = await saveRating({ ...about, level, reasons: [...new Set(reasons)], words }, await setting('rating.editDays'))
  if (saved === 0) throw new DomainError('EVENT_NOT_ALLOWED', `the rating of ${code} can no longer be changed`)
  return { level }
}

/** By month; where there were few, who said what could be guessed, so nothing is shown. */
export async function ratingFigures(actor: StaffActor, { agencyId }: { agencyId?: string }) {
  const places = [...new Set(grantsOf(actor, READERS).map((grant) => grant.agencyId))]
  const here = agencyId ?? places[0]
  if (here === undefined || !places.includes(here)) throw new DomainError('NOT_PERMITTED', `${actor.id} reads no ratings there`)
  const [minCount, rows] = await Promise.all([setting('rating.minCount'), monthsOf(here)])
  const shown = rows.filter(({ n }) => n >= minCount)
  return {
    agencyId: here,
    agencyNameVi: (await agencyById(here)).nameVi,
    places: await Promise.all(places.map(async (id) => ({ id, nameVi: (await agencyById(id)).nameVi }))),
    minCount,
    months: rows.map(({ month, n, levels, reasons }) =>
      n < minCount
        ? { month, isShown: false as const }
        : {
            month,
            isShown: true as const,
            n,
            levels,
            satisfied: Math.round((100 * ((levels[3] ?? 0) + (levels[4] ?? 0))) / n),
            reasons: Object.entries(reasons)
              .map(([reason, times]) => ({ reason, times }))
              .sort((a, b) => b.times - a.times),
          },
    ),
    words: await wordsOf(
      here,
      shown.map(({ month }) => month),
      MOST_WORDS,
    ),
  }
}
