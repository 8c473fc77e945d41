import type { Locale } from 'next-intl'
import { inLanguage } from './in-language.ts'

interface Holder {
  publicVi: string | null
  publicEn: string | null
  units: readonly { nameVi: string; nameEn: string }[]
}

/** What is being done, and the unit that has it on its table; nobody by name. */
export function whereItIs(
  { publicVi, publicEn, units }: Holder,
  locale: Locale,
  heldBy: (unit: string) => string,
): string | undefined {
  const names = units.map(({ nameVi, nameEn }) => inLanguage(locale, nameVi, nameEn))
  const sentences = [
    publicVi ? inLanguage(locale, publicVi, publicEn ?? undefined) : null,
    names.length > 0 ? heldBy(names.join('; ')) : null,
  ]
  return sentences.filter((sentence) => sentence !== null).join(' ') || undefined
}
