import { Check, Circle, CircleDot, CircleMinus } from 'lucide-react'
import { useLocale, useMessages, useTranslations } from 'next-intl'
import { inLanguage } from '#app/_lib/in-language.ts'
import { knownKey } from '#app/_lib/known-key.ts'
import { useFormat } from '#app/_lib/use-format.ts'
import styles from './dossier.module.css'
import type { Dossier } from './dossier-view.ts'

const icons = { done: Check, now: CircleDot, later: Circle, skipped: CircleMinus }

type Step = Dossier['steps'][number]

/** The steps in the order of the procedure; which of them a dossier needs is decided as it goes. What runs side by side stands together. */
export function Steps({ steps, blocks }: Pick<Dossier, 'steps' | 'blocks'>) {
  const t = useTranslations('staff.steps')
  const locale = useLocale()
  const blockOf = ({ id }: Step) => blocks.find(({ branches }) => branches.some((branch) => branch.steps.includes(id)))
  const rows = (given: readonly Step[], isSkipped = false) =>
    given.map((step) => {
      const state = isSkipped ? 'skipped' : step.state
      const Icon = icons[state]
      return (
        <li key={step.id} className={styles[state]} aria-current={state === 'now' ? 'step' : undefined}>
          <Icon />
          <span>
            {inLanguage(locale, step.nameVi, step.nameEn)} <span className="sr">({t(state)})</span>
          </span>
        </li>
      )
    })
  return (
    <ol className={styles.steps}>
      {steps.map((step, index) => {
        const block = blockOf(step)
        if (!block) return rows([step])
        const isFirst = !steps.slice(0, index).some((other) => blockOf(other)?.id === block.id)
        return isFirst ? (
          <li key={block.id} className={styles.block}>
            <b>{inLanguage(locale, block.nameVi, block.nameEn)}</b> <span className="small soft">({t('sideBySide')})</span>
            {block.branches.map((branch) => (
              <section key={branch.id} aria-label={inLanguage(locale, branch.nameVi, branch.nameEn)}>
                <ol className={styles.steps}>
                  {rows(
                    steps.filter(({ id }) => branch.steps.includes(id)),
                    branch.state === 'skipped',
                  )}
                </ol>
                {branch.state === 'skipped' && <p className="small soft">{t('skippedText')}</p>}
              </section>
            ))}
          </li>
        ) : null
      })}
    </ol>
  )
}

/** Who has what in hands now; more than one thing at a time is said so. */
export function OpenWork({ dossier }: { dossier: Dossier }) {
  const t = useTranslations('staff.work')
  const q = useTranslations('queue')
  const words = useMessages().queue.shell
  const locale = useLocale()
  const format = useFormat()
  const steps = dossier.work.filter(({ member }) => member === null)
  return (
    <>
      {steps.length > 1 && <p className="small">{t('parallel', { n: steps.length })}</p>}
      <ul>
        {dossier.work.map((work) => {
          const shell = knownKey(words, work.step)
          const name = work.nameVi ? inLanguage(locale, work.nameVi, work.nameEn) : shell ? q(`shell.${shell}`) : work.step
          const holder = work.mine ? t('mine') : work.assigneeName ? t('holder', { name: work.assigneeName }) : t('free')
          return (
            <li key={work.workId} className={styles.work}>
              <b>{work.member === null ? name : t('opinion')}</b>
              {work.agencyNameVi && (
                <span className="small" lang="vi">
                  {work.agencyNameVi}
                </span>
              )}
              <span className="small soft">
                {holder}, {t('since', { when: format.shortDateTime(work.openedAt) })}
              </span>
            </li>
          )
        })}
      </ul>
    </>
  )
}
