import { DomainError } from '#workflows/domain-error.ts'
import type { CitizenActor } from '../account/actor.ts'
import { namesOf } from '../account/names-of.ts'
import { definitionsOf } from '../procedure/definition-of.ts'
import {
  answerInvitation,
  endExpired,
  endInvitation as endOne,
  findInvitation,
  helpBy,
  type InvitationRow,
  insertInvitation,
  invitationsOf,
  openInvitationsTo,
} from './invitation.repository.ts'
import type { About, AnswerInvitationInput, InviteInput } from './invitation.schema.ts'
import { personalIdOf, subjectOf } from './subject.ts'
import { takeOver, takeOverDraft } from './take-over.ts'

/** To answer, and to help: long enough for a letter and a talk, short enough to be remembered. */
const DAYS_TO_ANSWER = 7
const DAYS_OF_HELP = 90
const MAX_HELPERS = 5

/** Of a number that was erased nothing is left to show. */
const masked = (personalId: string | null) => (personalId === null ? '' : `••• ••• ••• ${personalId.slice(-3)}`)
const wrong = (problem: string) => new DomainError('INPUT_INVALID', problem, { fieldErrors: { personalId: [problem] } })

/** Asks somebody, by personal number, to help, or to go on with it. Whether the number has an account is not told. */
export async function invite(actor: CitizenActor, { about, kind, personalId }: InviteInput): Promise<{ id: string }> {
  const subject = await subjectOf(actor, about)
  if (subject.isEnded) throw new DomainError('EVENT_NOT_ALLOWED', `${subject.id} is over: nobody is invited`)
  if (kind === 'HAND_OVER' && subject.isForAnother) throw wrong('invitation.forAnother')
  if (personalId === actor.personalId) throw wrong('invitation.yourself')
  if (kind === 'HELP' && subject.parties.includes(personalId)) throw wrong('invitation.isParty')
  await endExpired(subject.id, actor.id)
  const standing = (await invitationsOf(subject.id)).filter((row) => ['OPEN', 'ACCEPTED'].includes(row.status) && !row.isExpired)
  const helpers = standing.filter((row) => row.kind === 'HELP' && row.toPersonalId !== personalId)
  if (kind === 'HELP' && helpers.length >= MAX_HELPERS) throw wrong('invitation.tooMany')
  const { homeAgencyId, id: subjectId } = subject
  const id = await insertInvitation({
    homeAgencyId,
    kind,
    subjectId,
    fromId: actor.id,
    toPersonalId: personalId,
    days: DAYS_TO_ANSWER,
  })
  if (id === null) throw wrong('invitation.otherOffer')
  return { id }
}

/** What the owner sees: whom he asked, and what became of it. */
export async function listInvitations(actor: CitizenActor, { about }: { about: About }) {
  const subject = await subjectOf(actor, about)
  const rows = await invitationsOf(subject.id)
  const names = await namesOf(rows.flatMap(({ toId }) => toId ?? []))
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    toMasked: masked(row.toPersonalId),
    /** Known once it was answered: before, a number is only a number. */
    toName: row.toId ? (names.get(row.toId) ?? null) : null,
    status: row.isExpired ? ('EXPIRED' as const) : row.status,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    answeredAt: row.answeredAt?.toISOString() ?? null,
  }))
}

async function received(rows: readonly InvitationRow[]) {
  const [names, definitions] = await Promise.all([
    namesOf(rows.map(({ fromId }) => fromId)),
    definitionsOf(rows.flatMap(({ procedureVersionId }) => procedureVersionId ?? [])),
  ])
  return rows.map((row) => {
    const definition = row.procedureVersionId ? definitions.get(row.procedureVersionId) : undefined
    return {
      id: row.id,
      kind: row.kind,
      isDraft: row.code === null,
      fromName: names.get(row.fromId) ?? '',
      procedureNameVi: definition?.nameVi ?? '',
      procedureNameEn: definition?.nameEn ?? '',
      expiresAt: row.expiresAt.toISOString(),
    }
  })
}

/** What waits for this person's answer, and what this person helps with. Before the answer only who asks and which procedure. */
export async function myInvitations(actor: CitizenActor) {
  const [open, helping] = await Promise.all([
    actor.personalId === null ? [] : openInvitationsTo(actor.personalId),
    helpBy(actor.id),
  ])
  const views = await received(helping)
  return {
    open: await received(open),
    helping: views.map((view, n) => ({ ...view, code: helping[n]?.code ?? null, draftId: helping[n]?.subjectId ?? null })),
  }
}

async function mine(actor: CitizenActor, id: string): Promise<InvitationRow> {
  const row = await findInvitation(id)
  const isAsked = row !== null && (row.toId === actor.id || (row.toPersonalId !== null && row.toPersonalId === actor.personalId))
  if (!row || (row.fromId !== actor.id && !isAsked)) throw new DomainError('NOT_FOUND', `no invitation ${id} for ${actor.id}`)
  return row
}

export async function answer(
  actor: CitizenActor,
  { id, accept }: AnswerInvitationInput,
): Promise<{ code: string | null; draftId: string | null }> {
  const row = await mine(actor, id)
  if (row.toPersonalId !== personalIdOf(actor)) throw new DomainError('NOT_PERMITTED', `${actor.id} was not asked in ${id}`)
  const place = { code: row.code, draftId: row.code === null ? row.subjectId : null }
  const wanted = accept ? 'ACCEPTED' : 'DECLINED'
  // pressed twice: the same answer is heard again
  if (row.status === wanted && row.toId === actor.id && !row.isExpired) return place
  if (row.status !== 'OPEN' || row.isExpired)
    throw new DomainError('EVENT_NOT_ALLOWED', `invitation ${id} is ${row.isExpired ? 'expired' : row.status}`)
  if (accept && row.kind === 'HAND_OVER' && row.code === null) {
    await takeOverDraft(actor, row)
    return place
  }
  if (accept && row.kind === 'HAND_OVER') await takeOver(actor, row)
  if ((await answerInvitation(id, actor.id, wanted, DAYS_OF_HELP)) === 0) {
    const now = await findInvitation(id)
    if (now?.status !== wanted)
      throw new DomainError('EVENT_NOT_ALLOWED', `invitation ${id} was answered or taken back meanwhile`)
  }
  return place
}

/** The one who asked takes it back; the one who helps gives it up. */
export async function endInvitation(actor: CitizenActor, { id }: { id: string }): Promise<{ ended: true }> {
  const row = await mine(actor, id)
  const mayEnd = row.fromId === actor.id || (row.kind === 'HELP' && row.toId === actor.id)
  if (!mayEnd) throw new DomainError('NOT_PERMITTED', `${actor.id} does not end ${id}`)
  if ((await endOne(id, actor.id)) === 0 && (await findInvitation(id))?.status !== 'ENDED')
    throw new DomainError('EVENT_NOT_ALLOWED', `invitation ${id} is ${row.status}`)
  return { ended: true }
}
