'use client'

import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useTRPCClient } from '#app/_lib/trpc.tsx'
import { Button } from '#app/_ui/button.tsx'
import { FaultNote } from '../../../_components/fault-note.tsx'

/** Ends it at once: by whoever gave it, or given back by whoever got it. */
export function RevokeButton({ id, isReceived }: { id: string; isReceived: boolean }) {
  const t = useTranslations('delegation')
  const api = useTRPCClient()
  const router = useRouter()
  const revoke = useMutation({ mutationFn: () => api.delegation.revoke.mutate({ id }), onSuccess: () => router.refresh() })
  return (
    <div>
      <FaultNote error={revoke.error} />
      <Button type="button" kind="outlined" isSmall isBusy={revoke.isPending} onClick={() => revoke.mutate()}>
        {t(isReceived ? 'giveBack' : 'revoke')}
      </Button>
    </div>
  )
}
