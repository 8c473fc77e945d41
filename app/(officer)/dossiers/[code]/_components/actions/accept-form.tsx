'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useTRPCClient } from '#app/_lib/trpc.tsx'
import { type PaperAtDesk, PapersChecklist, type PaperToCheck } from '../../../../_components/papers-checklist.tsx'
import { useCommand } from '../../../../_components/use-command.ts'
import { ActionForm, type ActionProps } from './action-form.tsx'

/** Before the clock starts: which papers lie on the counter, and which originals were seen. */
export function AcceptForm({ code, papers, onDone, onCancel }: ActionProps & { code: string; papers: readonly PaperToCheck[] }) {
  const t = useTranslations('action')
  const api = useTRPCClient()
  const [checked, setChecked] = useState<PaperAtDesk[]>(() => papers.map(({ start }) => start))
  const command = useCommand((requestId) => api.desk.accept.mutate({ code, requestId, papers: checked }), onDone)
  return (
    <ActionForm
      error={command.error}
      isPending={command.isPending}
      submit={t('accept')}
      onCancel={onCancel}
      onSubmit={() => command.mutate()}
    >
      <PapersChecklist papers={papers} checked={checked} onChange={setChecked} />
    </ActionForm>
  )
}
