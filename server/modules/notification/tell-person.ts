import { type AboutKind, insertNotices } from './notice.repository.ts'
import { type PersonalTemplate, shortOf } from './notice-kinds.ts'
import { findAccountAddress } from './notification.repository.ts'
import { noticesOf } from './tell-phones.ts'

export interface PersonalNotice {
  /** Where it is kept, and whose desk calls when nothing arrives. */
  homeAgencyId: string
  kind: AboutKind
  id: string
  template: PersonalTemplate
  accountId: string
  /** Of what is told again when it moves: the end of a draft. */
  limit: Date | null
}

/** A notice speaks of no event here. */
const NO_EVENT = 0

/**
 * A word about a draft or an invitation to one person, by every way that they chose. Only queued, and once however often it is asked for: the
 * words are joined when it is sent, so that nothing of the person lies in the queue and nothing is told that is not so any more.
 */
export async function tellPerson({ homeAgencyId, kind, id, template, accountId, limit }: PersonalNotice): Promise<void> {
  const person = await findAccountAddress(accountId)
  const rows = await noticesOf({
    homeAgencyId,
    dossierId: null,
    petitionId: null,
    aboutKind: kind,
    aboutId: id,
    eventSeq: NO_EVENT,
    template: limit === null ? template : `${template}/${limit.toISOString()}`,
    recipient: accountId,
    kind: shortOf(template).kind,
    accountId,
    phone: person?.phone ?? null,
    agencyId: homeAgencyId,
    limit,
  })
  await insertNotices(rows)
}
