'use client'

import { useTranslations } from 'next-intl'
import { useEffect } from 'react'
import { useTRPCClient } from '#app/_lib/trpc.tsx'
import { Button, type ButtonKind } from '#app/_ui/button.tsx'
import { useCommand } from '../../../../_components/use-command.ts'
import type { ActionView } from '../dossier-view.ts'

export const plainActions = ['handOver', 'claim', 'release', 'recall', 'resume'] as const
export type PlainAction = (typeof plainActions)[number]

/** Acts that need no word at all, and a step that is finished by one press. */
export function PlainButton({
  code,
  action,
  kind,
  outcome,
  label,
  look,
  keys,
  onDone,
  onFault,
}: {
  code: string
  action: ActionView
  kind: PlainAction | 'completeStep'
  outcome?: string
  label: string
  look: ButtonKind
  keys?: string
  onDone: () => void
  onFault: (error: unknown) => void
}) {
  const t = useTranslations('ui')
  const api = useTRPCClient()
  const workId = action.workId ?? ''
  const { mutate, isPending, error } = useCommand((requestId) => {
    switch (kind) {
      case 'handOver':
        return api.desk.handOver.mutate({ code, requestId })
      case 'resume':
        return api.work.resume.mutate({ code, requestId })
      case 'claim':
      case 'release':
      case 'recall':
        return api.work[kind].mutate({ code, requestId, workId })
      case 'completeStep':
        return api.work.completeStep.mutate({ code, requestId, workId, outcome: outcome ?? '' })
    }
  }, onDone)

  useEffect(() => onFault(error), [error, onFault])

  return (
    <Button type="button" kind={look} keys={keys} isBusy={isPending} busyLabel={t('busy')} onClick={() => mutate()}>
      {label}
    </Button>
  )
}
