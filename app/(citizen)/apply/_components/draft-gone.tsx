import { useTranslations } from 'next-intl'
import { LinkButton } from '#app/_ui/button.tsx'

export function DraftGone() {
  const t = useTranslations('draft')
  const search = useTranslations('my')
  return (
    <div className="read">
      <h1 className="page-title">{t('gone')}</h1>
      <p className="lead">{t('goneText')}</p>
      <p className="btns after-lead">
        <LinkButton href="/procedures">{search('emptyBegin')}</LinkButton>
        <LinkButton kind="outlined" href="/my">
          {search('title')}
        </LinkButton>
      </p>
    </div>
  )
}
