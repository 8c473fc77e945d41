import { Check, Circle, CircleDot } from 'lucide-react'
import { useLocale, useMessages, useTranslations } from 'next-intl'
import { inLanguage } from '#app/_lib/in-language.ts'
import { knownKey } from '#app/_lib/known-key.ts'
import { useFormat } from '#app/_lib/use-format.ts'
import styles from './dossier.module.css'
import type { Dossier } from './dossier-view.ts'

const icons = { done: Check, now: CircleDot, later: Circle }

/** The steps in the order of the procedure; which of them a dossier needs is decided as it goes. */
export function Steps({ steps }: { steps: Dossier['steps'] }) {
  const t = useTranslations('staff.steps')
  const locale = useLocale()
  return (
    <ol className={styles.steps}>
      {steps.map((step) => {
        const Icon = icons[step.state]
        return (
          <li key={step.id} className={styles[step.state]} aria-current={step.state === 'now' ? 'step' : undefined}>
            <Icon />
            <span>
              {inLanguage(locale, step.nameVi, step.nameEn)} <span className="sr">({t(step.state)})</span>
            </span>
          </li>
        )
      })}
    </ol>
  )
}

export function OpenWork({ dossier }: { dossier: Dossier }) {
  const t = useTranslations('staff.work')
  const q = useTranslations('queue')
  const words = useMessages().queue.shell
  const locale = useLocale()
  const format = useFormat()
  return (
    <ul>
      {dossier.work.map((work) => {
        const shell = knownKey(words, work.step)
        const name = work.nameVi ? inLanguage(locale, work.nameVi, work.nameEn) : shell ? q(`shell.${shell}`) : work.step
        const holder = work.mine ? t('mine') : work.assigneeName ? t('holder', { name: work.assigneeName }) : t('free')
        return (
          <li key={work.workId} className={styles.work}>
            <b>{name}</b>
            <span className="small soft">
              {holder}, {t('since', { when: format.shortDateTime(work.openedAt) })}
            </span>
          </li>
        )
      })}
    </ul>
  )
}
