'use client'

import { useMutation } from '@tanstack/react-query'
import { Undo2 } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useTRPCClient } from '#app/_lib/trpc.tsx'
import { Button } from '#app/_ui/button.tsx'
import { StatusLine } from '#app/_ui/status-line.tsx'
import { FaultNote } from '../../_components/fault-note.tsx'

/** Back among the others, if it can be read now; else it says why not and stays. */
export function LiftButton({ dossierCode }: { dossierCode: string }) {
  const t = useTranslations('exchange.setAside')
  const api = useTRPCClient()
  const router = useRouter()
  const lift = useMutation({
    mutationFn: () => api.exchange.liftQuarantine.mutate({ dossierCode }),
    onSuccess: () => router.refresh(),
  })
  return (
    <>
      <FaultNote error={lift.error} />
      {lift.isSuccess ? (
        <StatusLine tone="good">{t('lifted')}</StatusLine>
      ) : (
        <Button type="button" kind="outlined" isSmall icon={<Undo2 />} isBusy={lift.isPending} onClick={() => lift.mutate()}>
          {t('lift')}
        </Button>
      )}
    </>
  )
}
