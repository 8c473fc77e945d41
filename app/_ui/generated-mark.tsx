import { FlaskConical } from 'lucide-react'
import { useTranslations } from 'next-intl'

/** No real procedure: said wherever one of the samples is shown. */
export function GeneratedMark({ hasHint = false }: { hasHint?: boolean }) {
  const t = useTranslations('ui.generated')
  return (
    <span className="sample">
      <span className="st rest">
        <FlaskConical /> {t('mark')}
      </span>
      {hasHint && <span className="small soft">{t('hint')}</span>}
    </span>
  )
}
