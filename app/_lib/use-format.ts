import { useLocale, useTranslations } from 'next-intl'
import { createFormat, type Format } from './format.ts'

/** For components of both sides; a page that is an async function takes `getFormat`. */
export function useFormat(): Format {
  return createFormat(useLocale(), useTranslations('format'))
}
