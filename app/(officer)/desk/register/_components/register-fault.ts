import { getMessages, getTranslations } from 'next-intl/server'
import { fieldSentence } from '#app/_lib/field-sentence.ts'
import { knownKey } from '#app/_lib/known-key.ts'

interface Fault {
  code: string
  details?: Record<string, unknown>
}

/** Why the register of these days cannot be shown, in words. */
export async function registerFault({ code, details }: Fault): Promise<string> {
  const messages = await getMessages()
  if (typeof details?.messageKey === 'string') return fieldSentence(messages, { messageKey: details.messageKey })
  const t = await getTranslations('errors')
  return t(knownKey(messages.errors, code) ?? 'INTERNAL')
}
