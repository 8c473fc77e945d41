import { NextIntlClientProvider, useMessages, useTranslations } from 'next-intl'
import { Arch } from '#app/_ui/arch.tsx'
import { ErrorSummary } from '#app/_ui/error-summary.tsx'
import { LookUpForm } from '../../_components/look-up-form.tsx'
import type { Petition, Problems } from '../_lib/find-tracked.ts'
import { listedProblems } from '../_lib/listed-problems.ts'
import { TrackedPetition } from './tracked-petition.tsx'

/** What came of looking it up, when that was no dossier. */
export function LookedUp({ found, asked: [code, secret] }: { found: Petition | Problems; asked: readonly [string, string] }) {
  const t = useTranslations('track')
  const { ui } = useMessages()
  if ('petition' in found) return <TrackedPetition view={found.petition} />
  return (
    <div className="read">
      <h1 className="page-title">{t('title')}</h1>
      <p className="lead after-title">{t('lead')}</p>
      <NextIntlClientProvider messages={{ ui }}>
        <ErrorSummary problems={listedProblems(found.problems, found.message)} />
      </NextIntlClientProvider>
      <Arch label={t('title')}>
        <LookUpForm code={code} secret={secret} problems={found.problems} isMain />
      </Arch>
    </div>
  )
}
