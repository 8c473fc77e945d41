'use client'

import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useDomainErrorMessage } from '#app/_lib/domain-error-message.ts'
import { useTRPC } from '#app/_lib/trpc.tsx'
import { Button } from '#app/_ui/button.tsx'
import { Dialog } from '#app/_ui/dialog.tsx'
import { TextArea } from '#app/_ui/inputs.tsx'
import { Note } from '#app/_ui/note.tsx'
import { withReasonInput } from '#server/modules/dossier/dossier.schema.ts'
import styles from '../dossier.module.css'

/** Taking a dossier back, or asking for it once somebody works on it; what follows from it is said before. */
export function Withdraw({ code, isAsked }: { code: string; isAsked: boolean }) {
  const t = useTranslations('my')
  const router = useRouter()
  const trpc = useTRPC()
  const sentence = useDomainErrorMessage()
  const [isOpen, setOpen] = useState(false)
  const [requestId, setRequestId] = useState(() => crypto.randomUUID())
  const [reason, setReason] = useState('')
  const [isTooShort, setTooShort] = useState(false)
  const done = {
    onSuccess: () => {
      setOpen(false)
      setRequestId(crypto.randomUUID())
      router.refresh()
    },
  }
  const withdraw = useMutation(trpc.dossier.withdraw.mutationOptions(done))
  const ask = useMutation(trpc.dossier.requestWithdrawal.mutationOptions(done))
  const command = isAsked ? ask : withdraw

  function send(): void {
    const given = withReasonInput.safeParse({ code, requestId, reason })
    setTooShort(!given.success)
    if (given.success) command.mutate({ code, requestId, reason })
  }

  return (
    <div className={styles.side}>
      <Button type="button" kind="grave" onClick={() => setOpen(true)}>
        {t(isAsked ? 'ask' : 'withdraw')}
      </Button>
      <Dialog isOpen={isOpen} title={t(isAsked ? 'askTitle' : 'withdrawTitle')} onClose={() => setOpen(false)}>
        <p>{t(isAsked ? 'askText' : 'withdrawText')}</p>
        {command.isError && <Note family="stop" isAlert title={sentence(command.error)} />}
        <form
          method="post"
          noValidate
          className={styles.ask}
          onSubmit={(event) => {
            event.preventDefault()
            send()
          }}
        >
          <TextArea
            name="reason"
            label={t('reason')}
            hint={t('reasonHint')}
            error={isTooShort ? t('reasonShort') : undefined}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <div className="btns fill">
            <Button kind="grave" isBusy={command.isPending}>
              {t(isAsked ? 'askYes' : 'withdrawYes')}
            </Button>
            <Button type="button" kind="plain" onClick={() => setOpen(false)}>
              {t('keep')}
            </Button>
          </div>
        </form>
      </Dialog>
    </div>
  )
}
