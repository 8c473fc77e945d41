'use client'

import { Camera, Paperclip } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type ChangeEvent, type ReactNode, useState } from 'react'
import { Button } from '#app/_ui/button.tsx'
import { FieldError } from '#app/_ui/field.tsx'
import { FileRow, type FileState } from '#app/_ui/file-row.tsx'
import { useUploadSentence } from './upload-sentence.ts'
import styles from './uploads.module.css'
import { useProgressNews } from './use-progress-news.ts'
import type { UploadRow, useUploads } from './use-uploads.ts'

/** Not `image/*`: so asked, telephones turn their own kind of picture into JPEG. */
const TYPES = 'image/jpeg,image/png,application/pdf'

/** Sending the same file again helps against these; null is a lost connection. What is wrong with a file stays wrong. */
const mayHelp = new Set<string | null>([null, 'INTERNAL', 'RATE_LIMITED', 'OVERLOADED', 'PARTNER_UNAVAILABLE', 'FILE_NOT_READY'])

/** Photographs and files of one thing. What happens to each is said where it stands, and once aloud. */
export function UploadBox({
  id,
  what,
  uploads: { rows, add, send, drop, goOn },
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
  const progress = useProgressNews(rows)

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

  function stateOf({ state, contentType }: UploadRow): FileState {
    switch (state.is) {
      case 'waiting':
        return { is: 'uploading', percent: 0 }
      case 'sending':
        return { is: 'uploading', percent: state.percent }
      case 'sent': {
        const { isBlurred, scanState } = state.file
        const quality = isBlurred ? 'blurred' : contentType.startsWith('image/') ? 'clear' : undefined
        return { is: 'ready', quality, scan: scanState }
      }
      case 'failed':
        return { is: 'failed', reason: sentence(state.fault) }
      default:
        return state
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
    if (state.is === 'checking') return undefined
    const isSent = state.is === 'sent'
    // who helps leaves in place what the one has sent whose filing it is
    if (state.is === 'sent' && !state.file.mayRemove) return undefined
    return (
      <>
        {state.is === 'failed' && source && mayHelp.has(state.fault.code) && (
          <Button type="button" kind="plain" onClick={() => void send(key, source)}>
            {label(words('retry'))}
          </Button>
        )}
        {state.is === 'stalled' && (
          <Button type="button" kind="plain" onClick={() => goOn(key)}>
            {label(words('goOn'))}
          </Button>
        )}
        <Button type="button" kind="plain" isBusy={isSent && isRemoving} onClick={() => (isSent ? onRemove(row) : drop(key))}>
          {label(words(isSent || state.is === 'failed' ? 'remove' : 'stop'))}
        </Button>
      </>
    )
  }

  /** Of pictures that have arrived and are not harmful. */
  const thumbnailOf = ({ state, contentType }: UploadRow) =>
    state.is === 'sent' && contentType.startsWith('image/') && state.file.scanState !== 'INFECTED'
      ? `/api/files/${state.file.id}?thumbnail=1`
      : undefined
  const addressOf = ({ state }: UploadRow) =>
    state.is === 'sent' && state.file.scanState !== 'INFECTED' ? `/api/files/${state.file.id}?inline=1` : undefined

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
              href={addressOf(row)}
              isOpenedBeside
              thumbnail={thumbnailOf(row)}
              by={row.state.is === 'sent' ? row.state.file.by : undefined}
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
        {[ownNews || news, progress].filter(Boolean).join(' ')}
      </p>
    </div>
  )
}
