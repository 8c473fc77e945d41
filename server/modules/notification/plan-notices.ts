import { type Choices, isFixed, type NoticeChannelName, type NoticeKind } from './notification.schema.ts'
import { sendAt } from './quiet.ts'

/** How a person can be reached; null: not by this way. */
export interface Contacts {
  hasAccount: boolean
  phone: string | null
  hasPush: boolean
}
export interface NoticeSettings {
  defaults: Partial<Record<NoticeKind, readonly NoticeChannelName[]>>
  order: readonly ('ZALO' | 'SMS')[]
  quiet: { from: string; to: string; urgentHours: number }
  giveUpMinutes: { withFallBack: number; last: number }
  /** Ways that this installation has a contract for. */
  connected: readonly NoticeChannelName[]
}
export interface Preference {
  choices: Choices
  quiet: { from: string; to: string } | null
}
export interface PlannedNotice {
  channel: Exclude<NoticeChannelName, 'EMAIL'>
  status: 'QUEUED' | 'DELIVERED' | 'NO_ADDRESS'
  fallBackTo: string[]
  /** null: there is nothing to send. */
  sendAt: Date | null
  giveUpAt: Date | null
  reason: string | null
}

/** Whether a person hears of this kind by this way: as they chose, else as the installation has it. */
export function isWanted(
  kind: NoticeKind,
  channel: NoticeChannelName,
  { choices }: Pick<Preference, 'choices'>,
  { defaults }: Pick<NoticeSettings, 'defaults'>,
): boolean {
  if (isFixed(kind, channel)) return true
  return choices[kind]?.[channel] ?? defaults[kind]?.includes(channel) ?? false
}

const minutesAfter = (at: Date, minutes: number) => new Date(at.getTime() + minutes * 60_000)

/** How long the partner is waited for: shorter where another way is left. */
export const giveUpAfter = (at: Date, fallBackTo: readonly string[], { giveUpMinutes }: Pick<NoticeSettings, 'giveUpMinutes'>) =>
  minutesAfter(at, fallBackTo.length > 0 ? giveUpMinutes.withFallBack : giveUpMinutes.last)

/** By which ways a notice goes beside the letter. Of the ways to a phone only the first is taken; the others wait for it to fail. */
export function planNotices(
  kind: NoticeKind,
  contacts: Contacts,
  preference: Preference,
  settings: NoticeSettings,
  { now, limit }: { now: Date; limit: Date | null },
): PlannedNotice[] {
  const wanted = (channel: NoticeChannelName) => isWanted(kind, channel, preference, settings)
  const at = sendAt(now, preference.quiet ?? settings.quiet, settings.quiet.urgentHours, limit)
  const planned: PlannedNotice[] = []
  if (contacts.hasAccount && wanted('IN_APP'))
    planned.push({ channel: 'IN_APP', status: 'DELIVERED', fallBackTo: [], sendAt: null, giveUpAt: null, reason: null })
  const queued = (channel: PlannedNotice['channel'], fallBackTo: string[]): PlannedNotice => ({
    channel,
    status: 'QUEUED',
    fallBackTo,
    sendAt: at,
    giveUpAt: giveUpAfter(at, fallBackTo, settings),
    reason: null,
  })
  if (contacts.hasPush && wanted('PUSH') && settings.connected.includes('PUSH')) planned.push(queued('PUSH', []))
  const [first, ...others] = settings.order.filter((channel) => settings.connected.includes(channel) && wanted(channel))
  if (first && contacts.phone !== null) {
    if (isMobile(contacts.phone)) planned.push(queued(first, others))
    else
      planned.push({ channel: first, status: 'NO_ADDRESS', fallBackTo: [], sendAt: null, giveUpAt: null, reason: 'PHONE_UNFIT' })
  }
  return planned
}

/** A number as people write it, in the form 0901000999; null when there is none. */
export function phoneOf(written: string | null | undefined): string | null {
  const digits = (written ?? '').replace(/[\s.()-]/g, '').replace(/^(\+?84)(?=\d{9}$)/, '0')
  return digits === '' ? null : digits
}
/** Mobile numbers of Việt Nam since 2018; others take no messages. */
const isMobile = (phone: string): boolean => /^0[35789]\d{8}$/.test(phone)
