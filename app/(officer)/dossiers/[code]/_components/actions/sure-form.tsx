'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { useTRPCClient } from '#app/_lib/trpc.tsx'
import { useCommand } from '../../../../_components/use-command.ts'
import type { ActionView } from '../dossier-view.ts'
import { ActionForm, type ActionProps } from './action-form.tsx'

export const sureActions = ['confirmWithdrawal', 'cancelSupplement', 'openSub', 'approve'] as const
export type SureAction = (typeof sureActions)[number]

/** Nothing to fill in; the title of the dialog says what follows, `children` what it is about. */
export function SureForm({
  code,
  action,
  kind,
  children,
  onDone,
  onCancel,
}: ActionProps & { code: string; action: ActionView; kind: SureAction; children?: ReactNode }) {
  const t = useTranslations('action')
  const api = useTRPCClient()
  const command = useCommand((requestId) => {
    switch (kind) {
      case 'confirmWithdrawal':
        return api.work.confirmWithdrawal.mutate({ code, requestId })
      case 'cancelSupplement':
        return api.work.cancelSupplement.mutate({ code, requestId, supplementId: action.supplementId ?? '' })
      case 'openSub':
        return api.work.openSub.mutate({ code, requestId, workId: action.workId ?? '' })
      case 'approve':
        return api.work.approve.mutate({ code, requestId, proposalId: action.proposalId ?? '' })
    }
  }, onDone)
  return (
    <ActionForm
      error={command.error}
      isPending={command.isPending}
      isGrave={action.grave}
      submit={t(kind)}
      onCancel={onCancel}
      onSubmit={() => command.mutate()}
    >
      {children}
    </ActionForm>
  )
}
