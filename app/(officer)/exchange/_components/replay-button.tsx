'use client'

import { useMutation } from '@tanstack/react-query'
import { RotateCw } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import type { Api } from '#app/_lib/api-types.ts'
import { useTRPCClient } from '#app/_lib/trpc.tsx'
import { Button } from '#app/_ui/button.tsx'
import { StatusLine } from '#app/_ui/status-line.tsx'
import { FaultNote } from '../../_components/fault-note.tsx'

type Line = Api['exchange']['overview']['parked'][number]

/** The head of a line goes again; what stands behind it follows by itself. */
export function ReplayButton({ dossierCode, target, lineSeq }: Pick<Line, 'dossierCode' | 'target' | 'lineSeq'>) {
  const t = useTranslations('exchange.needs')
  const api = useTRPCClient()
  const router = useRouter()
  const replay = useMutation({
    mutationFn: () => api.exchange.replay.mutate({ dossierCode, target, lineSeq }),
    onSuccess: () => router.refresh(),
  })
  return (
    <>
      <FaultNote error={replay.error} />
      {replay.isSuccess ? (
        <StatusLine tone="good">{t('replayed')}</StatusLine>
      ) : (
        <Button
          type="button"
          kind="outlined"
          isSmall
          icon={<RotateCw />}
          isBusy={replay.isPending}
          onClick={() => replay.mutate()}
        >
          {t('replay')}
        </Button>
      )}
    </>
  )
}
