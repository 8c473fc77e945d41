import { z } from 'zod'

/** What a notice is about, as people choose by. LEGAL: receipt, refusal, what is asked, dates, decisions, results. */
export const NOTICE_KINDS = ['LEGAL', 'MONEY', 'REMINDER', 'PETITION', 'PROGRESS'] as const
export type NoticeKind = (typeof NOTICE_KINDS)[number]

export const NOTICE_CHANNELS = ['EMAIL', 'ZALO', 'SMS', 'PUSH', 'IN_APP'] as const
export type NoticeChannelName = (typeof NOTICE_CHANNELS)[number]

/** What the law wants told is always to be found in the account, whatever else is switched off. */
export const FIXED: readonly { kind: NoticeKind; channel: NoticeChannelName }[] = [
  { kind: 'LEGAL', channel: 'IN_APP' },
  { kind: 'PETITION', channel: 'IN_APP' },
]
export const isFixed = (kind: NoticeKind, channel: NoticeChannelName): boolean =>
  FIXED.some((one) => one.kind === kind && one.channel === channel)

export const choicesSchema = z.partialRecord(z.enum(NOTICE_KINDS), z.partialRecord(z.enum(NOTICE_CHANNELS), z.boolean()))
export type Choices = z.output<typeof choicesSchema>

const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: 'notices.clockTime' })
export const saveChoicesInput = z
  .object({
    choices: choicesSchema,
    /** Both or none: none is what the installation has. */
    quietFrom: clockTime.nullable(),
    quietTo: clockTime.nullable(),
  })
  .refine(({ quietFrom, quietTo }) => (quietFrom === null) === (quietTo === null), {
    error: 'notices.quietBoth',
    path: ['quietTo'],
  })
export type SaveChoicesInput = z.output<typeof saveChoicesInput>

const cursor = z.string().max(120).optional()
export const listNoticesInput = z.object({ cursor })
/** Nothing: all that are on the list. */
export const seenInput = z.object({ id: z.uuid().optional() })

export const subscribeInput = z.object({
  endpoint: z.url({ error: 'notices.pushAddress' }).max(1000),
  p256dh: z.string().regex(/^[\w-]{80,100}={0,2}$/, { error: 'notices.pushAddress' }),
  auth: z.string().regex(/^[\w-]{20,32}={0,2}$/, { error: 'notices.pushAddress' }),
})
export type SubscribeInput = z.output<typeof subscribeInput>
export const unsubscribeInput = z.object({ endpoint: z.string().min(1).max(1000) })

export const undeliverableInput = z.object({ cursor })
export const HANDLED_HOW = ['CALLED', 'ADDRESS_MENDED', 'LETTER_SENT', 'NOT_REACHED'] as const
export const handleInput = z.object({
  id: z.uuid(),
  how: z.enum(HANDLED_HOW, { error: 'notices.howMissing' }),
  note: z.string().trim().max(500, { error: 'notices.noteTooLong' }).default(''),
})
export type HandleInput = z.output<typeof handleInput>
