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

export function DiscardDraft({ id }: { id: string }) {
  const t = useTranslations('draft')
  const router = useRouter()
  const trpc = useTRPC()
  const sentence = useDomainErrorMessage()
  const [isAsked, setAsked] = useState(false)
  const discard = useMutation(trpc.draft.discard.mutationOptions({ onSuccess: () => router.push('/my') }))
  return (
    <>
      <Button type="button" kind="plain" onClick={() => setAsked(true)}>
        {t('discard')}
      </Button>
      <Dialog isOpen={isAsked} title={t('discardTitle')} onClose={() => setAsked(false)}>
        <p>{t('discardText')}</p>
        {discard.isError && <Note family="stop" isAlert title={sentence(discard.error)} />}
        <div className="btns fill">
          <Button
            type="button"
            kind="grave"
            isBusy={discard.isPending || discard.isSuccess}
            onClick={() => discard.mutate({ id })}
          >
            {t('discardYes')}
          </Button>
          <Button type="button" kind="plain" onClick={() => setAsked(false)}>
            {t('keep')}
          </Button>
        </div>
      </Dialog>
    </>
  )
}
