import type { Metadata } from 'next'
import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { getFormat } from '#app/_lib/get-format.ts'
import { oneOf, withParams } from '#app/_lib/search-params.ts'
import { Disclosure } from '#app/_ui/disclosure.tsx'
import { Note } from '#app/_ui/note.tsx'
import { When } from '#app/_ui/when.tsx'
import { caller } from '#server/caller.ts'
import { NotYours } from '../../_components/not-yours.tsx'
import { placesOf, staffAt } from '../../_lib/staff.ts'
import styles from './_components/calendars.module.css'
import { DayForm } from './_components/day-form.tsx'
import { DayTable } from './_components/day-table.tsx'
import { PublishPanel } from './_components/publish-panel.tsx'
import { SwapForm } from './_components/swap-form.tsx'
import { WeekForm } from './_components/week-form.tsx'
import { WeekList } from './_components/week-list.tsx'
import { ConfirmYearForm, ProposeForm } from './_components/year-forms.tsx'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('calendars'))('title') }
}

const COUNTRY = 'vn'

/** The days off and office hours that every due date follows: proposed, entered, confirmed, looked at, published. */
export default async function CalendarsPage({ searchParams }: PageProps<'/admin/calendars'>) {
  const me = await staffAt('/admin/calendars')
  if (!me) return null
  if (!placesOf(me).keeping) return <NotYours />
  const given = await searchParams
  const api = await caller()
  const overview = await api.calendar.overview()
  const scope = overview.scopes.find((place) => place.scope === oneOf(given.scope))?.scope ?? COUNTRY
  const wanted = Number(oneOf(given.year))
  const year = Number.isInteger(wanted) && wanted >= 1900 && wanted <= 2199 ? wanted : Number(overview.today.slice(0, 4))
  const [t, format, seen] = await Promise.all([getTranslations('calendars'), getFormat(), api.calendar.year({ scope, year })])
  const nameOf = (place: { scope: string; nameVi: string | null }) =>
    place.nameVi ?? (place.scope === COUNTRY ? t('country') : t('province', { code: place.scope.replace(/^.*:/, '') }))
  const here = overview.scopes.find((place) => place.scope === scope)
  const hours = seen.weeks.at(-1)
  const address = (to: { scope?: string; year?: number }) =>
    withParams('/admin/calendars', { scope: to.scope ?? scope, year: String(to.year ?? year) })
  return (
    <div className={styles.page}>
      <h1>{t('title')}</h1>
      <p className="soft">{t('lead')}</p>
      {overview.warnings.map(({ kind, year: about }) => (
        <Note key={kind} family="wait" title={t(`warnings.${kind}`, { year: String(about) })}>
          {t('warnings.what')}
        </Note>
      ))}
      {overview.behind > 0 && <Note title={t('behind', { n: format.number(overview.behind) })}>{t('behindWhat')}</Note>}

      <div className={styles.columns}>
        <nav aria-label={t('places')} className={styles.places}>
          <h2>{t('places')}</h2>
          <ul>
            {overview.scopes.map((place) => (
              <li key={place.scope}>
                <Link href={address({ scope: place.scope })} aria-current={place.scope === scope ? 'page' : undefined}>
                  {nameOf(place)}
                </Link>
                <span className="small soft">
                  {place.version === null ? t('follows') : t('version', { n: place.version })}
                  {place.scope !== COUNTRY && place.own > 0 && `. ${t('own', { n: place.own })}`}
                </span>
              </li>
            ))}
          </ul>
        </nav>

        <div>
          <div className={styles.head}>
            <h2>{t('yearOf', { year: String(year), place: here ? nameOf(here) : '' })}</h2>
            <p className={styles.years}>
              <Link href={address({ year: year - 1 })}>{year - 1}</Link>
              <Link href={address({ year: year + 1 })}>{year + 1}</Link>
            </p>
          </div>
          <p className={seen.confirmed ? 'due done' : 'due soon'}>
            {seen.confirmed ? t('confirmed', { basis: seen.confirmed }) : t(seen.isKnown ? 'unconfirmed' : 'unknown')}
          </p>
          <DayTable scope={scope} days={seen.days} mayEdit={seen.mayEdit} />

          <WeekList weeks={seen.weeks} />

          {seen.mayEdit && (
            <div className={styles.forms}>
              <Disclosure summary={t('day.title')}>
                <DayForm scope={scope} />
              </Disclosure>
              <Disclosure summary={t('swap.title')}>
                <SwapForm scope={scope} />
              </Disclosure>
              {scope === COUNTRY && (
                <>
                  <Disclosure summary={t('propose.title', { year: String(year) })} isOpen={seen.days.length === 0}>
                    <ProposeForm year={year} />
                  </Disclosure>
                  {!seen.confirmed && seen.isKnown && (
                    <Disclosure summary={t('confirm.title', { year: String(year) })}>
                      <ConfirmYearForm year={year} />
                    </Disclosure>
                  )}
                </>
              )}
              <Disclosure summary={t('week.title')}>
                {hours && <WeekForm key={`${scope} ${seen.draftHash}`} scope={scope} {...hours} />}
              </Disclosure>
            </div>
          )}

          <section className={styles.section}>
            <h2>{t('publish.title')}</h2>
            {seen.pending === 0 ? (
              <p className="soft">{t('publish.nothing')}</p>
            ) : (
              <>
                <ul className={styles.changes}>
                  {seen.weekChanges && <li>{t('publish.weekChanges')}</li>}
                  {seen.changes.map(({ date, before, after }) => (
                    <li key={date}>
                      <b>{format.capital(format.weekdayDate(date))}</b>: {before ? t(`kinds.${before.kind}`) : t('ordinary')}
                      {' → '}
                      {after ? `${t(`kinds.${after.kind}`)} (${after.name ?? ''})` : t('ordinary')}
                    </li>
                  ))}
                  {seen.changes.length === 0 && !seen.weekChanges && <li>{t('publish.otherPlaces', { n: seen.pending })}</li>}
                </ul>
                {seen.mayEdit && <PublishPanel key={seen.draftHash} scope={scope} />}
              </>
            )}
          </section>

          <section className={styles.section}>
            <h2>{t('history')}</h2>
            {overview.publications.length === 0 && <p className="soft">{t('noHistory')}</p>}
            <ul className={styles.changes}>
              {overview.publications.map(({ calendarVersionId, noteVi, personVi, publishedAt }) => (
                <li key={calendarVersionId}>
                  <When at={publishedAt} as="shortDateTime" /> <span className="code">{calendarVersionId}</span> {personVi}
                  {'. '}
                  <span lang="vi">{noteVi}</span>
                </li>
              ))}
            </ul>
          </section>
        </div>
      </div>
    </div>
  )
}
