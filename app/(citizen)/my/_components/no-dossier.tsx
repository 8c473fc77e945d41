import { useTranslations } from 'next-intl'
import { LinkButton } from '#app/_ui/button.tsx'

export function NoDossier() {
  const t = useTranslations('my')
  return (
    <div className="read">
      <h1 className="page-title">{t('notFound')}</h1>
      <p className="lead">{t('notFoundText')}</p>
      <p className="btns after-lead">
        <LinkButton href="/my">{t('toMy')}</LinkButton>
        <LinkButton kind="outlined" href="/track">
          {t('toTrack')}
        </LinkButton>
      </p>
    </div>
  )
}
