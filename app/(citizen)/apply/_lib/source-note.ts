import { useTranslations } from 'next-intl'
import type { Draft } from './sections.ts'

type Source = Draft['prefilled'][string]

/** Where an answer came from that nobody typed; where it stands in an input that is closed, what to do when it is wrong. */
export function useSourceNote(): (source: Source, isFixed?: boolean) => string {
  const t = useTranslations('form')
  return (source, isFixed) => {
    const from = {
      identity: () => t('fromIdentity'),
      resident: () => t('fromResident'),
      earlier: () => t('fromEarlier', { code: source.code ?? '' }),
    }[source.from]()
    return isFixed ? `${from} ${t('notCorrectable')}` : from
  }
}
