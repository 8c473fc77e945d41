import { Check } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { Dossier } from '../../_lib/read-dossier.ts'
import styles from '../dossier.module.css'

/** The five parts of every dossier's life, and where this one is. */
export function Progress({ parts }: { parts: Dossier['progress'] }) {
  const t = useTranslations('my')
  const d = useTranslations('dossier.parts')
  if (parts.some(({ state }) => state === 'stopped')) return null
  return (
    <ol className={styles.progress} aria-label={t('progress')}>
      {parts.map(({ key, state }) => (
        <li key={key} className={styles[state]} aria-current={state === 'now' ? 'step' : undefined}>
          {state === 'done' && <Check />} {d(key)}
          {state === 'done' && <span className="sr">, {t('progressDone')}</span>}
          {state === 'now' && <span className="sr">, {t('progressNow')}</span>}
        </li>
      ))}
    </ol>
  )
}
