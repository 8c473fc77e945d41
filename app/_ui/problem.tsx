'use client'

import { Phone } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Button, LinkButton } from './button.tsx'
import { CodeText } from './code-text.tsx'

/** What happened, what is safe, what to do, whom to call, and the short code by which the log line is found. */
export function Problem({ digest, onRetry }: { digest?: string; onRetry: () => void }) {
  const t = useTranslations('problem')
  const phone = useTranslations('site')('phone')
  return (
    <div className="read" role="alert">
      <h1 className="page-title">{t('title')}</h1>
      <p className="lead">{t('what')}</p>
      <p className="after-lead">
        {t('do')} {digest && <CodeText code={digest} />}
      </p>
      <p>
        <a className="nowrap" href={`tel:${phone.replaceAll(' ', '')}`}>
          <Phone /> {phone}
        </a>
      </p>
      <p className="btns fill after-lead">
        <Button type="button" onClick={onRetry}>
          {t('retry')}
        </Button>
        <LinkButton kind="outlined" href="/">
          {t('home')}
        </LinkButton>
      </p>
    </div>
  )
}
