import { useLocale, useTranslations } from 'next-intl'
import type { Api } from '#app/_lib/api-types.ts'
import { inLanguage } from '#app/_lib/in-language.ts'
import styles from '../procedure.module.css'

type Procedure = Api['procedure']['get']

/** The way of a dossier as the applicant sees it: what I do, what the agency does, what I get. */
export function Steps({ procedure }: { procedure: Procedure }) {
  const t = useTranslations('procedure.steps')
  const locale = useLocale()
  const isOnline = procedure.onlineLevel !== 'information'
  const hasUploads = procedure.papers.some(({ upload }) => upload)
  const result = procedure.results[0]
  const agencySteps = procedure.steps.filter(
    ({ publicVi }, index, all) => all.findIndex((other) => other.publicVi === publicVi) === index,
  )
  return (
    <section className="sec">
      <h2>{t('title')}</h2>
      <ol className={styles.way}>
        {isOnline ? (
          <li>
            <b>{t('answer')}</b>
            <p>{hasUploads ? t('answerAndSend') : t('answerHint')}</p>
          </li>
        ) : (
          <li>
            <b>{t('bring')}</b>
            <p>{t('bringHint')}</p>
          </li>
        )}
        <li>
          <b>{t('intake')}</b>
          <p>{t('intakeHint')}</p>
        </li>
        {agencySteps.map((step) => (
          <li key={step.id}>
            <b lang={locale === 'en' && !step.publicEn ? 'vi' : undefined}>{inLanguage(locale, step.publicVi, step.publicEn)}</b>
            <p>{inLanguage(locale, step.whoVi, step.whoEn)}</p>
          </li>
        ))}
        <li>
          <b>{result ? t('receive', { result: inLanguage(locale, result.nameVi, result.nameEn) }) : t('receiveResult')}</b>
          <p>{t('receiveHint')}</p>
        </li>
      </ol>
    </section>
  )
}
