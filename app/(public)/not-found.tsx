import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { LinkButton } from '#app/_ui/button.tsx'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('problem'))('notFoundTitle') }
}

export default async function NotFound() {
  const t = await getTranslations('problem')
  return (
    <div className="read">
      <h1 className="page-title">{t('notFoundTitle')}</h1>
      <p className="lead">{t('notFound')}</p>
      <p className="btns fill after-lead">
        <LinkButton href="/procedures">{t('notFoundSearch')}</LinkButton>
        <LinkButton kind="outlined" href="/track">
          {t('notFoundTrack')}
        </LinkButton>
      </p>
    </div>
  )
}
