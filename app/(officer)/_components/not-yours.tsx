import { useTranslations } from 'next-intl'
import { LinkButton } from '#app/_ui/button.tsx'

/** For staff who follow an address that is none of their duties. */
export function NotYours() {
  const t = useTranslations('staff')
  return (
    <div className="read">
      <h1 className="page-title">{t('notYours.title')}</h1>
      <p className="lead">{t('notYours.text')}</p>
      <p className="btns after-lead">
        <LinkButton href="/inbox">{t('back')}</LinkButton>
      </p>
    </div>
  )
}
