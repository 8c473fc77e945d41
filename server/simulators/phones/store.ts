import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { openJournal, simulatorPath } from '../frame/journal.ts'

const takenSchema = z.object({
  kind: z.literal('taken'),
  at: z.string(),
  key: z.string(),
  messageId: z.string(),
  phone: z.string(),
  text: z.string(),
  code: z.string(),
})
const entrySchema = z.discriminatedUnion('kind', [
  takenSchema,
  z.object({ kind: z.literal('repeated'), at: z.string(), key: z.string() }),
  z.object({ kind: z.literal('refused'), at: z.string(), key: z.string(), phone: z.string(), reason: z.string() }),
  z.object({
    kind: z.literal('reported'),
    at: z.string(),
    key: z.string(),
    status: z.enum(['DELIVERED', 'FAILED']),
    /** What the product answered: 200, 401 …, or nothing. */
    answer: z.string(),
  }),
  z.object({ kind: z.literal('reset'), at: z.string() }),
])
type Entry = z.infer<typeof entrySchema>

export interface PhoneMessage extends Omit<z.infer<typeof takenSchema>, 'kind'> {
  /** How often the same key came again: none of them was sent to the phone. */
  repeats: number
  status: 'SENT' | 'DELIVERED' | 'FAILED'
  isReported: boolean
  answers: string[]
}
export interface RefusedMessage {
  at: string
  key: string
  phone: string
  reason: string
}

/** Messages to phones, each key once. */
export function openPhoneStore(dataDir: string, system: string) {
  const messages = new Map<string, PhoneMessage>()
  const refused: RefusedMessage[] = []
  const journal = openJournal<Entry>(simulatorPath(dataDir, `${system}.jsonl`), entrySchema, (entry) => {
    switch (entry.kind) {
      case 'taken': {
        const { kind: _kind, ...message } = entry
        messages.set(entry.key, { ...message, repeats: 0, status: 'SENT', isReported: false, answers: [] })
        return
      }
      case 'repeated': {
        const known = messages.get(entry.key)
        if (known) known.repeats += 1
        return
      }
      case 'refused':
        refused.push(entry)
        return
      case 'reported': {
        const known = messages.get(entry.key)
        if (!known) return
        known.status = entry.status
        known.answers.push(entry.answer)
        known.isReported = known.isReported || entry.answer === '200' || entry.answer.startsWith('4')
        return
      }
      case 'reset':
        messages.clear()
        refused.length = 0
    }
  })
  return {
    find: (key: string) => messages.get(key) ?? null,
    /** The same key again is answered as before and reaches no phone a second time. */
    take(message: { key: string; phone: string; text: string; code: string }, at: string): PhoneMessage {
      if (messages.has(message.key)) journal.append({ kind: 'repeated', at, key: message.key })
      else journal.append({ kind: 'taken', at, messageId: randomUUID(), ...message })
      const kept = messages.get(message.key)
      if (!kept) throw new Error(`${message.key} was not kept`)
      return kept
    },
    refuse: (key: string, phone: string, reason: string, at: string) =>
      journal.append({ kind: 'refused', at, key, phone, reason }),
    reported: (key: string, status: 'DELIVERED' | 'FAILED', answer: string, at: string) =>
      journal.append({ kind: 'reported', at, key, status, answer }),
    unreported: () => [...messages.values()].filter(({ isReported }) => !isReported),
    messages: () => [...messages.values()],
    refused: () => refused,
    reset: (at: string) => journal.append({ kind: 'reset', at }),
    close: journal.close,
  }
}
export type PhoneStore = ReturnType<typeof openPhoneStore>

/** What becomes of a message is read off the number, so that a test chooses it. */
export const noSubscriber = (phone: string) => phone.endsWith('404')
export const noZalo = (phone: string) => noSubscriber(phone) || phone.endsWith('118')
export const arrives = (phone: string) => !phone.endsWith('500')
