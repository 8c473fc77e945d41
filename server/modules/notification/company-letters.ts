import { env } from '#server/env.ts'
import { DomainError } from '#workflows/domain-error.ts'
import { callContext } from '../exchange/record-exchange.ts'
import { definitionOf } from '../procedure/definition-of.ts'
import { type Letter, renderLetter, renderParts } from './letter.ts'
import { letterFactsOf } from './letter-facts.ts'
import { findAccountByPersonalId } from './notification.repository.ts'
import { accountRecipient, messageIdFrom, type Recipient, recipients, tellOne } from './send-notification.ts'
import { hourDayDate } from './words.ts'

// Letters about what is no event of the dossier: a message was written, somebody was invited, or answered.

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

export interface InvitationToTell extends Place {
  id: string
  kind: 'HELP' | 'HAND_OVER'
  fromId: string
  toPersonalId: string
  status: 'OPEN' | 'ACCEPTED' | 'DECLINED' | 'ENDED'
  expiresAt: Date
  code: string
  procedureVersionId: string
  receivingPointId: string
  createdAt: Date
}

/** Before the answer nothing of the dossier is told: who asks, for which procedure, and until when. */
function invitedParts({ kind, expiresAt }: InvitationToTell, fromName: string, toName: string, procedureVi: string) {
  const isHelp = kind === 'HELP'
  return {
    subject: isHelp ? `${fromName} nhờ ông/bà giúp làm hồ sơ` : `${fromName} muốn chuyển hồ sơ cho ông/bà`,
    greeting: `Kính gửi ông/bà ${toName},`,
    paragraphs: [
      isHelp
        ? `${fromName} nhờ ông/bà giúp xem và chuẩn bị hồ sơ. Ông/bà không đứng tên và không phải nộp tiền.`
        : `${fromName} muốn ông/bà đứng tên người nộp hồ sơ thay. Nhận lời thì ông/bà nhận tin, bổ sung giấy tờ, trả phí và nhận kết quả.`,
      `Trả lời trước ${hourDayDate(expiresAt)}. Không quen người này thì từ chối.`,
    ],
    list: [],
    rows: [['Thủ tục', procedureVi]] as const,
    button: { label: 'Xem và trả lời', url: `${env.PUBLIC_URL}/my` },
    foot: ['Thư này gửi tự động, không cần trả lời.'],
  }
}

export async function tellInvited(invitation: InvitationToTell, signal: AbortSignal): Promise<void> {
  const [account, from, definition] = await Promise.all([
    findAccountByPersonalId(invitation.toPersonalId),
    accountRecipient('FROM', invitation.fromId),
    definitionOf(invitation.procedureVersionId),
  ])
  if (!from) throw new DomainError('NOT_FOUND', `no account ${invitation.fromId}`)
  // whoever has no account finds it on the day of the first sign-in
  const to = account ? await accountRecipient(account.id, account.id) : null
  if (!to) return
  await tell(invitation, to, `invited/${invitation.id}`, signal, () =>
    renderParts(invitedParts(invitation, from.name, to.name, definition.nameVi)),
  )
}

/** The one who asked hears the answer; a dossier that changed hands has a letter of its own. */
export async function tellAnswered(invitation: InvitationToTell, toName: string, signal: AbortSignal): Promise<void> {
  const { id, kind, status, fromId, code } = invitation
  if (kind === 'HAND_OVER' && status === 'ACCEPTED') return
  const from = await accountRecipient(fromId, fromId)
  if (!from) throw new DomainError('NOT_FOUND', `no account ${fromId}`)
  const answer = status === 'DECLINED' ? 'không nhận lời' : 'đã nhận lời'
  await tell(invitation, from, `invitationAnswered/${id}`, signal, () =>
    renderParts({
      subject: `${toName} ${answer} – hồ sơ ${code}`,
      greeting: `Kính gửi ông/bà ${from.name},`,
      paragraphs: [
        kind === 'HELP'
          ? `${toName} ${answer} giúp hồ sơ của ông/bà. Ông/bà dừng việc giúp này lúc nào cũng được trong trang hồ sơ.`
          : `${toName} ${answer} đứng tên hồ sơ. Hồ sơ vẫn đứng tên ông/bà.`,
      ],
      list: [],
      rows: [['Mã hồ sơ', code]],
      button: { label: 'Mở hồ sơ', url: `${env.PUBLIC_URL}/my/${encodeURIComponent(code)}` },
      foot: ['Thư này gửi tự động, không cần trả lời.'],
    }),
  )
}

async function tell(
  { homeAgencyId, dossierId, receivingPointId }: InvitationToTell,
  recipient: Recipient,
  template: string,
  signal: AbortSignal,
  letter: () => ReturnType<typeof renderParts>,
): Promise<void> {
  const key = { homeAgencyId, dossierId, eventSeq: OPENING, template }
  const context = callContext({ homeAgencyId, dossierId }, signal)
  await tellOne(key, recipient, { agencyId: receivingPointId, limit: null }, messageIdOf(key, recipient), context, letter)
}
