import { useLocale, useTranslations } from 'next-intl'
import type { Api } from '#app/_lib/api-types.ts'
import { inLanguage } from '#app/_lib/in-language.ts'
import { useFormat } from '#app/_lib/use-format.ts'
import { LinkButton } from '#app/_ui/button.tsx'
import styles from '../my.module.css'

export function Drafts({ drafts }: { drafts: Api['draft']['list'] }) {
  const t = useTranslations('my')
  const locale = useLocale()
  const format = useFormat()
  if (drafts.length === 0) return null
  return (
    <section className="sec">
      <h2>{t('drafts')}</h2>
      <ul>
        {drafts.map(({ id, procedureNameVi, procedureNameEn, percentDone, expiresAt, expiresSoon, lastPart }) => {
          const name = inLanguage(locale, procedureNameVi, procedureNameEn)
          return (
            <li key={id} className={styles.draft}>
              <div>
                <h3>{name}</h3>
                <p className="small soft">
                  {lastPart && `${t('draftAt', { part: inLanguage(locale, lastPart.titleVi, lastPart.titleEn) })} `}
                  {t('draftDone', { percent: percentDone, date: format.date(expiresAt) })}
                </p>
                {expiresSoon && <p className="small">{t('draftEndsSoon', { when: format.dateTime(expiresAt) })}</p>}
              </div>
              <LinkButton kind="outlined" href={lastPart ? `/apply/draft/${id}/${lastPart.id}` : `/apply/draft/${id}`}>
                {t('draftGoOn')}
                <span className="sr"> {name}</span>
              </LinkButton>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
