import { Check, Circle, CircleDot } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { inLanguage } from '#app/_lib/in-language.ts'
import type { Dossier } from '../../_lib/read-dossier.ts'
import styles from '../dossier.module.css'

const icons = { done: Check, now: CircleDot, later: Circle }

/** The steps of this dossier's own procedure: what is done, where it is, what still comes. Each says so in words. */
export function Progress({ lines }: { lines: Dossier['way'] }) {
  const t = useTranslations('my')
  const locale = useLocale()
  if (lines.length === 0) return null
  return (
    <section className="sec">
      <h2>{t('progress')}</h2>
      <ol className={styles.progress}>
        {lines.map(({ id, name, sentence, state }) => {
          const Icon = icons[state]
          return (
            <li key={id} className={styles[state]} aria-current={state === 'now' ? 'step' : undefined}>
              <Icon aria-hidden="true" />
              <span>
                {name ? inLanguage(locale, name.vi, name.en) : t('inside')}
                {state === 'now' && sentence && <small>{inLanguage(locale, sentence.vi, sentence.en)}</small>}
              </span>
              <span className={styles.word}>{t(`states.${state}`)}</span>
            </li>
          )
        })}
      </ol>
    </section>
  )
}
