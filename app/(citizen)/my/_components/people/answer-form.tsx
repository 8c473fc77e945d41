'use client'

import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useDomainErrorMessage } from '#app/_lib/domain-error-message.ts'
import { useTRPC } from '#app/_lib/trpc.tsx'
import { Button } from '#app/_ui/button.tsx'
import { Note } from '#app/_ui/note.tsx'

/** Yes or no; with a yes the way leads straight to what was accepted. */
export function AnswerForm({ id, what }: { id: string; what: string }) {
  const t = useTranslations('my.invited')
  const router = useRouter()
  const trpc = useTRPC()
  const sentence = useDomainErrorMessage()
  const answer = useMutation(
    trpc.invitation.answer.mutationOptions({
      onSuccess: ({ code, draftId }, { accept }) => {
        if (accept && code) router.push(`/my/${code}`)
        else if (accept && draftId) router.push(`/apply/draft/${draftId}`)
        else router.refresh()
      },
    }),
  )
  const isBusy = answer.isPending || answer.isSuccess
  return (
    <div>
      {answer.isError && <Note family="stop" isAlert title={sentence(answer.error)} />}
      <div className="btns fill">
        <Button type="button" kind="outlined" isBusy={isBusy} onClick={() => answer.mutate({ id, accept: true })}>
          {t('accept')}
          <span className="sr">: {what}</span>
        </Button>
        <Button type="button" kind="plain" isBusy={isBusy} onClick={() => answer.mutate({ id, accept: false })}>
          {t('decline')}
          <span className="sr">: {what}</span>
        </Button>
      </div>
    </div>
  )
}
