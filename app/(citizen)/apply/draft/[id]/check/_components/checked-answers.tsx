import { useLocale, useTranslations } from 'next-intl'
import { inLanguage } from '#app/_lib/in-language.ts'
import { SummaryRows } from '#app/_ui/summary-rows.tsx'
import { AnswerValue, useAnswerLabel } from '../../../../../_components/answer-value.tsx'
import type { Draft, Section } from '../../../../_lib/sections.ts'
import { useSourceNote } from '../../../../_lib/source-note.ts'

/** What was answered, page by page; a page without an answer says so, because leaving it out was a choice too. */
export function CheckedAnswers({ draft, sections }: { draft: Draft; sections: readonly Section[] }) {
  const t = useTranslations('draft')
  const noteOf = useSourceNote()
  const noteUnder = (field: string) => {
    const source = draft.prefilled[field]
    return source && noteOf(source)
  }
  const locale = useLocale()
  const labelOf = useAnswerLabel()
  return sections
    .filter(({ kind }) => kind === 'page')
    .map(({ id, href, titleVi, titleEn }) => {
      const rows = draft.answerPages.find((page) => page.id === id)?.rows ?? []
      const title = inLanguage(locale, titleVi ?? '', titleEn)
      return (
        <section key={id} className="sec">
          <h2>{title}</h2>
          <SummaryRows
            rows={
              rows.length === 0
                ? [{ term: title, value: t('notAnswered'), editHref: href }]
                : rows.map((row) => ({
                    term: labelOf(row),
                    value: <AnswerValue row={row} />,
                    below: noteUnder(row.fieldId),
                    editHref: `${href}#${row.fieldId}`,
                  }))
            }
          />
        </section>
      )
    })
}
