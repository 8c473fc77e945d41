import { useLocale } from 'next-intl'
import { inLanguage } from '#app/_lib/in-language.ts'
import type { Option } from '#app/_ui/inputs.tsx'

export function useOptionWords(): (option: { value: string; labelVi: string; labelEn?: string }) => Option {
  const locale = useLocale()
  return ({ value, labelVi, labelEn }) => ({ value, label: inLanguage(locale, labelVi, labelEn) })
}
