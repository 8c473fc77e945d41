import { randomUUIDv7 } from 'node:crypto'
import { isPushService } from '#server/adapters/web-push/web-push.ts'
import { env } from '#server/env.ts'
import { DomainError } from '#workflows/domain-error.ts'
import type { CitizenActor } from '../account/actor.ts'
import { page, readCursor } from '../dossier/cursor.ts'
import { setting } from '../setting/settings.ts'
import { deleteSubscription, saveSubscription } from './contact.repository.ts'
import { countUnseen, listNotices, markSeen } from './my-notices.repository.ts'
import { savePreference } from './notice.repository.ts'
import { baseOf } from './notice-kinds.ts'
import { connectedChannels, preferenceOf } from './notice-settings.ts'
import {
  isFixed,
  NOTICE_CHANNELS,
  NOTICE_KINDS,
  type NoticeKind,
  type SaveChoicesInput,
  type SubscribeInput,
} from './notification.schema.ts'
import { isWanted } from './plan-notices.ts'

const PAGE = 30
/** Counters stop here. */
const MOST = 99

/** What the person was told, the newest first. */
export async function myNotices(actor: CitizenActor, { cursor }: { cursor?: string }) {
  const rows = await listNotices(actor.id, readCursor(cursor), PAGE + 1)
  return page(
    rows,
    PAGE,
    (row) => ({
      id: row.id,
      template: baseOf(row.template),
      kind: row.kind,
      code: row.code,
      isPetition: row.isPetition,
      about: row.aboutKind,
      draftId: row.aboutKind === 'DRAFT' ? row.aboutId : null,
      at: row.createdAt.toISOString(),
      isSeen: row.seenAt !== null,
    }),
    (row) => ({ at: row.createdAt.toISOString(), id: row.id }),
  )
}

export async function unseenNotices(actor: CitizenActor) {
  const n = await countUnseen(actor.id, MOST + 1)
  return { count: Math.min(n, MOST), isMore: n > MOST }
}

export async function seeNotices(actor: CitizenActor, { id }: { id?: string }) {
  await markSeen(actor.id, id ?? null)
  return { seen: true }
}

/** Each kind and way, as it is for this person now. */
export async function myChoices(actor: CitizenActor) {
  const [preference, defaults, quiet] = await Promise.all([
    preferenceOf(actor.id),
    setting('notice.defaults'),
    setting('notice.quiet'),
  ])
  const connected = connectedChannels()
  return {
    channels: NOTICE_CHANNELS.filter((channel) => connected.includes(channel)),
    kinds: NOTICE_KINDS.map((kind) => ({
      kind,
      ways: NOTICE_CHANNELS.filter((channel) => connected.includes(channel)).map((channel) => ({
        channel,
        isOn: isWanted(kind, channel, preference, { defaults }),
        isFixed: isFixed(kind, channel),
      })),
    })),
    quiet: preference.quiet,
    usualQuiet: { from: quiet.from, to: quiet.to },
    pushKey: connected.includes('PUSH') ? (env.PUSH_PUBLIC_KEY ?? null) : null,
  }
}

/** What the law wants told in the account cannot be switched off there. */
export async function saveChoices(actor: CitizenActor, { choices, quietFrom, quietTo }: SaveChoicesInput) {
  for (const kind of NOTICE_KINDS)
    for (const channel of NOTICE_CHANNELS)
      if (choices[kind]?.[channel] === false && isFixed(kind, channel))
        throw new DomainError('INPUT_INVALID', `${kind} by ${channel} cannot be switched off`, {
          path: `choices.${kind}.${channel}`,
          messageKey: 'notices.fixed',
        })
  const kept: Partial<Record<NoticeKind, object>> = choices
  await savePreference(actor.id, { choices: kept, quietFrom, quietTo })
  return { saved: true }
}

/** A browser that the person allowed to show notices. */
export async function subscribe(actor: CitizenActor, input: SubscribeInput) {
  if (!isPushService(input.endpoint, env.PUSH_ORIGINS))
    throw new DomainError('INPUT_INVALID', 'an address that is no push service', {
      path: 'endpoint',
      messageKey: 'notices.pushAddress',
    })
  await saveSubscription(randomUUIDv7(), actor.id, input)
  return { subscribed: true }
}

export async function unsubscribe(actor: CitizenActor, endpoint: string) {
  await deleteSubscription(actor.id, endpoint)
  return { subscribed: false }
}
