import { type Messages, useLocale, useMessages } from 'next-intl'
import { inLanguage } from './in-language.ts'

/** Why an answer cannot be taken, as the check of forms and inputs says it: a key, or the rule's own sentence. */
export interface FieldFault {
  messageKey: string
  params?: Record<string, unknown>
  messageVi?: string
  messageEn?: string
}

/** The sentence for `form.tooLong` with its numbers; a key without words gets the general one, because a field must never be wrong in silence. */
export function fieldSentence(fields: Messages['fields'], { messageKey, params = {} }: FieldFault): string {
  const [area = '', name = ''] = messageKey.split('.')
  const words: unknown = Reflect.get(Object(Reflect.get(fields, area)), name)
  const sentence = typeof words === 'string' ? words : fields.input.invalid
  return sentence.replace(/\{(\w+)\}/g, (_, param: string) => String(params[param] ?? ''))
}

export function useFieldSentence(): (fault: FieldFault) => string {
  const locale = useLocale()
  const { fields } = useMessages()
  return (fault) =>
    fault.messageVi ? inLanguage(locale, fault.messageVi, fault.messageEn) : fieldSentence(fields, fault)
}
