import type { Metadata, Viewport } from 'next'
import { NextIntlClientProvider } from 'next-intl'
import { getLocale, getMessages, getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { preload } from 'react-dom'
import { getPreferences } from './_lib/get-preferences.ts'
import './_ui/css/all.css'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('site')
  return { title: { default: t('title'), template: `%s – ${t('name')}` }, description: t('description') }
}

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  colorScheme: 'light dark',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#fffdf9' },
    { media: '(prefers-color-scheme: dark)', color: '#24211d' },
  ],
}

/** The switches stand on `<html>` from the first byte, so that a page never flashes in other colours and needs no script for them. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const locale = await getLocale()
  const { theme, contrast, text } = await getPreferences()
  const t = await getTranslations('site')
  const { site, ui, errors, format, problem } = await getMessages()
  for (const subset of ['latin-400', 'latin-600', 'vietnamese-400', 'vietnamese-600']) {
    preload(`/fonts/bvp-${subset}.woff2`, { as: 'font', type: 'font/woff2', crossOrigin: 'anonymous' })
  }
  return (
    <html lang={locale} data-theme={theme} data-contrast={contrast} data-text={text}>
      <body>
        <a className="skip" href="#main">
          {t('skip')}
        </a>
        <NextIntlClientProvider messages={{ site, ui, errors, format, problem }}>{children}</NextIntlClientProvider>
      </body>
    </html>
  )
}
