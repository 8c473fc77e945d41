import { Languages } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'

/** On English pages: what follows is the law's own text, which nobody has translated. */
export function OnlyVietnamese() {
  const t = useTranslations('procedure')
  if (useLocale() !== 'en') return null
  return (
    <p className="small soft">
      <Languages /> {t('onlyVietnamese')}
    </p>
  )
}
