import { getLocale, getTranslations } from 'next-intl/server'
import { createFormat, type Format } from './format.ts'

export async function getFormat(): Promise<Format> {
  return createFormat(await getLocale(), await getTranslations('format'))
}
