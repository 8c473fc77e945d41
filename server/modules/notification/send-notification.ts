import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { CallContext } from '#server/adapters/partner-call.ts'
import { PartnerFault } from '#server/adapters/partner-fault.ts'
import { env } from '#server/env.ts'
import { NOTIFY_TEMPLATES } from '#workflows/dossier/effects.ts'
import { type Delivery, delivered, keyOf, type OutboxLine } from '../exchange/outbox-line.ts'
import { callContext } from '../exchange/record-exchange.ts'
import { ourMailer } from './carriers.ts'
import { type Rendered, renderLetter } from './letter.ts'
import { type LetterSource, letterFactsOf } from './letter-facts.ts'
import { letterFor } from './letters.ts'
import { letterFailed } from './notice.repository.ts'
import { shortOf } from './notice-kinds.ts'
import {
  beginNotification,
  endNotification,
  findAccountAddress,
  findAccountByPersonalId,
  findDutyHolders,
  findFormerApplicant,
  type NotificationAbout,
  type NotificationKey,
} from './notification.repository.ts'
import { tellBesideLetter } from './tell-phones.ts'

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
  /** Of people outside the house, who have other ways beside the letter. */
  accountId: string | null
  phone: string | null
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
    return staff.map((person) => ({
      who: person.id,
      name: person.fullName,
      address: checked(person.email),
      accountId: null,
      phone: null,
    }))
  }
  return Promise.all(toldParties(source).map(partyRecipient))
}

type Party = LetterSource['parties'][number]

/** The applicant, and whoever's matter it is when that is somebody else: both are told everything. */
function toldParties({ parties }: LetterSource): Party[] {
  const applicant = parties.find((party) => party.kind === 'APPLICANT') ?? parties[0]
  const owner = parties.find((party) => party.kind === 'OWNER')
  const isSame =
    owner === undefined ||
    (owner.accountId !== null && owner.accountId === applicant?.accountId) ||
    (owner.personalId !== null && owner.personalId === applicant?.personalId) ||
    (owner.fullName === applicant?.fullName && (owner.personalId === null || applicant.personalId === null))
  return [applicant, isSame ? undefined : owner].filter((party) => party !== undefined)
}

async function partyRecipient({ kind, accountId, personalId, fullName, email, phone }: Party): Promise<Recipient> {
  const found = kind === 'OWNER' && !accountId && personalId ? await findAccountByPersonalId(personalId) : null
  const account = accountId ? await findAccountAddress(accountId) : found
  return {
    who: kind === 'OWNER' ? 'OWNER' : 'APPLICANT',
    name: fullName,
    address: checked(email) ?? checked(account?.contactEmail) ?? checked(account?.email),
    accountId: accountId ?? found?.id ?? null,
    phone: phone || (account?.phone ?? null),
  }
}

/** Somebody known by account alone. */
async function accountRecipient(who: string, accountId: string): Promise<Recipient | null> {
  const account = await findAccountAddress(accountId)
  if (!account) return null
  const address = checked(account.contactEmail) ?? checked(account.email)
  return { who, name: account.fullName, address, accountId, phone: account.phone }
}

/** Who gave the filing away hears that it has been taken. */
async function formerApplicant(line: OutboxLine, template: string, told: readonly Recipient[]): Promise<Recipient[]> {
  const id = template === 'applicantChanged' ? await findFormerApplicant(line.dossierId, line.eventSeq) : null
  const former = id === null || told.some(({ accountId }) => accountId === id) ? null : await accountRecipient('FORMER', id)
  return former ? [former] : []
}

/** The same thing to the same person always has the same Message-ID: what had to be sent again can be recognised as one message. */
export const messageIdFrom = (about: string) =>
  `<${createHash('sha256').update(about).digest('hex').slice(0, 40)}@${new URL(env.PUBLIC_URL).hostname}>`
export const messageIdOf = (line: OutboxLine, who: string) => messageIdFrom(`${line.homeAgencyId}/${keyOf(line)}/${who}`)

/** Writes to those whom a change concerns. Who has no usable address is recorded as such, and reads it in the dossier. */
export async function sendNotification(line: OutboxLine, signal: AbortSignal): Promise<Delivery> {
  const { template, audience, memberWorkId } = payloadOf(line)
  const { source, facts } = await letterFactsOf(line)
  const context = callContext(line, signal)
  const isForApplicant = audience === 'applicant'
  const told = await recipients(line, audience, source, memberWorkId)
  for (const recipient of [...told, ...(await formerApplicant(line, template, told))]) {
    const key = { homeAgencyId: line.homeAgencyId, dossierId: line.dossierId, eventSeq: line.eventSeq, template }
    const desk = isForApplicant ? { agencyId: source.receivingPointId, limit: facts.answerUntil } : null
    await tellOne(key, recipient, desk, messageIdOf(line, recipient.who), context, () => {
      const addressed = { ...facts, recipientName: recipient.name }
      return renderLetter(letterFor(template, addressed), addressed, isForApplicant)
    })
  }
  return delivered
}

/** By every way that the person wants: first what is only queued, so that a mail server that is away holds up nothing else, then the letter. */
export async function tellOne(
  key: Omit<NotificationKey, 'recipient'>,
  recipient: Recipient,
  /** Of people outside the house: whose desk calls them, and the limit that is spoken of. */
  desk: { agencyId: string; limit: Date | null } | null,
  messageId: string,
  context: CallContext,
  letter: () => Rendered,
): Promise<void> {
  const { kind } = shortOf(key.template)
  const { accountId, phone, who } = recipient
  const { wantsLetter } = desk
    ? await tellBesideLetter({ ...key, ...desk, petitionId: null, recipient: who, kind, accountId, phone })
    : { wantsLetter: true }
  if (wantsLetter)
    await writeOnce(key, recipient, { kind, accountId, agencyId: desk?.agencyId ?? null }, messageId, context, letter)
}

/** One letter to one person, unless it has gone out already. */
async function writeOnce(
  key: Omit<NotificationKey, 'recipient'>,
  { who, address }: Recipient,
  about: NotificationAbout,
  messageId: string,
  context: CallContext,
  letter: () => Rendered,
): Promise<void> {
  const row = await beginNotification({ ...key, recipient: who }, about, messageId)
  if (row.status === 'SENDING') {
    if (!address) await endNotification(key.homeAgencyId, row.id, 'NO_ADDRESS')
    else await send(key.homeAgencyId, row.id, () => ourMailer().send({ messageId, to: address, ...letter() }, context))
  }
  // also when the end of an earlier attempt was not seen
  if (row.status !== 'SENT') await letterFailed(key.homeAgencyId, row.id)
}

async function send(homeAgencyId: string, id: string, mail: () => Promise<void>): Promise<void> {
  try {
    await mail()
    await endNotification(homeAgencyId, id, 'SENT')
  } catch (error) {
    if (!(error instanceof PartnerFault) || error.kind !== 'REFUSED') throw error
    // a mailbox that is not there is a fact like a missing address: it must not hold back the letters after it
    await endNotification(homeAgencyId, id, 'REFUSED', `SMTP_${error.code}`)
  }
}
