import { useTranslations } from 'next-intl'
import { LinkButton } from '#app/_ui/button.tsx'
import { CodeText } from '#app/_ui/code-text.tsx'

/** A dossier that cannot be shown for now: that it is safe, and whom to ask. */
export function SetAside({ code }: { code: string }) {
  const t = useTranslations('my')
  const e = useTranslations('errors')
  return (
    <div className="read">
      <h1 className="page-title">{t('setAsideTitle')}</h1>
      <p>
        <CodeText code={code} />
      </p>
      <p className="lead">{e('DOSSIER_SET_ASIDE')}</p>
      <p className="btns after-lead">
        <LinkButton href="/my">{t('toMy')}</LinkButton>
      </p>
    </div>
  )
}
