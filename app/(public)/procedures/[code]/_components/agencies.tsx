import { Landmark } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import type { Api } from '#app/_lib/api-types.ts'
import { inLanguage } from '#app/_lib/in-language.ts'
import styles from '../procedure.module.css'

/** Where it is done; for what a ministry or the national portal handles, the way there. */
export function Agencies({ procedure: { agencies, elsewhere, route } }: { procedure: Api['procedure']['get'] }) {
  const t = useTranslations('procedure')
  const locale = useLocale()
  return (
    <section className="sec">
      <h2>{t('where')}</h2>
      {elsewhere && route !== 'LOCAL' && (
        <p>
          {t(`route.${route}`)}{' '}
          <a href={elsewhere.url} lang="vi" rel="external">
            {elsewhere.nameVi}
          </a>
        </p>
      )}
      <ul>
        {agencies.map(({ id, nameVi, nameEn, addressVi, phone, openingVi }) => (
          <li key={id} className={styles.row}>
            <Landmark />
            <div>
              <b>{inLanguage(locale, nameVi, nameEn)}</b>
              <p lang="vi">{addressVi}</p>
              <p lang="vi">{openingVi}</p>
            </div>
            <a className="nowrap" href={`tel:${phone.replace(/[^\d+]/g, '')}`}>
              {phone}
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}
