import { useLocale, useTranslations } from 'next-intl'
import { inLanguage } from '#app/_lib/in-language.ts'
import { Pairs } from '#app/_ui/summary-rows.tsx'
import type { Dossier } from './dossier-view.ts'
import { Part } from './part.tsx'

/** What would be printed now, for whoever is about to sign it. The lines are those of the paper, so they are Vietnamese. */
export function DraftResult({ drafts }: { drafts: Dossier['draftResult'] }) {
  const t = useTranslations('staff.draftResult')
  const locale = useLocale()
  return drafts.map((draft) => (
    <Part key={draft.code} title={t('title')}>
      <p>
        <b>{inLanguage(locale, draft.nameVi, draft.nameEn)}</b>
      </p>
      <ResultLines lines={draft.lines} />
    </Part>
  ))
}

export function ResultLines({ lines }: { lines: Dossier['draftResult'][number]['lines'] }) {
  const t = useTranslations('staff.draftResult')
  return (
    <div lang="vi">
      <Pairs pairs={lines.map(({ labelVi, valueVi }) => ({ term: labelVi, value: valueVi || <i>{t('empty')}</i> }))} />
    </div>
  )
}
