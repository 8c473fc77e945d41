'use client'

import { useTranslations } from 'next-intl'
import { useTRPCClient } from '#app/_lib/trpc.tsx'
import { useCommand } from '../../../../_components/use-command.ts'
import type { ActionView } from '../dossier-view.ts'
import { ActionForm, type ActionProps } from './action-form.tsx'

export const sureActions = ['confirmWithdrawal', 'cancelSupplement'] as const
export type SureAction = (typeof sureActions)[number]

/** Nothing to fill in; the title of the dialog says what follows. */
export function SureForm({
  code,
  action,
  kind,
  onDone,
  onCancel,
}: ActionProps & { code: string; action: ActionView; kind: SureAction }) {
  const t = useTranslations('action')
  const api = useTRPCClient()
  const command = useCommand(
    (requestId) =>
      kind === 'confirmWithdrawal'
        ? api.work.confirmWithdrawal.mutate({ code, requestId })
        : api.work.cancelSupplement.mutate({ code, requestId, supplementId: action.supplementId ?? '' }),
    onDone,
  )
  return (
    <ActionForm
      error={command.error}
      isPending={command.isPending}
      isGrave={action.grave}
      submit={t(kind)}
      onCancel={onCancel}
      onSubmit={() => command.mutate()}
    >
      {null}
    </ActionForm>
  )
}
