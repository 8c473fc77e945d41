import { callContext } from '../exchange/record-exchange.ts'
import { type Letter, type LetterFacts, renderLetter } from './letter.ts'
import { letterFactsOf } from './letter-facts.ts'
import { messageIdFrom, recipients, tellOne } from './send-notification.ts'
import { hourDayDate, workingTime } from './words.ts'

export interface ReminderOf {
  homeAgencyId: string
  dossierId: string
  timerId: string
  kind: string
  minutes: number
  dueAt: string
}

/** Whose silence lets the limit pass. */
const TO_APPLICANT: readonly string[] = ['SUPPLEMENT', 'FEE']
/** The event that every dossier has: a reminder speaks of no event of its own. */
const OPENING = 1

const WHAT: Record<string, string> = {
  INTAKE: 'trả lời hồ sơ mới',
  LEGAL: 'trả kết quả',
  STEP: 'xong bước đang xử lý',
  OPINION: 'cho ý kiến',
  SUPPLEMENT: 'bổ sung giấy tờ',
  FEE: 'trả phí, lệ phí',
}

export function reminderLetter(
  { kind, minutes, dueAt }: Pick<ReminderOf, 'kind' | 'minutes' | 'dueAt'>,
  facts: LetterFacts,
): Letter {
  const what = WHAT[kind] ?? 'đến hạn'
  return {
    subject: `Sắp đến hạn ${what} – hồ sơ ${facts.code}`,
    paragraphs: [`Hạn ${what}: ${hourDayDate(dueAt)}. Còn ${workingTime(minutes)} làm việc.`],
    button: { label: 'Mở hồ sơ', url: TO_APPLICANT.includes(kind) ? facts.trackUrl : facts.dossierUrl },
  }
}

/** A word before a limit passes, to whom the duty is, once for each date that the limit has had. */
export async function sendReminder(reminder: ReminderOf, signal: AbortSignal): Promise<void> {
  const { homeAgencyId, dossierId, timerId, kind, minutes, dueAt } = reminder
  const isForApplicant = TO_APPLICANT.includes(kind)
  const about = { homeAgencyId, dossierId, eventSeq: OPENING, createdAt: new Date(dueAt) }
  const { source, facts } = await letterFactsOf(about)
  const template = `limitNear/${timerId}/${minutes}/${dueAt}`
  const memberWorkId = kind === 'OPINION' ? (timerId.split(':')[1] ?? null) : null
  for (const recipient of await recipients(about, isForApplicant ? 'applicant' : 'performer', source, memberWorkId)) {
    const messageId = messageIdFrom(`${homeAgencyId}/${dossierId}/${template}/${recipient.who}`)
    const key = { homeAgencyId, dossierId, eventSeq: OPENING, template }
    const desk = isForApplicant ? { agencyId: source.receivingPointId, limit: new Date(dueAt) } : null
    await tellOne(key, recipient, desk, messageId, callContext(about, signal), () => {
      const addressed = { ...facts, recipientName: recipient.name }
      return renderLetter(reminderLetter(reminder, addressed), addressed, isForApplicant)
    })
  }
}
