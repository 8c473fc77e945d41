import { useTranslations } from 'next-intl'
import { useFormat } from '#app/_lib/use-format.ts'
import type { Draft } from './sections.ts'

type Source = Draft['prefilled'][string]

/** Where an answer came from that nobody typed, and, where it stands in an input, whether it can be put right there. */
export function useSourceNote(): (source: Source, isFixed?: boolean) => string {
  const t = useTranslations('form')
  const format = useFormat()
  return (source, isFixed) => {
    const from = {
      identity: () => t('fromIdentity'),
      resident: () => t('fromResident', { when: format.dateTime(source.at) }),
      earlier: () => t('fromEarlier', { code: source.code ?? '' }),
    }[source.from]()
    if (isFixed === undefined) return from
    return `${from} ${t(isFixed ? 'notCorrectable' : 'correctable')}`
  }
}
