import type { CarriedNotice, Found, NoticeChannel } from '#server/adapters/messages/notice-channel.ts'
import type { CallContext } from '#server/adapters/partner-call.ts'
import { PartnerFault } from '#server/adapters/partner-fault.ts'
import { env } from '#server/env.ts'
import { callContext } from '../exchange/record-exchange.ts'
import { ourMailer, phoneCarrier, pushCarrier } from './carriers.ts'
import {
  type Contact,
  deleteSubscription,
  findContact,
  findSubject,
  findSubscriptions,
  type NoticeSubject,
} from './contact.repository.ts'
import { type ClaimedNotice, NOT_NEEDED, settleFailed, settleSent, settleWaiting } from './notice.repository.ts'
import { baseOf, limitOf, shortOf } from './notice-kinds.ts'
import { noticeSettings, preferenceOf } from './notice-settings.ts'
import { petitionLetter } from './petition-letter.ts'
import { giveUpAfter, phoneOf } from './plan-notices.ts'
import { privateLetter } from './private-letter.ts'
import { sendAt } from './quiet.ts'
import { smsText } from './sms-text.ts'

const FIRST_WAIT_SECONDS = 10
const LONGEST_WAIT_SECONDS = 600
const waitMs = (attempts: number) =>
  1000 * Math.min(LONGEST_WAIT_SECONDS, FIRST_WAIT_SECONDS * 2 ** Math.min(attempts - 1, 10)) * (1 - Math.random() / 4)

const after = (at: Date, ms: number) => new Date(at.getTime() + ms)

/** What a notice is about in as many words as others may read over a shoulder, and where more of it is read. */
function aboutOf({ accountId, petitionId, aboutKind, aboutId, template }: ClaimedNotice, code: string | null) {
  if (aboutKind === 'DRAFT') return { longVi: 'Bản viết dở', shortVi: 'Bản viết dở', path: `/apply/draft/${aboutId}` }
  if (aboutKind === 'INVITATION') {
    const longVi = template === 'invited' ? 'Lời nhờ làm hồ sơ' : 'Lời nhờ của ông/bà'
    return { longVi, shortVi: longVi, path: '/my' }
  }
  if (petitionId === null)
    return { longVi: `Hồ sơ ${code}`, shortVi: `Hồ sơ ${code}`, path: accountId === null ? '/track' : `/my/${code}` }
  const path = accountId === null ? '/track' : `/my/petitions/${code}`
  return { longVi: `Phản ánh, kiến nghị ${code}`, shortVi: `Phản ánh ${code}`, path }
}

/** Nothing of the person in it: the code of what it is about, what happened, where to read it, whom to call. */
function carried<To>(row: ClaimedNotice, to: To, { code, phone }: NoticeSubject): CarriedNotice<To> {
  const { shortVi } = shortOf(row.template)
  const about = aboutOf(row, code)
  const text =
    row.channel === 'SMS'
      ? smsText({ aboutVi: about.shortVi, shortVi, url: `${env.PUBLIC_URL}${row.accountId === null ? '/track' : '/my'}`, phone })
      : `${about.longVi}: ${shortVi}.`
  return { key: row.id, to, text, code: code ?? about.longVi, url: `${env.PUBLIC_URL}${about.path}`, phone }
}

/** After an attempt whose end nobody saw the partner is asked first; what it knows is not sent again. */
async function once<To>(
  carrier: NoticeChannel<To>,
  notice: CarriedNotice<To>,
  isFirst: boolean,
  context: CallContext,
): Promise<Found> {
  const known = isFirst || !carrier.find ? null : await carrier.find(notice.key, context)
  if (known && known.state !== 'UNKNOWN') return known
  const { partnerId } = await carrier.send(notice, context)
  return { state: 'SENT', partnerId }
}

/** To every browser of the person; those that are gone are forgotten. One that took it is enough. */
async function push(row: ClaimedNotice, contact: Contact, subject: NoticeSubject, context: CallContext): Promise<Found> {
  const carrier = pushCarrier()
  const browsers = contact.accountId === null ? [] : await findSubscriptions(contact.accountId)
  let taken = 0
  let later: PartnerFault | null = null
  for (const browser of carrier ? browsers : []) {
    try {
      await carrier?.send(carried(row, browser, subject), context)
      taken += 1
    } catch (error) {
      if (!(error instanceof PartnerFault)) throw error
      if (error.code === 'PUSH_GONE') await deleteSubscription(contact.accountId ?? '', browser.endpoint)
      else if (error.kind !== 'REFUSED') later = error
    }
  }
  if (taken === 0 && later) throw later
  return taken > 0 ? { state: 'SENT', partnerId: '' } : { state: 'FAILED', partnerId: '', reason: 'NO_BROWSER' }
}

