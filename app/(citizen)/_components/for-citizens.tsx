import { useTranslations } from 'next-intl'
import { LinkButton } from '#app/_ui/button.tsx'

/** What staff find where citizens have their own matters. */
export function ForCitizens() {
  const t = useTranslations('apply')
  return (
    <div className="read">
      <h1 className="page-title">{t('forStaffTitle')}</h1>
      <p className="lead">{t('forStaff')}</p>
      <p className="btns after-lead">
        <LinkButton href="/inbox">{t('toWork')}</LinkButton>
      </p>
    </div>
  )
}
