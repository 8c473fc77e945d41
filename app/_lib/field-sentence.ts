import { type Messages, useLocale, useMessages } from 'next-intl'
import { inLanguage } from './in-language.ts'

/** Why an input cannot be taken, as the checks of forms and endpoints say it: a key, or the rule's own sentence. */
export interface FieldFault {
  messageKey: string
  params?: Record<string, unknown>
  messageVi?: string
  messageEn?: string
}

const at = (tree: unknown, key: string): unknown =>
  typeof tree === 'object' && tree !== null && Object.hasOwn(tree, key) ? Reflect.get(tree, key) : undefined

/** The sentence for `form.tooLong` with its numbers; a key without words gets the general one, because a field must never be wrong in silence. */
export function fieldSentence(messages: Pick<Messages, 'fields' | 'form'>, { messageKey, params = {} }: FieldFault): string {
  const [area = '', name = ''] = messageKey.split('.')
  const found = area === 'form' ? at(messages.form.errors, name) : at(at(messages.fields, area), name)
  // "required" has a sentence for each kind of input; outside forms all of them are written
  const words = typeof found === 'object' ? at(found, 'write') : found
  const sentence = typeof words === 'string' ? words : messages.fields.input.invalid
  return sentence.replace(/\{(\w+)\}/g, (_, param: string) => String(params[param] ?? ''))
}

/** `label` is the name of the field inside the sentence. */
export function useFieldSentence(): (fault: FieldFault, label?: string) => string {
  const locale = useLocale()
  const messages = useMessages()
  return (fault, label = '') =>
    fault.messageVi
      ? inLanguage(locale, fault.messageVi, fault.messageEn)
      : fieldSentence(messages, {
          ...fault,
          params: { label: label.charAt(0).toLocaleLowerCase(locale) + label.slice(1), ...fault.params },
        })
}
