'use client'

import { useTranslations } from 'next-intl'
import { useFormat } from '#app/_lib/use-format.ts'
import { Button } from './button.tsx'
import { CopyButton } from './copy-button.tsx'
import { Note } from './note.tsx'

/** Somebody else was faster: says who and when, keeps what was typed, and lets it be carried over. */
export function ConflictNote({
  message,
  who,
  what,
  at,
  typed,
  onReload,
}: {
  /** When who and what are not known: the sentence of the error. */
  message?: string
  who?: string
  what?: string
  at?: string
  typed?: string
  onReload: () => void
}) {
  const t = useTranslations('ui.conflict')
  const format = useFormat()
  const title = who && what && at ? t('title', { who, what, time: format.time(at) }) : message
  return (
    <Note
      family="wait"
      isAlert
      title={title}
      actions={
        <>
          {typed && <CopyButton text={typed}>{t('copy')}</CopyButton>}
          <Button type="button" kind="outlined" onClick={onReload}>
            {t('reload')}
          </Button>
        </>
      }
    >
      {typed && (
        <>
          <p>{t('kept')}</p>
          <p className="soft small">{t('yours')}</p>
          <blockquote>{typed}</blockquote>
        </>
      )}
    </Note>
  )
}
