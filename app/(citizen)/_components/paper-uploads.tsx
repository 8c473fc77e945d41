'use client'

import { useMutation } from '@tanstack/react-query'
import { Camera, Paperclip } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type ChangeEvent, useEffect, useState } from 'react'
import { useDomainErrorMessage } from '#app/_lib/domain-error-message.ts'
import { useTRPCClient } from '#app/_lib/trpc.tsx'
import { Button } from '#app/_ui/button.tsx'
import { FieldError } from '#app/_ui/field.tsx'
import { FileRow, type FileState } from '#app/_ui/file-row.tsx'
import type { FileView } from '#server/modules/file/file.schema.ts'
import type { UploadTarget } from '../_lib/send-file.ts'
import { useUploadSentence } from '../_lib/upload-sentence.ts'
import { type UploadRow, useUploads } from '../_lib/use-uploads.ts'
import styles from './paper-uploads.module.css'

/** Not `image/*`: so asked, telephones turn their own kind of picture into JPEG. */
const TYPES = 'image/jpeg,image/png,application/pdf'

/** Sending the same file again helps against these; null is a lost connection. What is wrong with a file stays wrong. */
const mayHelp = new Set<string | null>([null, 'INTERNAL', 'RATE_LIMITED'])

interface PaperUploadsProps {
  target: UploadTarget
  paperCode: string
  paperName: string
  files: readonly FileView[]
  error?: string
  onCount: (count: { sent: number; sending: number }) => void
}

/** Photographs and files of one paper. What happens to each is said where it stands, and once aloud. */
export function PaperUploads({ target, paperCode, paperName, files, error, onCount }: PaperUploadsProps) {
  const t = useTranslations('draft')
  const words = useTranslations('ui.file')
  const client = useTRPCClient()
  const sentence = useUploadSentence()
  const domainSentence = useDomainErrorMessage()
  const { rows, add, send, drop } = useUploads(target, paperCode, files)
  const [news, setNews] = useState('')
  const id = `paper-${paperCode}`

  const sent = rows.filter(({ state }) => state.is === 'sent').length
  const sending = rows.filter(({ state }) => state.is === 'waiting' || state.is === 'sending').length
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

  async function pick(event: ChangeEvent<HTMLInputElement>): Promise<void> {
    const chosen = [...(event.target.files ?? [])]
    // the same file may be chosen again after it was refused and mended
    event.target.value = ''
    const states = await add(chosen)
    setNews(
      chosen
        .filter((_, index) => states[index]?.is === 'sent')
        .map(({ name }) => t('sent', { name }))
        .join(' '),
    )
  }

  function stateOf({ state }: UploadRow): FileState {
    switch (state.is) {
      case 'waiting':
        return { is: 'uploading', percent: 0 }
      case 'sending':
        return { is: 'uploading', percent: state.percent }
      case 'sent':
        return { is: 'ready' }
      case 'failed':
        return { is: 'failed', reason: sentence(state.fault) }
    }
  }

  function actionsOf(row: UploadRow) {
    const { state, key, source } = row
    const label = (verb: string) => (
      <>
        {verb}
        <span className="sr"> {row.name}</span>
      </>
    )
    if (state.is === 'sent')
      return (
        <Button type="button" kind="plain" isBusy={remove.isPending} onClick={() => remove.mutate({ key, file: state.file })}>
          {label(words('remove'))}
        </Button>
      )
    if (state.is !== 'failed') return undefined
    return (
      <>
        {source && mayHelp.has(state.fault.code) && (
          <Button type="button" kind="plain" onClick={() => void send(key, source)}>
            {label(words('retry'))}
          </Button>
        )}
        <Button type="button" kind="plain" onClick={() => drop(key)}>
          {label(words('remove'))}
        </Button>
      </>
    )
  }

  return (
    <div className={error ? 'field bad' : 'field'}>
      <FieldError id={id} error={error} />
      {rows.length > 0 && (
        <ul className={styles.files}>
          {rows.map((row) => (
            <FileRow
              key={row.key}
              name={row.name}
              size={row.size}
              contentType={row.contentType}
              state={stateOf(row)}
              href={row.state.is === 'sent' ? `/api/files/${row.state.file.id}?inline=1` : undefined}
              actions={actionsOf(row)}
            />
          ))}
        </ul>
      )}
      {remove.isError && (
        <p className="err" role="alert">
          {domainSentence(remove.error)}
        </p>
      )}
      <div className="btns">
        <label className={`btn alt ${styles.pick} ${styles.camera}`}>
          <Camera /> {t('takePhoto')}
          <span className="sr"> {t('pickFor', { paper: paperName })}</span>
          <input
            className="sr"
            type="file"
            accept="image/jpeg,image/png"
            capture="environment"
            onChange={(event) => void pick(event)}
          />
        </label>
        <label className={`btn alt ${styles.pick}`}>
          <Paperclip /> {t('pick')}
          <span className="sr"> {t('pickFor', { paper: paperName })}</span>
          <input
            className="sr"
            id={id}
            type="file"
            accept={TYPES}
            multiple
            onChange={(event) => void pick(event)}
            aria-invalid={error ? true : undefined}
            aria-describedby={error ? `${id}-error` : undefined}
          />
        </label>
      </div>
      <p className="sr" role="status">
        {news}
      </p>
    </div>
  )
}
