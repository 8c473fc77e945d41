'use client'

import { useTranslations } from 'next-intl'
import { useEffect } from 'react'
import { FieldGroup } from '#app/_ui/field.tsx'
import type { UploadTarget } from './send-file.ts'
import { UploadBox } from './upload-box.tsx'
import { isUnderWay, useUploads } from './use-uploads.ts'

export interface Attached {
  ids: readonly string[]
  isSending: boolean
}

export const nothingAttached: Attached = { ids: [], isSending: false }

/** Files that go with a command: each is sent at once, and belongs to the dossier only when the command names it. */
export function AttachFiles({
  id,
  label,
  hint,
  target,
  isOptional,
  error,
  onChange,
}: {
  id: string
  label: string
  hint?: string
  target: UploadTarget
  isOptional?: boolean
  error?: string
  /** Keep it the same function from one rendering to the next. */
  onChange: (attached: Attached) => void
}) {
  const t = useTranslations('draft')
  const uploads = useUploads(target, [])
  const ids = uploads.rows.flatMap(({ state }) => (state.is === 'sent' ? [state.file.id] : [])).join(' ')
  const isSending = uploads.rows.some(isUnderWay)
  useEffect(() => onChange({ ids: ids === '' ? [] : ids.split(' '), isSending }), [ids, isSending, onChange])
  return (
    <FieldGroup id={`${id}-group`} label={label} hint={hint} isOptional={isOptional}>
      <UploadBox id={id} what={label} uploads={uploads} error={error} onRemove={({ key }) => uploads.drop(key)}>
        {isSending && <p className="small soft">{t('stillSending')}</p>}
      </UploadBox>
    </FieldGroup>
  )
}
