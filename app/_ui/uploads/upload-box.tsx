'use client'

import { Camera, Paperclip } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type ChangeEvent, type ReactNode, useState } from 'react'
import { Button } from '#app/_ui/button.tsx'
import { FieldError } from '#app/_ui/field.tsx'
import { FileRow, type FileState } from '#app/_ui/file-row.tsx'
import { useUploadSentence } from './upload-sentence.ts'
import styles from './uploads.module.css'
import type { UploadRow, useUploads } from './use-uploads.ts'

/** Not `image/*`: so asked, telephones turn their own kind of picture into JPEG. */
const TYPES = 'image/jpeg,image/png,application/pdf'

/** Sending the same file again helps against these; null is a lost connection. What is wrong with a file stays wrong. */
const mayHelp = new Set<string | null>([null, 'INTERNAL', 'RATE_LIMITED'])

/** Photographs and files of one thing. What happens to each is said where it stands, and once aloud. */
export function UploadBox({
  id,
  what,
  uploads: { rows, add, send, drop },
  error,
  isRemoving = false,
  news: ownNews = '',
  onPick,
  onRemove,
  children,
}: {
  id: string
  /** What the files are of; said to people who do not see the heading above. */
  what: string
  uploads: ReturnType<typeof useUploads>
  error?: string
  isRemoving?: boolean
  /** What else has just happened here, to be read aloud. */
  news?: string
  onPick?: () => void
  /** For a file that has arrived. */
  onRemove: (row: UploadRow) => void
  children?: ReactNode
}) {
  const t = useTranslations('draft')
  const words = useTranslations('ui.file')
  const sentence = useUploadSentence()
  const [news, setNews] = useState('')

  async function pick(event: ChangeEvent<HTMLInputElement>): Promise<void> {
    const chosen = [...(event.target.files ?? [])]
    // the same file may be chosen again after it was refused and mended
    event.target.value = ''
    onPick?.()
    setNews('')
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
        <Button type="button" kind="plain" isBusy={isRemoving} onClick={() => onRemove(row)}>
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
      {children}
      <div className="btns">
        <label className={`btn alt ${styles.pick} ${styles.camera}`}>
          <Camera /> {t('takePhoto')}
          <span className="sr"> {t('pickFor', { paper: what })}</span>
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
          <span className="sr"> {t('pickFor', { paper: what })}</span>
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
        {ownNews || news}
      </p>
    </div>
  )
}
