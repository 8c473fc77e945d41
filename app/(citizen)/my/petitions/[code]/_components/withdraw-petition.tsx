'use client'

import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useDomainErrorMessage } from '#app/_lib/domain-error-message.ts'
import { useTRPC } from '#app/_lib/trpc.tsx'
import { Button } from '#app/_ui/button.tsx'
import { Dialog } from '#app/_ui/dialog.tsx'
import { Note } from '#app/_ui/note.tsx'

/** Taking it back ends it, so it is asked once more. */
export function WithdrawPetition({ code }: { code: string }) {
  const t = useTranslations('voice.page')
  const router = useRouter()
  const trpc = useTRPC()
  const sentence = useDomainErrorMessage()
  const [isOpen, setOpen] = useState(false)
  const [requestId] = useState(() => crypto.randomUUID())
  const withdraw = useMutation(
    trpc.petition.withdraw.mutationOptions({
      onSuccess: () => {
        setOpen(false)
        router.refresh()
      },
    }),
  )
  return (
    <>
      <Button type="button" kind="grave" onClick={() => setOpen(true)}>
        {t('withdraw')}
      </Button>
      <Dialog isOpen={isOpen} title={t('withdrawSure')} onClose={() => setOpen(false)}>
        {withdraw.isError && <Note family="stop" isAlert title={sentence(withdraw.error)} />}
        <div className="btns fill">
          <Button type="button" kind="grave" isBusy={withdraw.isPending} onClick={() => withdraw.mutate({ code, requestId })}>
            {t('withdrawYes')}
          </Button>
          <Button type="button" kind="plain" onClick={() => setOpen(false)}>
            {t('withdrawNo')}
          </Button>
        </div>
      </Dialog>
    </>
  )
}
