'use client'

import { lazy, Suspense, useSyncExternalStore } from 'react'
import { asLocale } from './_lib/locale.ts'
import './_ui/css/all.css'

const never = () => () => undefined
const localeOfCookie = () => /(?:^|; )locale=(\w+)/.exec(document.cookie)?.[1]

/** Without a network not even the words can be fetched: the name of the site and the way back to it need none. */
function Bare() {
  return (
    <h1 className="page-title">
      <a href="/">Một Cửa</a>
    </h1>
  )
}

/** Fetched only when it is needed: its words are all words of both languages, and every page would carry them. */
const Problem = lazy(() => import('./_ui/problem-with-words.tsx').catch(() => ({ default: Bare })))

/** The layout itself failed, so nothing of it can be used: language and words are found here. */
export default function GlobalError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const locale = asLocale(useSyncExternalStore(never, localeOfCookie, () => undefined))
  return (
    <html lang={locale}>
      <body>
        <main id="main">
          <Suspense fallback={<Bare />}>
            <Problem locale={locale} digest={error.digest} onRetry={reset} />
          </Suspense>
        </main>
      </body>
    </html>
  )
}
