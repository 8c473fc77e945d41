import { Menu, Phone, User, X } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { Preferences } from '#app/_lib/preferences.ts'
import { Brand } from './brand.tsx'
import { Main } from './main.tsx'
import { NavLink } from './nav-link.tsx'
import { ContrastSwitch, LanguageSwitch, TextSizeSwitch, ThemeSwitch } from './preference-switches.tsx'
import { SignOutButton } from './sign-out-button.tsx'

export interface Visitor {
  name: string
  isStaff: boolean
}

function Telephone({ className }: { className?: string }) {
  const t = useTranslations('site')
  return (
    <a className={className} href={`tel:${t('phone').replaceAll(' ', '')}`}>
      <Phone /> <span className="nowrap">{t('phone')}</span>
    </a>
  )
}

function MainNav({ visitor }: { visitor: Visitor | null }) {
  const t = useTranslations('site.nav')
  return (
    <nav className="main-nav" aria-label={t('label')}>
      <NavLink href="/procedures">{t('procedures')}</NavLink>
      <NavLink href="/track">{t('track')}</NavLink>
      {visitor?.isStaff ? <NavLink href="/inbox">{t('work')}</NavLink> : <NavLink href="/my">{t('my')}</NavLink>}
      {visitor ? (
        <SignOutButton className="as-link">
          <User /> {visitor.name}: {t('signOut')}
        </SignOutButton>
      ) : (
        <NavLink href="/sign-in">
          <User /> {t('signIn')}
        </NavLink>
      )}
    </nav>
  )
}

function Header({ visitor, preferences }: { visitor: Visitor | null; preferences: Preferences }) {
  const t = useTranslations('site')
  return (
    <header>
      <section className="tools" aria-label={t('tools.label')}>
        <div className="wrap">
          <span className="soft hide-s">{t('owner')}</span>
          <Telephone />
          <div className="end">
            <TextSizeSwitch current={preferences.text} />
            <div className="hide-s">
              <ThemeSwitch />
            </div>
            <div className="hide-s">
              <ContrastSwitch current={preferences.contrast} />
            </div>
            <LanguageSwitch current={preferences.locale} />
          </div>
        </div>
      </section>
      <div className="top">
        <div className="wrap">
          <Brand href="/" name={t('name')} place={t('place')} />
          <MainNav visitor={visitor} />
          <details className="menu">
            <summary aria-label={t('nav.menu')}>
              <Menu className="when-closed" />
              <X className="when-open" />
            </summary>
            <div>
              <MainNav visitor={visitor} />
              <div className="prefs">
                <ThemeSwitch />
                <ContrastSwitch current={preferences.contrast} />
              </div>
            </div>
          </details>
        </div>
      </div>
    </header>
  )
}

function Footer() {
  const t = useTranslations('site')
  return (
    <footer className="foot">
      <div className="wrap foot-cols">
        <div>
          <h2>{t('foot.helpTitle')}</h2>
          <p>{t('foot.help')}</p>
          <Telephone className="tel" />
        </div>
        <div>
          <h2>{t('foot.deskTitle')}</h2>
          <p>{t('foot.desk')}</p>
          <p>{t('foot.deskDays')}</p>
          <p className="num">{t('foot.deskHours')}</p>
        </div>
        <div>
          <h2>{t('foot.moreTitle')}</h2>
          <ul>
            <li>
              <Link href="/voice" prefetch={false}>
                {t('foot.voice')}
              </Link>
            </li>
            <li>
              <Link href="/procedures" prefetch={false}>
                {t('nav.procedures')}
              </Link>
            </li>
            <li>
              <Link href="/track" prefetch={false}>
                {t('nav.track')}
              </Link>
            </li>
            <li>
              <Link href="/my" prefetch={false}>
                {t('nav.my')}
              </Link>
            </li>
            <li>
              <Link href="/verify" prefetch={false}>
                {t('foot.verify')}
              </Link>
            </li>
          </ul>
        </div>
      </div>
      <div className="wrap">
        <p className="foot-last">{t('foot.owner')}</p>
      </div>
    </footer>
  )
}

/** Header, help and the page between them; for visitors and citizens alike. */
export function CitizenFrame({
  visitor,
  preferences,
  notice,
  children,
}: {
  visitor: Visitor | null
  preferences: Preferences
  notice?: ReactNode
  children: ReactNode
}) {
  return (
    <>
      <Header visitor={visitor} preferences={preferences} />
      {notice}
      <Main>{children}</Main>
      <Footer />
    </>
  )
}
