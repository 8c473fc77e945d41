import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import type { Api } from '#app/_lib/api-types.ts'
import { inLanguage } from '#app/_lib/in-language.ts'
import { listAddress } from '../_lib/chosen.ts'
import styles from '../results.module.css'

/** With more fields than these the list would lie a long way below them. */
const FEW = 12

type Facets = Api['procedure']['search']['facets']

/** The whole catalogue by what happens in life, and by the law's fields: for people who do not know what to type. */
export function Directory({ facets }: { facets: Facets }) {
  const t = useTranslations('search')
  const locale = useLocale()
  return (
    <div className={styles.directory}>
      <section aria-labelledby="by-event">
        <h2 id="by-event">{t('byEvent')}</h2>
        <ul>
          {facets.events.map(({ value, nameVi, nameEn, n }) => (
            <li key={value}>
              <Link href={listAddress({ event: value })}>{inLanguage(locale, nameVi, nameEn)}</Link> <span>({n})</span>
            </li>
          ))}
        </ul>
      </section>
      <details open={facets.fields.length <= FEW}>
        <summary>
          <h2>{t('byField')}</h2>
        </summary>
        <ul lang="vi">
          {facets.fields.map(({ value, n }) => (
            <li key={value}>
              <Link href={listAddress({ field: value })}>{value}</Link> <span>({n})</span>
            </li>
          ))}
        </ul>
      </details>
    </div>
  )
}
