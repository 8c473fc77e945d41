import { useLocale, useTranslations } from 'next-intl'
import { inLanguage } from '#app/_lib/in-language.ts'
import type { Section } from './sections.ts'

export function useSectionTitle(): (section: Pick<Section, 'kind' | 'titleVi' | 'titleEn'>) => string {
  const t = useTranslations('draft')
  const locale = useLocale()
  return ({ kind, titleVi, titleEn }) => (kind === 'page' ? inLanguage(locale, titleVi ?? '', titleEn) : t(kind))
}
