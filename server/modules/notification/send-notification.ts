import { createHash } from 'node:crypto'
import { z } from 'zod'
import { createMailer, type Mailer } from '#server/adapters/messages/smtp.ts'
import type { CallContext } from '#server/adapters/partner-call.ts'
import { PartnerFault } from '#server/adapters/partner-fault.ts'
import { env } from '#server/env.ts'
import { NOTIFY_TEMPLATES } from '#workflows/dossier/effects.ts'
import { type Delivery, delivered, keyOf, type OutboxLine } from '../exchange/outbox-line.ts'
import { callContext } from '../exchange/record-exchange.ts'
import { type Rendered, renderLetter } from './letter.ts'
import { type LetterSource, letterFactsOf } from './letter-facts.ts'
import { letterFor } from './letters.ts'
import {
  beginNotification,
  endNotification,
  findAccountAddress,
  findDutyHolders,
  type NotificationKey,
} from './notification.repository.ts'

const toldSchema = z.object({ template: z.enum(NOTIFY_TEMPLATES), audience: z.enum(['applicant', 'performer', 'head']) })
const askedSchema = z.object({ workId: z.string(), member: z.string() })

/** What is said, and to whom; a member who is asked has a letter of its own. */
function payloadOf(line: OutboxLine) {
  if (line.type !== 'askAgency') return { ...toldSchema.parse(line.payload), memberWorkId: null }
  const { workId, member } = askedSchema.parse(line.payload)
  return { template: 'opinionAsked' as const, audience: 'performer' as const, memberWorkId: `${workId}.${member}` }
}

export interface Recipient {
  /** Kept in the row: whom, not under which address. */
  who: string
  name: string
  address: string | null
}

const addressSchema = z.email().max(254)
const checked = (address: string | null | undefined) => addressSchema.safeParse(address?.trim()).data ?? null

export async function recipients(
  line: Pick<OutboxLine, 'homeAgencyId' | 'dossierId'>,
  audience: 'applicant' | 'performer' | 'head',
  source: LetterSource,
  memberWorkId: string | null,
): Promise<Recipient[]> {
  if (audience !== 'applicant') {
    const staff = await findDutyHolders(line.homeAgencyId, line.dossierId, audience, memberWorkId)
    return staff.map((person) => ({ who: person.id, name: person.fullName, address: checked(person.email) }))
  }
  const applicant = source.parties.find((party) => party.kind === 'APPLICANT') ?? source.parties[0]
  if (!applicant) return []
  const account = applicant.accountId ? await findAccountAddress(applicant.accountId) : null
  return [
    {
      who: 'APPLICANT',
      name: applicant.fullName,
      address: checked(applicant.email) ?? checked(account?.contactEmail) ?? checked(account?.email),
    },
  ]
}

/** The same thing to the same person always has the same Message-ID: what had to be sent again can be recognised as one message. */
export const messageIdFrom = (about: string) =>
  `<${createHash('sha256').update(about).digest('hex').slice(0, 40)}@${new URL(env.PUBLIC_URL).hostname}>`
export const messageIdOf = (line: OutboxLine, who: string) => messageIdFrom(`${line.homeAgencyId}/${keyOf(line)}/${who}`)

let mailer: Mailer | null = null
const ourMailer = () => {
  mailer ??= createMailer({ url: env.SMTP_URL, from: env.MAIL_FROM })
  return mailer
}
export const closeMailer = () => mailer?.close()

/** Writes to those whom a change concerns. Who has no usable address is recorded as such, and reads it in the dossier. */
export async function sendNotification(line: OutboxLine, signal: AbortSignal): Promise<Delivery> {
  const { template, audience, memberWorkId } = payloadOf(line)
  const { source, facts } = await letterFactsOf(line)
  const context = callContext(line, signal)
  for (const recipient of await recipients(line, audience, source, memberWorkId)) {
    const key = { homeAgencyId: line.homeAgencyId, dossierId: line.dossierId, eventSeq: line.eventSeq, template }
    await writeOnce(key, recipient, messageIdOf(line, recipient.who), context, () => {
      const addressed = { ...facts, recipientName: recipient.name }
      return renderLetter(letterFor(template, addressed), addressed, audience === 'applicant')
    })
  }
  return delivered
}

/** One letter to one person, unless it has gone out already. */
export async function writeOnce(
  key: Omit<NotificationKey, 'recipient'>,
  { who, address }: Recipient,
  messageId: string,
  context: CallContext,
  letter: () => Rendered,
): Promise<void> {
  const row = await beginNotification({ ...key, recipient: who }, messageId)
  if (row.status !== 'SENDING') return
  if (!address) return endNotification(key.homeAgencyId, row.id, 'NO_ADDRESS')
  try {
    await ourMailer().send({ messageId, to: address, ...letter() }, context)
    await endNotification(key.homeAgencyId, row.id, 'SENT')
  } catch (error) {
    if (!(error instanceof PartnerFault) || error.kind !== 'REFUSED') throw error
    // a mailbox that is not there is a fact like a missing address: it must not hold back the letters after it
    await endNotification(key.homeAgencyId, row.id, 'REFUSED')
  }
}