async function letter(row: ClaimedNotice, contact: Contact, context: CallContext): Promise<Found> {
  const { petitionId, aboutKind, aboutId, template } = row
  if (!contact.email) return { state: 'FAILED', partnerId: '', reason: 'NO_ADDRESS' }
  const rendered =
    petitionId !== null
      ? await petitionLetter(petitionId, baseOf(template), contact.name)
      : aboutKind && aboutId
        ? await privateLetter({ kind: aboutKind, id: aboutId }, template, contact.name)
        : null
  // letters about a dossier go by its own line
  if (!rendered) return { state: 'FAILED', partnerId: '', reason: 'NOBODY' }
  const messageId = `<${row.id}@${new URL(env.PUBLIC_URL).hostname}>`
  await ourMailer().send({ messageId, to: contact.email, ...rendered }, context)
  return { state: 'SENT', partnerId: messageId }
}

async function attempt(row: ClaimedNotice, signal: AbortSignal): Promise<Found> {
  const [contact, subject] = await Promise.all([findContact(row), findSubject(row)])
  if (!subject) return { state: 'FAILED', partnerId: '', reason: NOT_NEEDED }
  if (!contact) return { state: 'FAILED', partnerId: '', reason: 'NOBODY' }
  const context = callContext(row.dossierId ? { homeAgencyId: row.homeAgencyId, dossierId: row.dossierId } : null, signal)
  if (row.channel === 'EMAIL') return letter(row, contact, context)
  if (row.channel === 'PUSH') return push(row, contact, subject, context)
  const phone = phoneOf(contact.phone)
  const carrier = row.channel === 'SMS' || row.channel === 'ZALO' ? phoneCarrier(row.channel) : null
  if (!carrier || phone === null)
    return { state: 'FAILED', partnerId: '', reason: phone === null ? 'NO_ADDRESS' : 'NOT_CONNECTED' }
  return once(carrier, carried(row, phone, subject), row.attempts === 1, context)
}

type Outcome = 'SENT' | 'FAILED' | 'WAITING'

/** The next way of the same notice; it keeps the quiet hours like the first. */
async function nextWay(row: Pick<ClaimedNotice, 'fallBackTo' | 'accountId' | 'template' | 'now'>) {
  const [channel, ...fallBackTo] = row.fallBackTo
  if (channel === undefined) return null
  const [settings, { quiet }] = await Promise.all([noticeSettings(), preferenceOf(row.accountId)])
  const at = sendAt(row.now, quiet ?? settings.quiet, settings.quiet.urgentHours, limitOf(row.template))
  return { channel, fallBackTo, sendAt: at, giveUpAt: giveUpAfter(at, fallBackTo, settings) }
}

/** What did not arrive goes the next way, or to a person. */
export async function failNotice(
  row: Omit<ClaimedNotice, 'leaseToken'>,
  reason: string,
  leaseToken: bigint | null,
): Promise<void> {
  const { homeAgencyId, id } = row
  const next = reason === NOT_NEEDED ? null : await nextWay(row)
  await settleFailed({ homeAgencyId, id, reason, next }, leaseToken)
}

/** A retry that would fall into the night waits; what was urgent went at once. */
async function untilMorning({ channel, attempts, accountId, template, now }: ClaimedNotice): Promise<Date | null> {
  if (channel === 'EMAIL' || attempts === 1) return null
  const [settings, { quiet }] = await Promise.all([noticeSettings(), preferenceOf(accountId)])
  const morning = sendAt(now, quiet ?? settings.quiet, settings.quiet.urgentHours, limitOf(template))
  return morning > now ? morning : null
}

/** One attempt at one notice, and what came of it. */
export async function deliverNotice(
  row: ClaimedNotice,
  signal: AbortSignal,
): Promise<{ outcome: Outcome; fault: PartnerFault | null }> {
  const morning = await untilMorning(row)
  if (morning) {
    await settleWaiting(row, morning, 'QUIET_HOURS', false)
    return { outcome: 'WAITING', fault: null }
  }
  try {
    const found = await attempt(row, signal)
    if (found.state === 'SENT' || found.state === 'DELIVERED') {
      await settleSent(row, found.state === 'DELIVERED', found.partnerId)
      return { outcome: 'SENT', fault: null }
    }
    await failNotice(row, found.state === 'FAILED' ? found.reason : 'UNKNOWN', row.leaseToken)
    return { outcome: 'FAILED', fault: null }
  } catch (error) {
    if (!(error instanceof PartnerFault)) throw error
    const next = after(row.now, waitMs(row.attempts))
    const isOver = row.giveUpAt !== null && next > row.giveUpAt
    if (error.kind === 'REFUSED' || isOver) {
      await failNotice(row, isOver && error.kind !== 'REFUSED' ? `GAVE_UP ${error.code}` : error.code, row.leaseToken)
      return { outcome: 'FAILED', fault: error }
    }
    await settleWaiting(row, next, error.code, true)
    return { outcome: 'WAITING', fault: error }
  }
}
