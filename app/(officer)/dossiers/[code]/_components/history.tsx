import { useTranslations } from 'next-intl'
import { Disclosure } from '#app/_ui/disclosure.tsx'
import { DossierTimeline } from '#app/_ui/dossier-timeline.tsx'
import styles from './dossier.module.css'
import type { Dossier } from './dossier-view.ts'
import { Part } from './part.tsx'

/** Opening what the desk itself has to do belongs to no step of the procedure. */
const isNamed = ({ type, params }: Dossier['timeline'][number]) => type !== 'OPEN_WORK' || params.stepVi !== undefined

/** Everything that happened, newest first, and under it the codes by which nobody can change a line unseen. */
export function History({ dossier }: { dossier: Dossier }) {
  const t = useTranslations('staff.history')
  return (
    <div className={styles.history}>
      <Part title={t('title')}>
        <DossierTimeline events={dossier.timeline.filter(isNamed)} />
        <Disclosure summary={t('hashes')}>
          <p>{t('hashHint')}</p>
          <ol className={styles.hashes}>
            {dossier.timeline.map(({ seq, hash }) => (
              <li key={seq}>
                {t('line', { seq })} <code>{hash}</code>
              </li>
            ))}
          </ol>
        </Disclosure>
      </Part>
    </div>
  )
}
