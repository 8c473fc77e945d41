import { Info } from 'lucide-react'
import { useTranslations } from 'next-intl'

/** For pages that can be read but not filled in without JavaScript: says so, and what else can be done. */
export function NeedsScript() {
  const t = useTranslations('site')
  return (
    <noscript>
      <div className="band">
        <p className="wrap">
          <Info /> <span>{t('noScript')}</span>
        </p>
      </div>
    </noscript>
  )
}
