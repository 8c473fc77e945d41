import { ChevronRight } from 'lucide-react'
import Link from 'next/link'
import { getLocale, getTranslations } from 'next-intl/server'
import { getFormat } from '#app/_lib/get-format.ts'
import { inLanguage } from '#app/_lib/in-language.ts'
import { Arch } from '#app/_ui/arch.tsx'
import { OpenDoors } from '#app/_ui/open-doors.tsx'
import { caller } from '#server/caller.ts'
import { LookUpForm } from './_components/look-up-form.tsx'
import { SearchForm } from './_components/search-form.tsx'
import styles from './home.module.css'

const OFTEN = 4

export default async function HomePage() {
  const [api, locale, t, format] = await Promise.all([caller(), getLocale(), getTranslations('home'), getFormat()])
  const { popular, lifeEvents, figures } = await api.procedure.home()
  return (
    <>
      <section className={styles.hero}>
        <div className={`wrap ${styles.heroGrid}`}>
          <div className={styles.heroText}>
            <h1>{t('question')}</h1>
            <SearchForm hasExample />
            <nav className={styles.often} aria-label={t('often')}>
              {popular.slice(0, OFTEN).map(({ code, nameVi, nameEn }) => (
                <Link key={code} href={`/procedures/${code}`}>
                  {inLanguage(locale, nameVi, nameEn)}
                </Link>
              ))}
            </nav>
          </div>
          <OpenDoors />
        </div>
      </section>
      <div className={`wrap ${styles.columns}`}>
        <section aria-labelledby="life-events">
          <h2 id="life-events">{t('lifeEvents')}</h2>
          <ul className={styles.index}>
            {lifeEvents.map(({ id, nameVi, nameEn, n, procedures }) => (
              <li key={id}>
                <Link href={`/procedures?event=${id}`}>
                  <span>
                    <b>
                      {inLanguage(locale, nameVi, nameEn)} <small>({format.number(n)})</small>
                    </b>
                    <span>{procedures.map((each) => inLanguage(locale, each.nameVi, each.nameEn)).join(' · ')}</span>
                  </span>
                  <ChevronRight />
                </Link>
              </li>
            ))}
          </ul>
          <p className={styles.all}>
            <Link href="/procedures">{t('all')}</Link>
          </p>
        </section>
        <aside className={styles.side}>
          <Arch labelledBy="look-up">
            <h2 id="look-up">{t('lookUp')}</h2>
            <LookUpForm />
            <p className={`hint ${styles.below}`}>
              {t.rich('lookUpHint', { signIn: (words) => <Link href="/my">{words}</Link> })}
            </p>
          </Arch>
          {figures.finishedOnTimePercent !== null && (
            <p className={styles.figures}>
              {t('figures', {
                percent: format.number(figures.finishedOnTimePercent),
                finished: format.number(figures.finished),
                since: format.date(figures.since),
              })}
            </p>
          )}
        </aside>
      </div>
    </>
  )
}
