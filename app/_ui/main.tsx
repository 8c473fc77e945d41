import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'

/** The page itself; the sentence below it shows where something stands there in Vietnamese only. */
export function Main({ children }: { children: ReactNode }) {
  const t = useTranslations('site')
  return (
    <main id="main" tabIndex={-1}>
      {children}
      <p className="only-vi wrap soft small after-lead">{t('onlyVietnamese')}</p>
    </main>
  )
}
