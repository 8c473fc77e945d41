import { env } from '#server/env.ts'
import { setting } from '../setting/settings.ts'
import { findPreference } from './notice.repository.ts'
import { choicesSchema, type NoticeChannelName } from './notification.schema.ts'
import type { NoticeSettings, Preference } from './plan-notices.ts'

/** Ways that this installation can go. */
export function connectedChannels(): NoticeChannelName[] {
  return [
    'EMAIL',
    'IN_APP',
    ...(env.ZALO_REFRESH_TOKEN && env.ZALO_APP_SECRET ? (['ZALO'] as const) : []),
    ...(env.SMS_SECRET ? (['SMS'] as const) : []),
    ...(env.PUSH_PUBLIC_KEY && env.PUSH_PRIVATE_KEY ? (['PUSH'] as const) : []),
  ]
}

export async function noticeSettings(): Promise<NoticeSettings> {
  const [defaults, order, quiet, giveUpMinutes] = await Promise.all([
    setting('notice.defaults'),
    setting('notice.order'),
    setting('notice.quiet'),
    setting('notice.giveUpMinutes'),
  ])
  return { defaults, order, quiet, giveUpMinutes, connected: connectedChannels() }
}

const undecided: Preference = { choices: {}, quiet: null }

/** What the person decided; who has no account decided nothing. */
export async function preferenceOf(accountId: string | null): Promise<Preference> {
  const row = accountId === null ? null : await findPreference(accountId)
  if (!row) return undecided
  const { quietFrom, quietTo } = row
  return {
    choices: choicesSchema.catch({}).parse(row.choices),
    quiet: quietFrom !== null && quietTo !== null ? { from: quietFrom, to: quietTo } : null,
  }
}
