'use client'

import { NextIntlClientProvider } from 'next-intl'
import { useSyncExternalStore } from 'react'
import { asLocale, timeZone } from './_lib/locale.ts'
import english from './_messages/en.json'
import vietnamese from './_messages/vi.json'
import { Problem } from './_ui/problem.tsx'
import './_ui/css/all.css'

const never = () => () => undefined
const localeOfCookie = () => /(?:^|; )locale=(\w+)/.exec(document.cookie)?.[1]

/** The layout itself failed, so nothing of it can be used: language and words are found here. */
export default function GlobalError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const locale = asLocale(useSyncExternalStore(never, localeOfCookie, () => undefined))
  const { problem, site, ui } = locale === 'en' ? english : vietnamese
  return (
    <html lang={locale}>
      <body>
        <NextIntlClientProvider locale={locale} timeZone={timeZone} messages={{ problem, site, ui }}>
          <main id="main">
            <Problem digest={error.digest} onRetry={reset} />
          </main>
        </NextIntlClientProvider>
      </body>
    </html>
  )
}
