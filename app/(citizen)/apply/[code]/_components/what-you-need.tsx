import { FileText } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import type { Api } from '#app/_lib/api-types.ts'
import { inLanguage } from '#app/_lib/in-language.ts'
import { useFormat } from '#app/_lib/use-format.ts'
import { useLimitText } from '#app/_ui/limit-text.ts'
import styles from '../../apply.module.css'

type Procedure = Api['procedure']['get']

/** The three things that filing consists of, and the papers to have at hand. */
export function WhatYouNeed({ procedure }: { procedure: Procedure }) {
  const t = useTranslations('apply')
  const words = useTranslations('procedure')
  const locale = useLocale()
  const format = useFormat()
  const limitText = useLimitText()
  const { limit, feeSummary } = procedure
  const papers = procedure.papers.filter(({ upload }) => upload)
  const fee = feeSummary.kind === 'fixed' ? format.money(feeSummary.amountVnd ?? 0) : words(`fee.${feeSummary.kind}`)
  return (
    <>
      <section className="sec">
        <h2>{t('what')}</h2>
        <ol className={styles.steps}>
          <li>{t('whatAnswer')}</li>
          {papers.length > 0 && <li>{t('whatPapers')}</li>}
          <li>{t('whatCheck', { limit: limitText(limit).toLocaleLowerCase(locale), fee: fee.toLocaleLowerCase(locale) })}</li>
        </ol>
      </section>
      <section className="sec">
        <h2>{t('papers')}</h2>
        {papers.length === 0 && <p>{t('noPapers')}</p>}
        <ul>
          {papers.map((paper) => (
            <li key={paper.code} className={styles.paper}>
              <FileText />
              <div>
                <b lang={paper.nameEn ? undefined : 'vi'}>{inLanguage(locale, paper.nameVi, paper.nameEn)}</b>
                {paper.requiredVi && !paper.required && (
                  <p className="small soft" lang="vi">
                    {paper.requiredVi}
                  </p>
                )}
              </div>
              <span className="small soft">{paper.required ? words('papers.required') : words('papers.ifNeeded')}</span>
            </li>
          ))}
        </ul>
      </section>
    </>
  )
}
