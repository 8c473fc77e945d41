import { appNow } from '#server/clock.repository.ts'
import { hasSubscription } from './contact.repository.ts'
import { CALL_WANTED, insertNotices, type NoticeGroup, type NoticeToWrite } from './notice.repository.ts'
import { noticeSettings, preferenceOf } from './notice-settings.ts'
import type { NoticeKind } from './notification.schema.ts'
import { giveUpAfter, isWanted, phoneOf, planNotices } from './plan-notices.ts'
import { sendAt } from './quiet.ts'

export interface Told extends NoticeGroup {
  kind: NoticeKind
  accountId: string | null
  phone: string | null
  /** Whose desk calls when nothing arrives. */
  agencyId: string
  /** A limit that the notice speaks of. */
  limit: Date | null
}

/** The rows of all ways but the letter, and whether a letter is wanted. */
async function planned({
  phone,
  limit,
  ...told
}: Told): Promise<{ rows: NoticeToWrite[]; wantsLetter: boolean; giveUpAt: Date; now: Date }> {
  const { accountId, kind } = told
  const [settings, preference, now, hasPush] = await Promise.all([
    noticeSettings(),
    preferenceOf(accountId),
    appNow(),
    accountId === null ? false : hasSubscription(accountId),
  ])
  const contacts = { hasAccount: accountId !== null, phone: phoneOf(phone), hasPush }
  const rows = planNotices(kind, contacts, preference, settings, { now, limit }).map((plan) => ({ ...told, ...plan }))
  return { rows, wantsLetter: isWanted(kind, 'EMAIL', preference, settings), giveUpAt: giveUpAfter(now, [], settings), now }
}

/** Queues everything but the letter, which the dossier's line of letters sends in order; says whether it is wanted. */
export async function tellBesideLetter(told: Told): Promise<{ wantsLetter: boolean }> {
  const { rows, wantsLetter } = await planned(told)
  await insertNotices(rows)
  return { wantsLetter }
}

/** Every way as a row, the letter too; written by the statement of the change itself. */
export async function noticesOf(told: Told): Promise<NoticeToWrite[]> {
  const { phone: _phone, limit: _limit, ...row } = told
  const { rows, wantsLetter, giveUpAt, now } = await planned(told)
  const letter = { ...row, channel: 'EMAIL', status: 'QUEUED', reason: null, fallBackTo: [], sendAt: now, giveUpAt }
  return wantsLetter ? [letter, ...rows] : rows
}

/** To somebody without an account, by the one way that was asked for; a call is a person's work from the start. */
export async function noticeBy(way: 'SMS' | 'EMAIL' | 'CALL', group: Omit<Told, 'phone' | 'limit'>): Promise<NoticeToWrite> {
  const [settings, now] = await Promise.all([noticeSettings(), appNow()])
  if (way === 'CALL')
    return { ...group, channel: way, status: 'NO_ADDRESS', reason: CALL_WANTED, fallBackTo: [], sendAt: null, giveUpAt: null }
  const at = way === 'SMS' ? sendAt(now, settings.quiet, 0, null) : now
  return {
    ...group,
    channel: way,
    status: 'QUEUED',
    reason: null,
    fallBackTo: [],
    sendAt: at,
    giveUpAt: giveUpAfter(at, [], settings),
  }
}

/** A letter to somebody of the house: by e-mail only, where they work. */
export async function staffLetters(
  group: Omit<NoticeGroup, 'recipient'>,
  agencyId: string,
  accountIds: readonly string[],
): Promise<NoticeToWrite[]> {
  const [settings, now] = await Promise.all([noticeSettings(), appNow()])
  return accountIds.map((recipient) => ({
    ...group,
    recipient,
    kind: 'PROGRESS' as const,
    channel: 'EMAIL',
    // nothing of theirs stands in the list of the citizens' notices
    accountId: null,
    agencyId,
    status: 'QUEUED',
    reason: null,
    fallBackTo: [],
    sendAt: now,
    giveUpAt: giveUpAfter(now, [], settings),
  }))
}

/** Statement of a petition's change that queues what is told of it. */
export const queueNotices = (rows: readonly NoticeToWrite[], petitionRequest: string) => insertNotices(rows, petitionRequest)
