'use client'

import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useDomainErrorMessage } from '#app/_lib/domain-error-message.ts'
import { useTRPC } from '#app/_lib/trpc.tsx'
import { Button } from '#app/_ui/button.tsx'
import { Note } from '#app/_ui/note.tsx'

/** All of them at once; opening one page is no proof that all was read, so nothing is marked by itself. */
export function MarkSeen() {
  const t = useTranslations('notices')
  const router = useRouter()
  const trpc = useTRPC()
  const sentence = useDomainErrorMessage()
  const mark = useMutation(trpc.notice.seen.mutationOptions({ onSuccess: () => router.refresh() }))
  return (
    <div>
      {mark.isError && <Note family="stop" isAlert title={sentence(mark.error)} />}
      <Button type="button" kind="outlined" isSmall isBusy={mark.isPending} onClick={() => mark.mutate({})}>
        {t('markAll')}
      </Button>
    </div>
  )
}
