import { useLocale, useMessages, useTranslations } from 'next-intl'
import { inLanguage } from '#app/_lib/in-language.ts'
import { knownKey } from '#app/_lib/known-key.ts'
import { splitTypedDate } from '#app/_lib/typed-date.ts'
import type { Field } from '#workflows/form/form.schema.ts'
import type { FormIssue } from '#workflows/form/validate.ts'
import { useFieldWords } from './field-words.ts'

const requiredWords = {
  choice: 'choose',
  place: 'choose',
  yesNo: 'yesNo',
  repeat: 'repeat',
} as const

/** A label inside a sentence; words of one capital ("UBND") and all else stay as they are. */
const inSentence = (label: string): string =>
  /^\p{Lu}\p{Lu}/u.test(label) ? label : label.charAt(0).toLocaleLowerCase('vi') + label.slice(1)

/** "Tháng 2 không có ngày 31" says more than "no such date". */
function impossibleDay(typed: unknown): { day: string; month: string } | null {
  if (typeof typed !== 'string') return null
  const { day, month } = splitTypedDate(typed)
  return Number(month) >= 1 && Number(month) <= 12 && Number(day) > 28 ? { day, month } : null
}

/** What is wrong with an answer and how to put it right; the same sentence stands in the summary and at the field. */
export function useIssueSentence(): (issue: FormIssue, field: Field | undefined, typed?: unknown) => string {
  const t = useTranslations('form.errors')
  const { form } = useMessages()
  const locale = useLocale()
  const wordsOf = useFieldWords()
  return (issue, field, typed) => {
    if (issue.messageVi) return inLanguage(locale, issue.messageVi, issue.messageEn)
    const label = field ? inSentence(wordsOf(field).label) : ''
    const key = issue.messageKey.replace(/^form\./, '')
    if (key === 'required') {
      const kind = Object.entries(requiredWords).find(([type]) => type === field?.type)?.[1] ?? 'write'
      return t(`required.${kind}`, { label })
    }
    if (key === 'dateImpossible') {
      const day = impossibleDay(typed)
      if (day) return t('dateNoSuchDay', { ...day, label })
    }
    const known = knownKey(form.errors, key)
    if (!known || known === 'required') return t('unreadable', { label })
    return t(known, { label, max: '', min: '', decimals: '', day: '', month: '', ...issue.params })
  }
}
