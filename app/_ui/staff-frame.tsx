import { ChevronDown } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { Preferences } from '#app/_lib/preferences.ts'
import { Brand } from './brand.tsx'
import { NavLink } from './nav-link.tsx'
import { ContrastSwitch, LanguageSwitch, TextSizeSwitch, ThemeSwitch } from './preference-switches.tsx'
import { SignOutButton } from './sign-out-button.tsx'

export interface StaffPlace {
  href: string
  label: string
}

/** Initials of the last two words: a Vietnamese name ends with the name that people are called by. */
function initials(name: string): string {
  return name
    .split(/\s+/)
    .slice(-2)
    .map((word) => word.charAt(0))
    .join('')
}

export function StaffFrame({
  home,
  places,
  person,
  preferences,
  search,
  children,
}: {
  home: string
  places: StaffPlace[]
  person: { name: string; position: string }
  preferences: Preferences
  search?: ReactNode
  children: ReactNode
}) {
  const t = useTranslations('site')
  return (
    <div className="staff">
      <header className="bar">
        <Brand href={home} name={t('name')} label={t('staff.home')} />
        <nav aria-label={t('staff.navLabel')}>
          {places.map(({ href, label }) => (
            <NavLink key={href} href={href}>
              {label}
            </NavLink>
          ))}
        </nav>
        {search && <div className="find">{search}</div>}
        <div className="end">
          <details className="me">
            <summary>
              <span className="sr">{t('staff.account')}: </span>
              <span className="ini" aria-hidden="true">
                {initials(person.name)}
              </span>
              <ChevronDown />
              <span>
                <b>{person.name}</b>
                <span className="small soft">{person.position}</span>
              </span>
            </summary>
            <div>
              <TextSizeSwitch current={preferences.text} />
              <ThemeSwitch />
              <ContrastSwitch current={preferences.contrast} />
              <LanguageSwitch current={preferences.locale} />
              <SignOutButton className="pref">{t('nav.signOut')}</SignOutButton>
            </div>
          </details>
        </div>
      </header>
      <main id="main" tabIndex={-1}>
        {children}
      </main>
    </div>
  )
}
