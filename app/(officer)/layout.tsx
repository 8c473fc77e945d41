import { NextIntlClientProvider, useLocale, useTranslations } from 'next-intl'
import { getLocale, getMessages } from 'next-intl/server'
import type { ReactNode } from 'react'
import type { Api } from '#app/_lib/api-types.ts'
import { getPreferences } from '#app/_lib/get-preferences.ts'
import { inLanguage } from '#app/_lib/in-language.ts'
import { pick } from '#app/_lib/pick.ts'
import type { Preferences } from '#app/_lib/preferences.ts'
import { ApiProvider } from '#app/_lib/trpc.tsx'
import { LinkButton } from '#app/_ui/button.tsx'
import { CitizenFrame } from '#app/_ui/citizen-frame.tsx'
import { SignOutButton } from '#app/_ui/sign-out-button.tsx'
import { StaffFrame } from '#app/_ui/staff-frame.tsx'
import { caller } from '#server/caller.ts'
import { FindField } from './_components/find-field.tsx'
import { StaffKeys } from './_components/staff-keys.tsx'
import { placesOf } from './_lib/staff.ts'

type Me = NonNullable<Api['account']['me']>

/** Messages that the components in the browser use; all others stay on the server. */
const SENT = [
  'site',
  'ui',
  'errors',
  'format',
  'problem',
  'dossier',
  'fields',
  'form',
  'draft',
  'staff',
  'action',
  'queue',
  'desk',
  'exchange',
  'calendars',
  'delegation',
  'notices',
  'voice',
  'talk',
] as const

/**
 * Frame of all staff pages. Each page asks for its person itself, because only a page knows the address to come back to; for a citizen it
 * shows nothing, or leads on.
 */
export default async function OfficerLayout({ children }: { children: ReactNode }) {
  const me = await (await caller()).account.me()
  const preferences = await getPreferences()
  const locale = await getLocale()
  const messages = pick(await getMessages(), SENT)
  if (!me) return children
  return (
    <NextIntlClientProvider locale={locale} messages={messages}>
      {me.kind === 'STAFF' ? (
        <ApiProvider>
          <Framed me={me} preferences={preferences}>
            {children}
          </Framed>
        </ApiProvider>
      ) : (
        <CitizenFrame visitor={{ name: me.fullName, isStaff: false }} preferences={preferences}>
          <OnlyStaff />
          {children}
        </CitizenFrame>
      )}
    </NextIntlClientProvider>
  )
}

function OnlyStaff() {
  const t = useTranslations('staff.onlyStaff')
  return (
    <div className="read">
      <h1 className="page-title">{t('title')}</h1>
      <p className="lead">{t('text')}</p>
      <div className="btns after-lead">
        <LinkButton href="/my">{t('my')}</LinkButton>
        <SignOutButton className="btn alt">{t('signOut')}</SignOutButton>
      </div>
    </div>
  )
}

function Framed({ me, preferences, children }: { me: Me; preferences: Preferences; children: ReactNode }) {
  const t = useTranslations('staff')
  const locale = useLocale()
  const places = placesOf(me)
  const [first] = me.roles
  const position = first
    ? t('position', { role: inLanguage(locale, first.roleVi, first.roleEn), place: first.unitNameVi ?? first.agencyNameVi })
    : (me.email ?? '')
  const links = (['desk', 'inbox', 'petitions', 'exchange', 'admin'] as const)
    .filter((place) => places[place])
    .map((place) => ({ href: `/${place}`, label: t(`nav.${place}`) }))
  return (
    <StaffFrame
      home={links[0]?.href ?? '/inbox'}
      places={links}
      person={{ name: me.fullName, position }}
      preferences={preferences}
      search={places.inbox ? <FindField id="find" isLabelHidden notAt="/desk" /> : undefined}
    >
      {children}
      <StaffKeys />
    </StaffFrame>
  )
}
