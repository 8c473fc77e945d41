'use client'

import { X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type ReactNode, useEffect, useId, useRef } from 'react'
import { IconButton } from './button.tsx'

/** The browser's own modal dialog: it traps the focus, closes on Escape and gives the focus back. The title says the consequence. */
export function Dialog({
  isOpen,
  title,
  onClose,
  children,
}: {
  isOpen: boolean
  title: string
  onClose: () => void
  children: ReactNode
}) {
  const t = useTranslations('ui')
  const dialog = useRef<HTMLDialogElement>(null)
  const titleId = useId()

  useEffect(() => {
    const element = dialog.current
    if (!element || element.open === isOpen) return
    if (!isOpen) return element.close()
    element.showModal()
    // what is asked for comes before the way out
    element.querySelector<HTMLElement>('form :is(input, select, textarea)')?.focus()
  }, [isOpen])

  return (
    <dialog ref={dialog} className="dialog fade" aria-labelledby={titleId} onClose={onClose}>
      {isOpen && (
        <>
          <div className="dialog-head">
            <h2 id={titleId}>{title}</h2>
            <IconButton label={t('close')} onClick={onClose}>
              <X />
            </IconButton>
          </div>
          {children}
        </>
      )}
    </dialog>
  )
}
