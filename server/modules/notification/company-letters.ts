import { callContext } from '../exchange/record-exchange.ts'
import { type Letter, renderLetter } from './letter.ts'
import { letterFactsOf } from './letter-facts.ts'
import { messageIdFrom, type Recipient, recipients, tellOne } from './send-notification.ts'
import { tellPerson } from './tell-person.ts'

// What is no event of the dossier: a message was written.

/** The event that every dossier has: these letters speak of none. */
const OPENING = 1

interface Place {
  homeAgencyId: string
  dossierId: string
}

/** To the side that has not read it; what was said stays in the dossier. */
const messageLetter = (side: 'CITIZEN' | 'AGENCY', code: string, url: string): Letter => ({
  subject: `Có lời nhắn mới – hồ sơ ${code}`,
  paragraphs: [
    side === 'AGENCY'
      ? 'Cơ quan có lời nhắn cho ông/bà trong hồ sơ này. Mở hồ sơ để đọc và trả lời.'
      : 'Người nộp có lời nhắn trong hồ sơ này. Mở hồ sơ để đọc và trả lời.',
    'Lời nhắn không thay văn bản của cơ quan và không làm thay đổi thời hạn.',
  ],
  button: { label: 'Mở hồ sơ', url },
})

export async function tellMessage(
  { homeAgencyId, dossierId, id, side, at }: Place & { id: string; side: 'CITIZEN' | 'AGENCY'; at: Date },
  signal: AbortSignal,
): Promise<void> {
  const about = { homeAgencyId, dossierId, eventSeq: OPENING, createdAt: at }
  const { source, facts } = await letterFactsOf(about)
  const isForApplicant = side === 'AGENCY'
  const key = { homeAgencyId, dossierId, eventSeq: OPENING, template: `messageWritten/${id}` }
  for (const recipient of await recipients(about, isForApplicant ? 'applicant' : 'performer', source, null)) {
    const desk = isForApplicant ? { agencyId: source.receivingPointId, limit: null } : null
    await tellOne(key, recipient, desk, messageIdOf(key, recipient), callContext(about, signal), () => {
      const addressed = { ...facts, recipientName: recipient.name }
      return renderLetter(messageLetter(side, facts.code, facts.dossierUrl), addressed, isForApplicant)
    })
  }
}

const messageIdOf = ({ homeAgencyId, dossierId, template }: Place & { template: string }, { who }: Recipient) =>
  messageIdFrom(`${homeAgencyId}/${dossierId}/${template}/${who}`)

export interface InvitationToTell {
  homeAgencyId: string
  id: string
  kind: 'HELP' | 'HAND_OVER'
  fromId: string
  status: 'OPEN' | 'ACCEPTED' | 'DECLINED' | 'ENDED'
  /** The account of the number that was written down; null: found on the day of the first sign-in. */
  toAccountId: string | null
  /** It was answered before the filing was handed in. */
  isOfDraft: boolean
}

/** Whoever is asked hears that; whoever asked hears the answer. Of a draft and of a dossier alike. */
export async function tellOfInvitation(invitation: InvitationToTell, what: 'ASKED' | 'ANSWERED'): Promise<void> {
  const { homeAgencyId, id, kind, fromId, status, toAccountId, isOfDraft } = invitation
  const about = { homeAgencyId, kind: 'INVITATION' as const, id, limit: null }
  if (what === 'ASKED') {
    // answered or taken back before anybody was told: there is nothing to ask any more
    if (status === 'OPEN' && toAccountId !== null) await tellPerson({ ...about, template: 'invited', accountId: toAccountId })
  }
  // a dossier that changed hands has notices of its own
  else if (kind !== 'HAND_OVER' || status === 'DECLINED' || isOfDraft) {
    await tellPerson({ ...about, template: 'invitationAnswered', accountId: fromId })
    if (kind === 'HAND_OVER' && status === 'ACCEPTED' && toAccountId !== null)
      await tellPerson({ ...about, template: 'draftTaken', accountId: toAccountId })
  }
}
