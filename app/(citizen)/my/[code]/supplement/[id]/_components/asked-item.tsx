import { useTranslations } from 'next-intl'
import { type ReactNode, useCallback } from 'react'
import { type PaperTarget, PaperUploads } from '../../../../../_components/paper-uploads.tsx'

import type { Asked } from './supplement-form.tsx'

export interface Count {
  sent: number
  sending: number
}

/** One thing that was asked for: what it is, what the officer said about it, and the place for the answer. */
export function AskedItem({
  item,
  target,
  error,
  onCount,
  children,
}: {
  item: Asked
  target: PaperTarget
  error?: string
  onCount: (paperCode: string, count: Count) => void
  children: ReactNode
}) {
  const t = useTranslations('my.supplement')
  const { n, paperCode, fieldId, note, files } = item
  const counted = useCallback(
    (next: Count) => {
      if (paperCode) onCount(paperCode, next)
    },
    [onCount, paperCode],
  )
  const name = item.name ?? t('other')
  return (
    <section className="sec">
      <h2>{t('item', { n, name })}</h2>
      {note && <p className="below-title">{note}</p>}
      {paperCode && (
        <PaperUploads target={target} paperCode={paperCode} paperName={name} files={files} error={error} onCount={counted} />
      )}
      {fieldId && children}
    </section>
  )
}
