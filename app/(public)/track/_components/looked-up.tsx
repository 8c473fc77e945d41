import { NextIntlClientProvider, useLocale, useMessages, useTranslations } from 'next-intl'
import { Arch } from '#app/_ui/arch.tsx'
import { ErrorSummary } from '#app/_ui/error-summary.tsx'
import { LookUpForm } from '../../_components/look-up-form.tsx'
import { listedProblems, type Problems } from '../_lib/problems.ts'

/** The form once more, with what was wrong. */
export function LookedUp({ found, asked: [code, secret] }: { found: Problems; asked: readonly [string, string] }) {
  const t = useTranslations('track')
  const { ui } = useMessages()
  const locale = useLocale()
  return (
    <div className="read">
      <h1 className="page-title">{t('title')}</h1>
      <p className="lead after-title">{t('lead')}</p>
      <NextIntlClientProvider locale={locale} messages={{ ui }}>
        <ErrorSummary problems={listedProblems(found.problems, found.message)} />
      </NextIntlClientProvider>
      <Arch label={t('title')}>
        <LookUpForm code={code} secret={secret} problems={found.problems} isMain />
      </Arch>
    </div>
  )
}
