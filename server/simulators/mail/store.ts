import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'
import { openJournal, simulatorPath } from '../frame/journal.ts'

const mailSchema = z.object({
  kind: z.literal('mail'),
  id: z.string(),
  at: z.string(),
  from: z.string(),
  to: z.array(z.string()),
  subject: z.string(),
  messageId: z.string(),
  headers: z.record(z.string(), z.string()),
  text: z.string(),
  html: z.string(),
  attachments: z.array(z.object({ name: z.string(), contentType: z.string(), bytes: z.number() })),
  /** False when the sender was left without an answer: it will send again. */
  answered: z.boolean(),
})
const resetSchema = z.object({ kind: z.literal('reset'), at: z.string() })
const entrySchema = z.discriminatedUnion('kind', [mailSchema, resetSchema])
export type Mail = z.infer<typeof mailSchema>

export function openMailStore(dataDir: string) {
  const mails: Mail[] = []
  const rawPath = (id: string) => simulatorPath(dataDir, 'mail', `${id}.eml`)
  const journal = openJournal<z.infer<typeof entrySchema>>(simulatorPath(dataDir, 'mail.jsonl'), entrySchema, (entry) => {
    if (entry.kind === 'mail') mails.push(entry)
    else mails.length = 0
  })
  return {
    keep(mail: Mail, raw: Buffer) {
      mkdirSync(dirname(rawPath(mail.id)), { recursive: true, mode: 0o700 })
      const file = openSync(rawPath(mail.id), 'wx', 0o600)
      try {
        writeSync(file, raw)
        fsyncSync(file)
      } finally {
        closeSync(file)
      }
      journal.append(mail)
    },
    reset: (at: string) => journal.append({ kind: 'reset', at }),
    close: journal.close,
    mails: () => mails,
    mail: (id: string) => mails.find((one) => one.id === id) ?? null,
    raw: (id: string) => readFileSync(rawPath(id)),
  }
}
export type MailStore = ReturnType<typeof openMailStore>
