import { NextIntlClientProvider } from 'next-intl'
import { getMessages } from 'next-intl/server'
import type { ReactNode } from 'react'
import { getPreferences } from '#app/_lib/get-preferences.ts'
import { getVisitor } from '#app/_lib/get-visitor.ts'
import { ApiProvider } from '#app/_lib/trpc.tsx'
import { CitizenFrame } from '#app/_ui/citizen-frame.tsx'
import { NeedsScript } from '#app/_ui/needs-script.tsx'

/** Pages of a citizen's own matters; only their words travel to the browser beside those that every page has. */
export default async function CitizenLayout({ children }: { children: ReactNode }) {
  const [visitor, preferences, messages] = await Promise.all([getVisitor(), getPreferences(), getMessages()])
  const { site, ui, errors, format, problem, form, apply, draft, my, payment } = messages
  return (
    <CitizenFrame visitor={visitor} preferences={preferences} notice={<NeedsScript />}>
      <NextIntlClientProvider messages={{ site, ui, errors, format, problem, form, apply, draft, my, payment }}>
        <ApiProvider>{children}</ApiProvider>
      </NextIntlClientProvider>
    </CitizenFrame>
  )
}
