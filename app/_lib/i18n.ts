import { cookies } from 'next/headers'
import { getRequestConfig } from 'next-intl/server'
import { asLocale, timeZone } from './locale.ts'

/** The language is a cookie, not a part of the address: a link sent to somebody opens in that person's language. */
export default getRequestConfig(async () => {
  const locale = asLocale((await cookies()).get('locale')?.value)
  const messages =
    locale === 'en' ? (await import('../_messages/en.json')).default : (await import('../_messages/vi.json')).default
  return { locale, timeZone, messages }
})
