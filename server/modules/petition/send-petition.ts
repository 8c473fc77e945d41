import { appNow } from '#server/clock.repository.ts'
import { DomainError } from '#workflows/domain-error.ts'
import { due } from '#workflows/working-time/due.ts'
import type { Actor, CitizenActor, StaffActor } from '../account/actor.ts'
import { writeAudit } from '../account/write-audit.ts'
import { agencies, agencyById } from '../agency/agencies.ts'
import { loadForReading } from '../dossier/get-dossier.ts'
import { newLookupSecret } from '../dossier/lookup-secret.ts'
import { queueNotices } from '../notification/tell-phones.ts'
import { calendarFor } from '../setting/calendars.ts'
import { setting } from '../setting/settings.ts'
import { petitionFor } from './change-petition.ts'
import { deskOf } from './petition.policy.ts'
import { findPetitionById, insertPetition, nextPetitionCode, type PetitionRow } from './petition.repository.ts'
import type { EnterPetitionInput, SendPetitionInput } from './petition.schema.ts'
import { toldToPerson, toldToStaff } from './petition-notices.ts'

const wrong = (path: string, messageKey: string) =>
  new DomainError('INPUT_INVALID', `petition: ${messageKey}`, { path, messageKey: `petition.${messageKey}` })

/** Of a dossier: the agency that decides it. Else the one that was chosen. */
async function place(actor: Actor, { dossierCode, agencyId }: Pick<SendPetitionInput, 'dossierCode' | 'agencyId'>) {
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

type Whose = Pick<
  PetitionRow,
  'accountId' | 'personName' | 'personPhone' | 'personEmail' | 'answerWay' | 'lookupSecret' | 'enteredById'
>

/** Written once for one id; the limit is reckoned by the calendar of whoever answers. */
async function write(actor: Actor, whose: Whose, input: SendPetitionInput): Promise<PetitionRow> {
  const { requestId: id, kind, category, title, words } = input
  const known = await findPetitionById(id)
  if (known) {
    const isSame = (known.enteredById ?? known.accountId) === actor.id && known.words === words && known.title === title
    if (isSame && known.personName === whose.personName) return known
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
  const about = { id, ...whose, agencyId: agency.id, originAgencyId: agency.id, dueAt: new Date(dueAt) }
  const told = [...(await toldToPerson(about, 1, 'petitionSent')), ...(await toldToStaff(about, 1, 'petitionArrived'))]
  await insertPetition(
    { id, code, ...whose, kind, category, ...at, title, words, calendarVersionId, receivedAt, dueAt },
    queueNotices(told, id),
  )
  const written = await findPetitionById(id)
  if (!written) throw new Error(`petition ${id} was not written`)
  return written
}

const nobodyElse = {
  personName: null,
  personPhone: null,
  personEmail: null,
  answerWay: null,
  lookupSecret: null,
  enteredById: null,
}

export async function sendPetition(actor: CitizenActor, input: SendPetitionInput) {
  const { code } = await write(actor, { ...nobodyElse, accountId: actor.id }, input)
  return { code }
}

/** For somebody without an account, by the desk; the person gets a slip with code and secret. */
export async function enterPetition(
  actor: StaffActor,
  { personName, personPhone, personEmail, answerWay, ...input }: EnterPetitionInput,
) {
  if (deskOf(actor).length === 0) throw new DomainError('NOT_PERMITTED', `${actor.id} stands at no desk`)
  const whose = {
    accountId: null,
    personName,
    personPhone: personPhone || null,
    personEmail: personEmail || null,
    answerWay,
    lookupSecret: newLookupSecret(),
    enteredById: actor.id,
  }
  const { code } = await write(actor, whose, input)
  await writeAudit({
    actorId: actor.id,
    action: 'petition.enter',
    purpose: 'a petition of somebody without an account',
    details: { petition: code },
  })
  return { code }
}

/** What the person is given: the code, the secret, until when, and whom to ask. */
export async function petitionSlip(actor: StaffActor, { code }: { code: string }) {
  const petition = await petitionFor(actor, code)
  const { lookupSecret, enteredById, personName, receivedAt, dueAt, agencyId, answerWay, kind } = petition
  if (enteredById !== actor.id || lookupSecret === null)
    throw new DomainError('NOT_PERMITTED', `${actor.id} did not write ${code} down`)
  const { nameVi, addressVi, phone } = await agencyById(agencyId)
  return {
    code,
    secret: lookupSecret,
    kind,
    personName: personName ?? '',
    answerWay,
    receivedAt: receivedAt.toISOString(),
    dueAt: dueAt.toISOString(),
    agency: { nameVi, addressVi, phone },
  }
}
