import { useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { Api } from '#app/_lib/api-types.ts'
import { inLanguage } from '#app/_lib/in-language.ts'
import { useFormat } from '#app/_lib/use-format.ts'
import styles from './dossier.module.css'

type Page = Api['dossier']['get']['answers'][number]
type Row = Page['rows'][number]

/** What the applicant wrote, page by page as in the form. */
export function Answers({ pages }: { pages: readonly Page[] }) {
  const locale = useLocale()
  return pages.map((page) => (
    <section key={page.id} className={styles.part}>
      <h2 className="ruled">{inLanguage(locale, page.titleVi, page.titleEn)}</h2>
      <AnswerRows rows={page.rows} />
    </section>
  ))
}

export function AnswerRows({ rows }: { rows: readonly Row[] }) {
  const locale = useLocale()
  return (
    <dl className="pairs">
      {rows.map((row) => (
        <div key={row.fieldId} className={styles.answer}>
          <dt>{inLanguage(locale, row.labelVi, row.labelEn)}</dt>
          <dd>
            <AnswerValue row={row} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

function AnswerValue({ row }: { row: Row }): ReactNode {
  const t = useTranslations('staff.answer')
  const locale = useLocale()
  const format = useFormat()
  const { type, value, textVi, textEn, rows } = row
  if (rows.length > 0)
    return (
      <ol className={styles.rows}>
        {rows.map((inner, index) => (
          // rows of a list have no name but their place
          // biome-ignore lint/suspicious/noArrayIndexKey: the answers on this page never change their order
          <li key={index}>
            <AnswerRows rows={inner} />
          </li>
        ))}
      </ol>
    )
  if (textVi) return inLanguage(locale, textVi, textEn)
  if (typeof value === 'boolean') return value ? t('yes') : t('no')
  if (type === 'date' && typeof value === 'string') return <span className="num">{format.date(value)}</span>
  if (type === 'money' && typeof value === 'number') return <span className="num">{format.money(value)}</span>
  if (type === 'number' && typeof value === 'number' && value >= 10_000)
    return <span className="num">{format.number(value)}</span>
  return <span className={type === 'longText' ? styles.long : 'num'}>{String(value)}</span>
}
