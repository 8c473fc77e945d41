'use client'

import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useTRPCClient } from '#app/_lib/trpc.tsx'
import { Button } from '#app/_ui/button.tsx'
import { Dialog } from '#app/_ui/dialog.tsx'
import { FaultNote } from '../../../../_components/fault-note.tsx'

export function Discard({ id }: { id: string }) {
  const t = useTranslations('desk.filing')
  const cancel = useTranslations('action')('cancel')
  const api = useTRPCClient()
  const router = useRouter()
  const [isAsking, setAsking] = useState(false)
  const discard = useMutation({
    mutationFn: () => api.draft.discard.mutate({ id }),
    onSuccess: () => router.push('/desk'),
  })
  return (
    <>
      <Button type="button" kind="grave" onClick={() => setAsking(true)}>
        {t('discard')}
      </Button>
      <Dialog isOpen={isAsking} title={t('discardTitle')} onClose={() => setAsking(false)}>
        <FaultNote error={discard.error} />
        <div className="btns">
          <Button type="button" kind="grave" isBusy={discard.isPending} onClick={() => discard.mutate()}>
            {t('discard')}
          </Button>
          <Button type="button" kind="plain" onClick={() => setAsking(false)}>
            {cancel}
          </Button>
        </div>
      </Dialog>
    </>
  )
}
