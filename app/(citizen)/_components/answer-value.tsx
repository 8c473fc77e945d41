import { useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { Api } from '#app/_lib/api-types.ts'
import { inLanguage } from '#app/_lib/in-language.ts'
import { useFormat } from '#app/_lib/use-format.ts'

export type AnswerRow = Api['draft']['get']['answerPages'][number]['rows'][number]

export function useAnswerLabel(): (row: Pick<AnswerRow, 'labelVi' | 'labelEn'>) => string {
  const locale = useLocale()
  return ({ labelVi, labelEn }) => inLanguage(locale, labelVi, labelEn)
}

/** A stored answer as people write it. */
export function AnswerValue({ row }: { row: AnswerRow }): ReactNode {
  const t = useTranslations('form')
  const locale = useLocale()
  const format = useFormat()
  const labelOf = useAnswerLabel()
  const { type, value, textVi, textEn } = row
  if (row.rows.length > 0)
    return (
      <ol>
        {row.rows.map((inner) => (
          <li key={inner.map((one) => String(one.value)).join('|')}>
            {inner.map((one, index) => (
              <span key={one.fieldId} className={index === 0 ? undefined : 'below'}>
                {index > 0 && `${labelOf(one)}: `}
                <AnswerValue row={one} />
              </span>
            ))}
          </li>
        ))}
      </ol>
    )
  if (textVi) return inLanguage(locale, textVi, textEn)
  if (type === 'yesNo') return t(value === true ? 'yes' : 'no')
  if (type === 'money' && typeof value === 'number') return format.money(value)
  if (type === 'date' && typeof value === 'string') return <span className="nowrap">{format.weekdayDate(value)}</span>
  if (typeof value === 'number' && type === 'number') return String(value)
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}
