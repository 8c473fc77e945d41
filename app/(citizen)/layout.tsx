import { NextIntlClientProvider } from 'next-intl'
import { getMessages } from 'next-intl/server'
import type { ReactNode } from 'react'
import { getPreferences } from '#app/_lib/get-preferences.ts'
import { getVisitor } from '#app/_lib/get-visitor.ts'
import { ApiProvider } from '#app/_lib/trpc.tsx'
import { CitizenFrame } from '#app/_ui/citizen-frame.tsx'
import { NeedsScript } from '#app/_ui/needs-script.tsx'
import { MyBar } from './_components/my-bar.tsx'

/** Pages of a citizen's own matters; only their words travel to the browser beside those that every page has. */
export default async function CitizenLayout({ children }: { children: ReactNode }) {
  const [visitor, preferences, messages] = await Promise.all([getVisitor(), getPreferences(), getMessages()])
  const { site, ui, errors, format, problem, fields, form, apply, draft, my, payment, talk, notices, rating, voice } = messages
  return (
    <CitizenFrame
      visitor={visitor}
      preferences={preferences}
      notice={
        <>
          <NeedsScript />
          {visitor && !visitor.isStaff && <MyBar />}
        </>
      }
    >
      <NextIntlClientProvider
        messages={{ site, ui, errors, format, problem, fields, form, apply, draft, my, payment, talk, notices, rating, voice }}
      >
        <ApiProvider>{children}</ApiProvider>
      </NextIntlClientProvider>
    </CitizenFrame>
  )
}
