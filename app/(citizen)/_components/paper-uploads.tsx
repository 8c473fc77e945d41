'use client'

import { useMutation } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { useDomainErrorMessage } from '#app/_lib/domain-error-message.ts'
import { useTRPCClient } from '#app/_lib/trpc.tsx'
import { UploadBox } from '#app/_ui/uploads/upload-box.tsx'
import { isUnderWay, useUploads } from '#app/_ui/uploads/use-uploads.ts'
import type { FileView } from '#server/modules/file/file.schema.ts'

/** Where the papers of a form are sent: its draft, or the request for more. */
export type PaperTarget = { draftId: string } | { dossierCode: string; supplementId: string }

interface PaperUploadsProps {
  target: PaperTarget
  paperCode: string
  paperName: string
  files: readonly FileView[]
  error?: string
  onCount: (count: { sent: number; sending: number }) => void
}

/** Photographs and files of one paper. */
export function PaperUploads({ target, paperCode, paperName, files, error, onCount }: PaperUploadsProps) {
  const t = useTranslations('draft')
  const client = useTRPCClient()
  const domainSentence = useDomainErrorMessage()
  const uploads = useUploads({ ...target, paperCode }, files)
  const [news, setNews] = useState('')
  const { rows, drop } = uploads

  const sent = rows.filter(({ state }) => state.is === 'sent' && state.file.scanState !== 'INFECTED').length
  const sending = rows.filter(isUnderWay).length
  useEffect(() => onCount({ sent, sending }), [sent, sending, onCount])

  const remove = useMutation({
    mutationFn: ({ file }: { key: string; file: FileView }) =>
      'draftId' in target
        ? client.draft.removeFile.mutate({ id: target.draftId, paperId: file.paperId })
        : client.file.removeFromSupplement.mutate({ id: file.id }),
    onSuccess: (_answer, { key, file }) => {
      drop(key)
      setNews(t('removed', { name: file.name }))
    },
  })

  return (
    <UploadBox
      id={`paper-${paperCode}`}
      what={paperName}
      uploads={uploads}
      error={error}
      isRemoving={remove.isPending}
      news={news}
      onPick={() => setNews('')}
      onRemove={({ key, state }) => state.is === 'sent' && remove.mutate({ key, file: state.file })}
    >
      {remove.isError && (
        <p className="err" role="alert">
          {domainSentence(remove.error)}
        </p>
      )}
    </UploadBox>
  )
}
