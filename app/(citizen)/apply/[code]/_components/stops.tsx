import { useLocale, useTranslations } from 'next-intl'
import { inLanguage } from '#app/_lib/in-language.ts'
import { Note } from '#app/_ui/note.tsx'
import type { Stop } from '#workflows/form/eligibility.ts'

/** Why this filing would be refused in the end, where law says so, and what can be done instead. Read out as it appears. */
export function Stops({ stops }: { stops: readonly Stop[] }) {
  const t = useTranslations('apply')
  const locale = useLocale()
  return (
    <div aria-live="polite">
      {stops.map(({ id, reasonVi, reasonEn, insteadVi, insteadEn, basis }) => (
        <div key={id} className="after-lead">
          <Note family="stop" title={inLanguage(locale, reasonVi, reasonEn)}>
            <p>
              <b>{t('instead')}</b> {inLanguage(locale, insteadVi, insteadEn)}
            </p>
            <p className="small soft">
              {t('basis')} <span lang="vi">{basis}</span>
            </p>
          </Note>
        </div>
      ))}
    </div>
  )
}
