'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Button } from '#app/_ui/button.tsx'
import { StatusLine } from '#app/_ui/status-line.tsx'
import { FaultNote } from '../../../_components/fault-note.tsx'
import styles from './calendars.module.css'

/** What went wrong, what is asked, the press that saves it, and that it was saved. */
export function SavingForm({
  saving,
  submit,
  onSubmit,
  labelOf,
  children,
}: {
  saving: { error: unknown; isPending: boolean; isSuccess: boolean }
  submit: string
  onSubmit: () => void
  labelOf?: (path: string) => string | undefined
  children?: ReactNode
}) {
  const t = useTranslations('calendars')
  return (
    <form
      method="post"
      noValidate
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault()
        if (!saving.isPending) onSubmit()
      }}
    >
      <FaultNote error={saving.error} labelOf={labelOf} />
      {children}
      <div className="btns">
        <Button kind="outlined" isBusy={saving.isPending}>
          {submit}
        </Button>
        {saving.isSuccess && <StatusLine tone="good">{t('saved')}</StatusLine>}
      </div>
    </form>
  )
}
