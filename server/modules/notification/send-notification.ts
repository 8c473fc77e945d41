import { createHash } from 'node:crypto'
import { z } from 'zod'
import { createMailer, type Mailer } from '#server/adapters/messages/smtp.ts'
import { PartnerFault } from '#server/adapters/partner-fault.ts'
import { env } from '#server/env.ts'
import { NOTIFY_TEMPLATES } from '#workflows/dossier/effects.ts'
import { type Delivery, delivered, keyOf, type OutboxLine } from '../exchange/outbox-line.ts'
import { callContext } from '../exchange/record-exchange.ts'
import { renderLetter } from './letter.ts'
import { type LetterSource, letterFactsOf } from './letter-facts.ts'
import { letterFor } from './letters.ts'
import { beginNotification, endNotification, findAccountAddress, findDutyHolders } from './notification.repository.ts'

const payloadSchema = z.object({ template: z.enum(NOTIFY_TEMPLATES), audience: z.enum(['applicant', 'performer', 'head']) })

interface Recipient {
  /** Kept in the row: whom, not under which address. */
  who: string
  name: string
  address: string | null
}

const addressSchema = z.email().max(254)
const checked = (address: string | null | undefined) => addressSchema.safeParse(address?.trim()).data ?? null

async function recipients(
  line: OutboxLine,
  audience: 'applicant' | 'performer' | 'head',
  source: LetterSource,
): Promise<Recipient[]> {
  if (audience !== 'applicant') {
    const staff = await findDutyHolders(line.homeAgencyId, line.dossierId, audience)
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

/** The same line to the same person always has the same Message-ID: what had to be sent again can be recognised as one message. */
export const messageIdOf = (line: OutboxLine, who: string) =>
  `<${createHash('sha256')
    .update(`${line.homeAgencyId}/${keyOf(line)}/${who}`)
    .digest('hex')
    .slice(0, 40)}@${new URL(env.PUBLIC_URL).hostname}>`

let mailer: Mailer | null = null
const ourMailer = () => {
  mailer ??= createMailer({ url: env.SMTP_URL, from: env.MAIL_FROM })
  return mailer
}
export const closeMailer = () => mailer?.close()

/** Writes to those whom a change concerns. Who has no usable address is recorded as such, and reads it in the dossier. */
export async function sendNotification(line: OutboxLine, signal: AbortSignal): Promise<Delivery> {
  const { template, audience } = payloadSchema.parse(line.payload)
  const { source, facts } = await letterFactsOf(line)
  const context = callContext(line, signal)
  for (const { who, name, address } of await recipients(line, audience, source)) {
    const messageId = messageIdOf(line, who)
    const row = await beginNotification(
      { homeAgencyId: line.homeAgencyId, dossierId: line.dossierId, eventSeq: line.eventSeq, template, recipient: who },
      messageId,
    )
    if (row.status !== 'SENDING') continue
    if (!address) {
      await endNotification(line.homeAgencyId, row.id, 'NO_ADDRESS')
      continue
    }
    const addressed = { ...facts, recipientName: name }
    const letter = renderLetter(letterFor(template, addressed), addressed, audience === 'applicant')
    try {
      await ourMailer().send({ messageId, to: address, ...letter }, context)
      await endNotification(line.homeAgencyId, row.id, 'SENT')
    } catch (error) {
      if (!(error instanceof PartnerFault) || error.kind !== 'REFUSED') throw error
      // a mailbox that is not there is a fact like a missing address: it must not hold back the letters after it
      await endNotification(line.homeAgencyId, row.id, 'REFUSED')
    }
  }
  return delivered
}
