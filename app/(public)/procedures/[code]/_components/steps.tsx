import { useLocale, useTranslations } from 'next-intl'
import type { Api } from '#app/_lib/api-types.ts'
import { inLanguage } from '#app/_lib/in-language.ts'
import { Disclosure } from '#app/_ui/disclosure.tsx'
import { useLimitText } from '#app/_ui/limit-text.ts'
import styles from '../procedure.module.css'

type Procedure = Api['procedure']['get']

/** The way of a dossier as the applicant lives it: what I do, what the agency does, what I get. */
export function Steps({ procedure }: { procedure: Procedure }) {
  const t = useTranslations('procedure.steps')
  const locale = useLocale()
  const limitText = useLimitText()
  const isOnline = procedure.onlineLevel !== 'information'
  const hasUploads = procedure.papers.some(({ upload }) => upload)
  const results = procedure.results.filter(({ kind }) => kind !== 'refusal')
  const result = results.map(({ nameVi, nameEn }) => inLanguage(locale, nameVi, nameEn)).join(', ')
  const way = [
    isOnline
      ? { title: t('answer'), hint: hasUploads ? t('answerAndSend') : t('answerHint') }
      : { title: t('bring'), hint: t('bringHint') },
    { title: t('intake'), hint: t('intakeHint') },
    { title: t('handle'), hint: t('handleHint', { limit: limitText(procedure.limit).toLocaleLowerCase(locale) }) },
    { title: t('receive', { result }), hint: isOnline ? t('receiveHint') : t('receiveAtDesk') },
  ]
  return (
    <section className="sec">
      <h2>{t('title')}</h2>
      <ol className={styles.way}>
        {way.map(({ title, hint }) => (
          <li key={title}>
            <b>{title}</b>
            <p>{hint}</p>
          </li>
        ))}
      </ol>
      <Disclosure summary={t('inside')}>
        <p>{t('insideHint')}</p>
        <dl className="pairs">
          {procedure.steps.map((step) => (
            <div key={step.id}>
              <dt>{inLanguage(locale, step.whoVi, step.whoEn)}</dt>
              <dd lang={locale === 'en' && !step.nameEn ? 'vi' : undefined}>{inLanguage(locale, step.nameVi, step.nameEn)}</dd>
            </div>
          ))}
        </dl>
      </Disclosure>
    </section>
  )
}
