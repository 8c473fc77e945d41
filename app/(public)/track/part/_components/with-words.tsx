'use client'

import { NextIntlClientProvider } from 'next-intl'
import type { Api } from '#app/_lib/api-types.ts'
import { type Locale, timeZone } from '#app/_lib/locale.ts'
import english from '#app/_messages/en.json'
import vietnamese from '#app/_messages/vi.json'
import { TrackedDossier } from '../../_components/tracked-dossier.tsx'

const words = { vi: vietnamese, en: english }

/**
 * Written as a component of browsers although none ever loads it (the page has no script): so it is made in one pass, with its words beside it,
 * and what it shows crosses as one text. As a component of the server each of its elements would be written twice more.
 */
export function WithWords({ locale, view }: { locale: Locale; view: string }) {
  const shown: Api['dossier']['track'] = JSON.parse(view)
  return (
    <NextIntlClientProvider locale={locale} timeZone={timeZone} messages={words[locale]}>
      <TrackedDossier view={shown} />
    </NextIntlClientProvider>
  )
}
