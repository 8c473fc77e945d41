import { useLocale, useTranslations } from 'next-intl'
import { inLanguage } from '#app/_lib/in-language.ts'
import { useLimitText } from '#app/_ui/limit-text.ts'
import type { DescribedNode, Words } from '#workflows/procedure/describe.ts'

/** The facts of a place in words, the same for the diagram and for the list. */
export function useFlowWords() {
  const t = useTranslations('flow')
  const locale = useLocale()
  const limitText = useLimitText()
  const say = (words: Words) => inLanguage(locale, words.vi, words.en)
  const joinWords = ({ join }: DescribedNode): string | null => {
    if (join === null) return null
    return join.type === 'atLeast' ? t('join.atLeast', { n: join.n }) : t(`join.${join.type}`)
  }
  const limitWords = ({ kind, limit, isOutsideLimit }: DescribedNode): string | null => {
    if (kind !== 'step') return null
    if (limit === null) return isOutsideLimit ? t('outsideOnly') : t('noLimit')
    return isOutsideLimit ? t('limitOutside', { limit: limitText(limit) }) : t('limit', { limit: limitText(limit) })
  }
  return { t, say, limitText, joinWords, limitWords }
}
