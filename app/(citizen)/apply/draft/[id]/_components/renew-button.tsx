'use client'

import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useDomainErrorMessage } from '#app/_lib/domain-error-message.ts'
import { useTRPC } from '#app/_lib/trpc.tsx'
import { Button } from '#app/_ui/button.tsx'

export function RenewButton({ id, revision }: { id: string; revision: number }) {
  const t = useTranslations('draft.renewal')
  const router = useRouter()
  const trpc = useTRPC()
  const sentence = useDomainErrorMessage()
  const renew = useMutation(trpc.draft.renew.mutationOptions({ onSuccess: () => router.refresh() }))
  return (
    <>
      <Button type="button" isBusy={renew.isPending || renew.isSuccess} onClick={() => renew.mutate({ id, revision })}>
        {t('take')}
      </Button>
      {renew.isError && <p role="alert">{sentence(renew.error)}</p>}
    </>
  )
}
