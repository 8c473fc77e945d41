import { appNow } from '#server/clock.repository.ts'
import { DomainError } from '#workflows/domain-error.ts'
import { due } from '#workflows/working-time/due.ts'
import type { CitizenActor } from '../account/actor.ts'
import { agencies } from '../agency/agencies.ts'
import { loadForReading } from '../dossier/get-dossier.ts'
import { queueNotices } from '../notification/tell-phones.ts'
import { calendarFor } from '../setting/calendars.ts'
import { setting } from '../setting/settings.ts'
import { findPetitionById, insertPetition, nextPetitionCode } from './petition.repository.ts'
import type { SendPetitionInput } from './petition.schema.ts'
import { toldToPerson, toldToStaff } from './petition-notices.ts'

const wrong = (path: string, messageKey: string) =>
  new DomainError('INPUT_INVALID', `petition: ${messageKey}`, { path, messageKey: `petition.${messageKey}` })

/** Of a dossier: the agency that decides it. Else the one that was chosen. */
async function place(actor: CitizenActor, { dossierCode, agencyId }: SendPetitionInput) {
  if (dossierCode) {
    const dossier = await loadForReading(actor, dossierCode)
    return {
      agencyId: dossier.competentAgencyId,
      homeAgencyId: dossier.homeAgencyId,
      dossierId: dossier.id,
      dossierCode: dossier.code,
    }
  }
  if (!agencyId) throw wrong('agencyId', 'agencyMissing')
  return { agencyId, homeAgencyId: null, dossierId: null, dossierCode: null }
}

/** Sent once; the limit is reckoned by the calendar of whoever answers. */
export async function sendPetition(actor: CitizenActor, input: SendPetitionInput) {
  const { requestId: id, kind, category, title, words } = input
  const known = await findPetitionById(id)
  if (known) {
    if (known.accountId === actor.id && known.words === words && known.title === title) return { code: known.code }
    throw new DomainError('REQUEST_ID_REUSED', `petition ${id} says something else`)
  }
  const at = await place(actor, input)
  const agency = (await agencies()).find((one) => one.id === at.agencyId)
  if (!agency) throw wrong('agencyId', 'agencyMissing')
  const [receivedAt, rule, { id: calendarVersionId, calendar }] = await Promise.all([
    appNow(),
    setting('petition.answer'),
    calendarFor(agency.id),
  ])
  const { dueAt } = due(receivedAt.toISOString(), { unit: 'workingDay', amount: rule.workingDays }, calendar)
  if (dueAt === null) throw new DomainError('CALENDAR_UNKNOWN', `no due date for a petition at ${agency.id}`)
  const year = Number(new Date(receivedAt.getTime() + 7 * 3_600_000).toISOString().slice(0, 4))
  const code = await nextPetitionCode(agency.id, agency.code, year)
  const about = { id, accountId: actor.id, agencyId: agency.id, originAgencyId: agency.id, dueAt: new Date(dueAt) }
  const told = [...(await toldToPerson(about, 1, 'petitionSent')), ...(await toldToStaff(about, 1, 'petitionArrived'))]
  await insertPetition(
    { id, code, accountId: actor.id, kind, category, ...at, title, words, calendarVersionId, receivedAt, dueAt },
    queueNotices(told, id),
  )
  const written = await findPetitionById(id)
  if (!written) throw new Error(`petition ${id} was not written`)
  return { code: written.code }
}
