'use client'

import { NextIntlClientProvider } from 'next-intl'
import { type Locale, timeZone } from '#app/_lib/locale.ts'
import english from '#app/_messages/en.json'
import vietnamese from '#app/_messages/vi.json'
import { Problem } from './problem.tsx'

/** For where no layout has given the words. */
export default function ProblemWithWords({ locale, ...problem }: { locale: Locale; digest?: string; onRetry: () => void }) {
  const { problem: words, site, ui } = locale === 'en' ? english : vietnamese
  return (
    <NextIntlClientProvider locale={locale} timeZone={timeZone} messages={{ problem: words, site, ui }}>
      <Problem {...problem} />
    </NextIntlClientProvider>
  )
}
