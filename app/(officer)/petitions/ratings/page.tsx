import type { Metadata } from 'next'
import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { knownKey } from '#app/_lib/known-key.ts'
import { oneOf } from '#app/_lib/search-params.ts'
import { Button } from '#app/_ui/button.tsx'
import { Select } from '#app/_ui/inputs.tsx'
import { Typed } from '#app/_ui/petition-way.tsx'
import { caller } from '#server/caller.ts'
import { NotYours } from '../../_components/not-yours.tsx'
import { placesOf, staffAt } from '../../_lib/staff.ts'
import styles from '../petitions.module.css'

const LEVELS = ['1', '2', '3', '4', '5'] as const
const REASONS = {
  fast: 0,
  clear: 0,
  friendly: 0,
  easyOnline: 0,
  slow: 0,
  unclear: 0,
  unfriendly: 0,
  manyTrips: 0,
  tooManyPapers: 0,
  hardOnline: 0,
  extraMoney: 0,
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('rating.figures'))('title') }
}

/** Figures by month, reasons and words; months with few ratings stay hidden. */
export default async function RatingsPage({ searchParams }: PageProps<'/petitions/ratings'>) {
  const me = await staffAt('/petitions/ratings')
  if (!me) return null
  if (!placesOf(me).petitions) return <NotYours />
  const asked = oneOf((await searchParams).agency)
  const mine = me.roles.some(({ agencyId }) => agencyId === asked) ? asked : ''
  const [figures, t, r, v] = await Promise.all([
    (await caller()).rating.figures(mine === '' ? {} : { agencyId: mine }),
    getTranslations('rating.figures'),
    getTranslations('rating'),
    getTranslations('voice.staff'),
  ])
  const reason = (name: string) => {
    const known = knownKey(REASONS, name)
    return known ? r(`reasons.${known}`) : name
  }
  return (
    <div className={styles.page}>
      <p>
        <Link href="/petitions">{v('title')}</Link>
      </p>
      <h1>{t('title')}</h1>
      <p className="lead">{t('lead', { n: figures.minCount })}</p>
      {figures.places.length > 1 && (
        <form method="get" className={styles.form}>
          <Select
            name="agency"
            label={t('agency')}
            defaultValue={figures.agencyId}
            options={figures.places.map(({ id, nameVi }) => ({ value: id, label: nameVi }))}
          />
          <div className="btns">
            <Button kind="outlined">{t('show')}</Button>
          </div>
        </form>
      )}
      <h2>{figures.agencyNameVi}</h2>
      {figures.months.length === 0 ? (
        <p className="soft">{t('empty')}</p>
      ) : (
        <div className={styles.scroll}>
          <table className="sheet">
            <thead>
              <tr>
                <th scope="col">{t('month')}</th>
                <th scope="col">{t('count')}</th>
                <th scope="col">{t('satisfied')}</th>
                {LEVELS.map((level) => (
                  <th key={level} scope="col">
                    {r(`levels.${level}`)}
                  </th>
                ))}
                <th scope="col">{t('reasons')}</th>
              </tr>
            </thead>
            <tbody>
              {figures.months.map((month) => (
                <tr key={month.month}>
                  <th scope="row">{month.month.split('-').reverse().join('/')}</th>
                  {month.isShown ? (
                    <>
                      <td>{month.n}</td>
                      <td>{month.satisfied}%</td>
                      {LEVELS.map((level) => (
                        <td key={level}>{month.levels[Number(level) - 1] ?? 0}</td>
                      ))}
                      <td>
                        {month.reasons
                          .map(({ reason: name, times }) => t('times', { reason: reason(name), n: times }))
                          .join(', ')}
                      </td>
                    </>
                  ) : (
                    <td colSpan={8} className="soft">
                      {t('few', { n: figures.minCount })}
                    </td>
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {figures.words.length > 0 && (
        <section>
          <h2>{t('words')}</h2>
          <p className="soft">{t('wordsNote')}</p>
          <ul>
            {[...new Set(figures.words)].map((words) => (
              <li key={words}>
                <Typed>{words}</Typed>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}
