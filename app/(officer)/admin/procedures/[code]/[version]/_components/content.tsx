import { useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { Api } from '#app/_lib/api-types.ts'
import { inLanguage } from '#app/_lib/in-language.ts'
import { useFormat } from '#app/_lib/use-format.ts'
import { useLimitText } from '#app/_ui/limit-text.ts'
import styles from '../../../_components/procedures.module.css'

type Definition = Api['procedure']['version']['definition']

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={styles.section}>
      <h2 className="ruled">{title}</h2>
      {children}
    </section>
  )
}

function FormSummary({ form }: Pick<Definition, 'form'>) {
  const t = useTranslations('versions')
  const locale = useLocale()
  return (
    <Section title={t('formTitle')}>
      <p className="small soft">
        {t('formOf', { pages: form.pages.length, fields: form.pages.reduce((sum, { fields }) => sum + fields.length, 0) })}
      </p>
      <ul className={styles.rows}>
        {form.pages.map(({ id, titleVi, titleEn, fields }) => (
          <li key={id}>
            <div>
              <b>{inLanguage(locale, titleVi, titleEn)}</b>
              <p className="small soft">
                {fields
                  .map(
                    (field) => inLanguage(locale, field.labelVi, field.labelEn) + (field.required ? '' : ` (${t('optional')})`),
                  )
                  .join('; ')}
              </p>
            </div>
          </li>
        ))}
      </ul>
    </Section>
  )
}

function Papers({ papers }: Pick<Definition, 'papers'>) {
  const t = useTranslations('versions')
  const locale = useLocale()
  return (
    <Section title={t('papers')}>
      {papers.length === 0 && <p>{t('noPapers')}</p>}
      <ul className={styles.rows}>
        {papers.map(({ code, nameVi, nameEn, required, requiredVi, noteVi }) => (
          <li key={code}>
            <div>
              {inLanguage(locale, nameVi, nameEn)}
              {[requiredVi, noteVi].filter(Boolean).map((text) => (
                <p key={text} className="small soft" lang="vi">
                  {text}
                </p>
              ))}
            </div>
            <span className="small">{t(required ? 'required' : 'ifNeeded')}</span>
          </li>
        ))}
      </ul>
    </Section>
  )
}

function Fees({ fees }: Pick<Definition, 'fees'>) {
  const t = useTranslations('versions')
  const locale = useLocale()
  const format = useFormat()
  return (
    <Section title={t('fees')}>
      {fees.length === 0 && <p>{t('noFees')}</p>}
      <ul className={styles.rows}>
        {fees.map(({ code, nameVi, nameEn, basis, verified, rule }) => (
          <li key={code}>
            <div>
              {inLanguage(locale, nameVi, nameEn)}
              <p className="small soft" lang="vi">
                {basis} {!verified && `(${t('unverified')})`}
              </p>
            </div>
            <span className="small">
              {rule.type === 'fixed'
                ? format.money(rule.amountVnd)
                : rule.type === 'perUnit'
                  ? t('perUnit', { unit: rule.unit })
                  : t('locality')}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}

function Cases({ cases }: Pick<Definition, 'cases'>) {
  const t = useTranslations('versions')
  const locale = useLocale()
  const limitText = useLimitText()
  return (
    <Section title={t('cases')}>
      <ul className={styles.rows}>
        {cases.map(({ code, nameVi, nameEn, whenVi, limit, verified }) => (
          <li key={code}>
            <div>
              {inLanguage(locale, nameVi, nameEn)}
              <p className="small soft" lang="vi">
                {whenVi} {!verified && `(${t('unverified')})`}
              </p>
            </div>
            {limit && <span className="small">{limitText(limit)}</span>}
          </li>
        ))}
      </ul>
    </Section>
  )
}

/** The rest of a version: what is asked, brought, paid, and where it is written. */
export function Content({ definition }: { definition: Definition }) {
  const t = useTranslations('versions')
  const { legalBasis, limitBasis, sourceNotes } = definition
  return (
    <>
      <div className={styles.two}>
        <FormSummary form={definition.form} />
        <Papers papers={definition.papers} />
        <Fees fees={definition.fees} />
        <Cases cases={definition.cases} />
      </div>
      <Section title={t('sourcesTitle')}>
        <ul className={styles.bullets} lang="vi">
          {[...new Set([...legalBasis, limitBasis, ...sourceNotes])].map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      </Section>
    </>
  )
}
