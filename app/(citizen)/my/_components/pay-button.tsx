'use client'

import { useMutation } from '@tanstack/react-query'
import { Wallet } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useDomainErrorMessage } from '#app/_lib/domain-error-message.ts'
import { useTRPC } from '#app/_lib/trpc.tsx'
import { useFormat } from '#app/_lib/use-format.ts'
import { Button } from '#app/_ui/button.tsx'
import { Note } from '#app/_ui/note.tsx'

/** Opens the payment platform's own page. Pressing twice, or again after a failure, leads to the same payment. */
export function PayButton({
  code,
  feeIds,
  amountVnd,
  isMain = true,
}: {
  code: string
  feeIds: readonly string[]
  amountVnd: number
  isMain?: boolean
}) {
  const t = useTranslations('my')
  const format = useFormat()
  const trpc = useTRPC()
  const sentence = useDomainErrorMessage()
  const [requestId] = useState(() => crypto.randomUUID())
  const pay = useMutation(trpc.payment.start.mutationOptions({ onSuccess: ({ payUrl }) => window.location.assign(payUrl) }))
  return (
    <div>
      {pay.isError && <Note family="stop" isAlert title={sentence(pay.error)} />}
      <Button
        type="button"
        kind={isMain ? 'filled' : 'outlined'}
        icon={<Wallet />}
        isBusy={pay.isPending || pay.isSuccess}
        busyLabel={t('payBusy')}
        onClick={() => pay.mutate({ code, requestId, feeIds: [...feeIds] })}
      >
        {t('pay', { amount: format.money(amountVnd) })}
      </Button>
    </div>
  )
}
