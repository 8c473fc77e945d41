import type { Locale } from './locale.ts'

/** Texts of the law exist in Vietnamese; the English one is shown where there is one. */
export function inLanguage(locale: Locale, vi: string, en?: string | null): string {
  return locale === 'en' && en ? en : vi
}
