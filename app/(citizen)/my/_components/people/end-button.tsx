'use client'

import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useDomainErrorMessage } from '#app/_lib/domain-error-message.ts'
import { useTRPC } from '#app/_lib/trpc.tsx'
import { Button } from '#app/_ui/button.tsx'
import { Note } from '#app/_ui/note.tsx'

/** Takes an invitation back, or ends the help. */
export function EndButton({ id, label, whose }: { id: string; label: string; whose: string }) {
  const router = useRouter()
  const trpc = useTRPC()
  const sentence = useDomainErrorMessage()
  const end = useMutation(trpc.invitation.end.mutationOptions({ onSuccess: () => router.refresh() }))
  return (
    <div>
      {end.isError && <Note family="stop" isAlert title={sentence(end.error)} />}
      <Button type="button" kind="plain" isSmall isBusy={end.isPending} onClick={() => end.mutate({ id })}>
        {label}
        <span className="sr"> {whose}</span>
      </Button>
    </div>
  )
}
