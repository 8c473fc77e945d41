'use client'

import { useTranslations } from 'next-intl'
import { useCallback, useState } from 'react'
import { useTRPCClient } from '#app/_lib/trpc.tsx'
import { TextArea } from '#app/_ui/inputs.tsx'
import { type Attached, AttachFiles, nothingAttached } from '#app/_ui/uploads/attach-files.tsx'
import { useCommand } from '../../../../_components/use-command.ts'
import { ActionForm, type ActionProps } from './action-form.tsx'

/** Paid: what the office that collects told the officer, or the receipt that somebody brings to the counter. */
export function ProofForm({
  code,
  obligationId,
  kind,
  onDone,
  onCancel,
}: ActionProps & { code: string; obligationId: string; kind: 'settleObligation' | 'proveObligation' }) {
  const t = useTranslations('action')
  const api = useTRPCClient()
  const [note, setNote] = useState('')
  const [files, setFiles] = useState<Attached>(nothingAttached)
  const attach = useCallback((attached: Attached) => setFiles(attached), [])
  const [isTried, setTried] = useState(false)
  const isNoteWanted = kind === 'settleObligation' || files.ids.length === 0
  const fault = isNoteWanted && note.trim().length < 10 ? t('proof.noteShort') : undefined
  const command = useCommand((requestId) => {
    const input = { code, requestId, obligationId, note, fileIds: [...files.ids] }
    return kind === 'settleObligation' ? api.work.settleObligation.mutate(input) : api.desk.proveObligation.mutate(input)
  }, onDone)
  return (
    <ActionForm
      error={command.error}
      typed={note}
      isPending={command.isPending}
      submit={t(kind)}
      onCancel={onCancel}
      onSubmit={() => {
        setTried(true)
        if (!fault && !files.isSending) command.mutate()
      }}
    >
      <AttachFiles
        id="proof-files"
        label={t('proof.files')}
        isOptional
        target={{ dossierCode: code, attachTo: 'proof', subjectId: obligationId }}
        onChange={attach}
      />
      <TextArea
        name="note"
        label={t('proof.note')}
        hint={t(kind === 'settleObligation' ? 'proof.noteHintOfficer' : 'proof.noteHintDesk')}
        error={isTried ? fault : undefined}
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
    </ActionForm>
  )
}
