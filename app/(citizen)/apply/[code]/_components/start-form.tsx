'use client'

import { useMutation } from '@tanstack/react-query'
import { ArrowRight } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import { useDomainErrorMessage } from '#app/_lib/domain-error-message.ts'
import { inLanguage } from '#app/_lib/in-language.ts'
import { useTRPC } from '#app/_lib/trpc.tsx'
import { Arch } from '#app/_ui/arch.tsx'
import { Button } from '#app/_ui/button.tsx'
import { ErrorSummary } from '#app/_ui/error-summary.tsx'
import { Radios } from '#app/_ui/inputs.tsx'

interface Agency {
  id: string
  nameVi: string
  nameEn: string
  addressVi: string
}

/** The doorway into a filing: to whom it goes, and the one button that begins. */
export function StartForm({ procedureCode, agencies }: { procedureCode: string; agencies: readonly Agency[] }) {
  const t = useTranslations('apply')
  const locale = useLocale()
  const router = useRouter()
  const trpc = useTRPC()
  const sentence = useDomainErrorMessage()
  const [agencyId, setAgencyId] = useState(agencies.length === 1 ? (agencies[0]?.id ?? '') : '')
  const [isMissing, setMissing] = useState(false)
  const start = useMutation(trpc.draft.start.mutationOptions({ onSuccess: ({ id }) => router.push(`/apply/draft/${id}`) }))
  // once begun it stays busy until the next page is there: a second press would begin a second draft
  const isBusy = start.isPending || start.isSuccess
  const error = isMissing && agencyId === '' ? t('agencyMissing') : undefined
  const problems = [
    ...(error ? [{ fieldId: 'agencyId', message: error }] : []),
    ...(start.isError ? [{ message: sentence(start.error) }] : []),
  ]
  return (
    <form
      method="post"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        setMissing(true)
        if (agencyId !== '' && !isBusy) start.mutate({ procedureCode, agencyId, source: 'ONLINE' })
      }}
    >
      <ErrorSummary problems={problems} />
      <Arch look="lifted" label={t('agency')}>
        <Radios
          name="agencyId"
          label={t('agency')}
          hint={t('agencyHint')}
          error={error}
          value={agencyId}
          onChange={(event) => setAgencyId(event.currentTarget.value)}
          options={agencies.map(({ id, nameVi, nameEn, addressVi }) => ({
            value: id,
            label: inLanguage(locale, nameVi, nameEn),
            hint: addressVi,
          }))}
        />
        <div className="btns fill">
          <Button isBusy={isBusy}>
            {t('begin')} <ArrowRight />
          </Button>
        </div>
      </Arch>
    </form>
  )
}
