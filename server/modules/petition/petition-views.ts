import { appNow } from '#server/clock.repository.ts'
import { DomainError } from '#workflows/domain-error.ts'
import { type Actor, type CitizenActor, type StaffActor, viaOf } from '../account/actor.ts'
import { namesOf } from '../account/names-of.ts'
import { writeAudit } from '../account/write-audit.ts'
import { agencies, agencyById } from '../agency/agencies.ts'
import { page, readCursor } from '../dossier/cursor.ts'
import { assertNotGuessed, fitsSecret, refuseGuess } from '../dossier/lookup-secret.ts'
import { setting } from '../setting/settings.ts'
import { petitionFor } from './change-petition.ts'
import { agenciesHandled, canHandle } from './petition.policy.ts'
import {
  endedPetitions,
  eventsOf,
  findPetition,
  findPetitionSecret,
  openPetitions,
  type PetitionRow,
  petitionsOfAccount,
  publishedPetitions,
  whoAsked,
} from './petition.repository.ts'
import { MAX_PETITION_FILES } from './petition.schema.ts'
import { actsIn } from './petition-life.ts'
import { filesOf, referralFigures } from './referral.repository.ts'

const PAGE = 20

const summary = async (row: PetitionRow, now: Date) => ({
  code: row.code,
  kind: row.kind,
  category: row.category,
  title: row.title,
  state: row.state,
  agencyNameVi: (await agencyById(row.agencyId)).nameVi,
  dossierCode: row.dossierCode,
  receivedAt: row.receivedAt.toISOString(),
  dueAt: row.dueAt.toISOString(),
  endedAt: row.endedAt?.toISOString() ?? null,
  isLate: row.endedAt === null && row.dueAt < now,
})

async function pageOf(rows: readonly PetitionRow[], keyOf: (row: PetitionRow) => Date) {
  const now = await appNow()
  const { items, nextCursor } = page(
    rows,
    PAGE,
    (row) => row,
    (row) => ({ at: keyOf(row).toISOString(), id: row.id }),
  )
  return { items: await Promise.all(items.map((row) => summary(row, now))), nextCursor }
}

export const myPetitions = async (actor: CitizenActor, { cursor }: { cursor?: string }) =>
  pageOf(await petitionsOfAccount(actor.id, readCursor(cursor), PAGE + 1), (row) => row.receivedAt)

/** What the agencies of this person have to answer, or have answered; and how many were told to go another way. */
export async function listPetitions(actor: StaffActor, { cursor, isOpen }: { cursor?: string; isOpen: boolean }) {
  const places = agenciesHandled(actor)
  if (places.length === 0) throw new DomainError('NOT_PERMITTED', `${actor.id} answers for no agency`)
  const after = readCursor(cursor)
  const found = isOpen
    ? await pageOf(await openPetitions(places, after, PAGE + 1), (row) => row.dueAt)
    : await pageOf(await endedPetitions(places, after, PAGE + 1), (row) => row.endedAt ?? row.dueAt)
  return { ...found, referrals: await referralFigures(places) }
}

/** One petition, its way so far and what can be done now. Whoever reads another's is written down. */
export async function getPetition(actor: Actor, { code }: { code: string }) {
  const row = await petitionFor(actor, code)
  const isMine = actor.kind === 'CITIZEN'
  const [events, files, now, person, rule] = await Promise.all([
    eventsOf(row.id),
    filesOf(row.id, MAX_PETITION_FILES),
    appNow(),
    isMine ? null : whoAsked(row),
    setting('petition.answer'),
  ])
  if (!isMine)
    await writeAudit({
      actorId: viaOf(actor)?.id ?? actor.id,
      action: 'petition.read',
      ...(row.homeAgencyId && row.dossierId ? { homeAgencyId: row.homeAgencyId, dossierId: row.dossierId } : {}),
      purpose: 'answering a petition',
      details: { petition: row.code },
    })
  const names = isMine ? new Map<string, string>() : await namesOf(events.map(({ actorId }) => actorId))
  const possible = actsIn(row.state).filter((act) => (act === 'WITHDRAW' ? isMine : canHandle(actor, row)))
  return {
    ...(await summary(row, now)),
    words: row.words,
    answer: row.answer,
    publicWords: row.publicWords,
    basisVi: rule.basisVi,
    isBasisVerified: rule.verified,
    workingDays: rule.workingDays,
    /** Who asked, for those who answer. */
    from: person ? { name: person.name, phone: person.phone ?? '', email: person.email ?? '' } : null,
    /** Of somebody without an account: how the answer is told, and whether this reader wrote it down and has the slip. */
    desk: row.answerWay && !isMine ? { answerWay: row.answerWay, isSlipMine: row.enteredById === actor.id } : null,
    files: files.map(({ id, name, size, scanState }) => ({ id, name, size, isWaiting: scanState === 'PENDING' })),
    mayAttach: isMine && row.endedAt === null && files.length < MAX_PETITION_FILES,
    acts: possible,
    events: await Promise.all(
      events.map(async (event) => ({
        seq: event.seq,
        type: event.type,
        at: event.at.toISOString(),
        words: event.words,
        toNameVi: (await agencyById(event.toAgencyId)).nameVi,
        byName: names.get(event.actorId) ?? null,
      })),
    ),
  }
}

/** Whom a question can be sent to. */
export const answeringAgencies = async () => (await agencies()).map(({ id, nameVi }) => ({ id, nameVi }))

/** How long an answer may take, and by what. */
export const answerRule = () => setting('petition.answer')

/** Answers that everybody may read, without the people. */
export async function publishedAnswers({ cursor }: { cursor?: string }) {
  const rows = await publishedPetitions(readCursor(cursor), PAGE + 1)
  const { items, nextCursor } = page(
    rows,
    PAGE,
    (row) => row,
    (row) => ({ at: (row.endedAt ?? row.dueAt).toISOString(), id: row.id }),
  )
  return {
    items: await Promise.all(
      items.map(async (row) => ({
        code: row.code,
        kind: row.kind,
        category: row.category,
        agencyNameVi: (await agencyById(row.agencyId)).nameVi,
        words: row.publicWords ?? '',
        at: (row.endedAt ?? row.dueAt).toISOString(),
      })),
    ),
    nextCursor,
  }
}

/** Without an account: code and secret together, or nothing. Where it is, until when, and the answer; neither who asked nor what. */
export async function trackPetition({ code, secret }: { code: string; secret: string }) {
  await assertNotGuessed(code)
  const stored = fitsSecret(await findPetitionSecret(code), secret) ? await findPetition(code) : null
  if (!stored) return refuseGuess(code)
  const events = await eventsOf(stored.id)
  const { title: _title, dossierCode: _dossierCode, ...known } = await summary(stored, await appNow())
  const agency = await agencyById(stored.agencyId)
  return {
    ...known,
    agencyPhone: agency.phone,
    answer: stored.answer,
    events: await Promise.all(
      events.map(async ({ seq, type, at, toAgencyId }) => ({
        seq,
        type,
        at: at.toISOString(),
        words: null,
        toNameVi: (await agencyById(toAgencyId)).nameVi,
        byName: null,
      })),
    ),
  }
}
