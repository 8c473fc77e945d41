'use client'

import { useTranslations } from 'next-intl'
import type { FormEvent, ReactNode } from 'react'
import { Button } from '#app/_ui/button.tsx'
import { FaultNote } from '../../../../_components/fault-note.tsx'

export interface ActionProps {
  onDone: () => void
  onCancel: () => void
}

/** The frame of every dialog: what went wrong, what is asked, the one press that does it, the way out. */
export function ActionForm({
  error,
  typed,
  labelOf,
  isPending,
  isGrave = false,
  submit,
  onSubmit,
  onCancel,
  children,
}: {
  error: unknown
  typed?: string
  labelOf?: (path: string) => string | undefined
  isPending: boolean
  isGrave?: boolean
  submit: string
  onSubmit: (event: FormEvent<HTMLFormElement>) => void
  onCancel: () => void
  children: ReactNode
}) {
  const t = useTranslations('action')
  return (
    <form
      method="post"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (!isPending) onSubmit(event)
      }}
    >
      <FaultNote error={error} typed={typed} labelOf={labelOf} />
      {children}
      <div className="btns">
        <Button kind={isGrave ? 'grave' : 'filled'} isBusy={isPending}>
          {submit}
        </Button>
        <Button type="button" kind="plain" onClick={onCancel}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  )
}
