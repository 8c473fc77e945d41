import { getTranslations } from 'next-intl/server'
import type { Api } from '#app/_lib/api-types.ts'
import { getFormat } from '#app/_lib/get-format.ts'
import styles from './calendars.module.css'
import { textOf } from './parts-text.ts'

const DAYS = ['1', '2', '3', '4', '5', '6', '7'] as const

/** Office hours one after the other, each from its first day on; days with the same hours stand together. */
export async function WeekList({ weeks }: Pick<Api['calendar']['year'], 'weeks'>) {
  const [t, format] = await Promise.all([getTranslations('calendars'), getFormat()])
  return (
    <section className={styles.section}>
      <h3>{t('week.standing')}</h3>
      <ul className={styles.changes}>
        {weeks.map(({ validFrom, week }) => (
          <li key={validFrom ?? ''}>
            <b>{validFrom === null ? t('week.ever') : t('week.since', { date: format.date(validFrom) })}</b>
            {': '}
            {[...Map.groupBy(DAYS, (day) => textOf(week[day]))]
              .map(([hours, days]) => `${days.map((day) => t(`weekday.${day}`)).join(', ')}: ${hours || t('week.off')}`)
              .join('; ')}
          </li>
        ))}
      </ul>
    </section>
  )
}
