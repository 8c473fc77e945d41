import Link from 'next/link'
import { useTranslations } from 'next-intl'
import type { ComponentProps, ReactNode } from 'react'

/** `filled` is the one next step of a page; `grave` cannot be undone and asks first. */
export type ButtonKind = 'filled' | 'outlined' | 'plain' | 'grave'

interface Look {
  kind?: ButtonKind
  isSmall?: boolean
  isWide?: boolean
  icon?: ReactNode
  /** The key that does the same, shown on the button (staff pages). */
  keys?: string
}

const kindClass: Record<ButtonKind, string> = { filled: 'btn', outlined: 'btn alt', plain: 'btn plain', grave: 'btn grave' }

function classOf({ kind = 'filled', isSmall, isWide }: Look): string {
  return `${kindClass[kind]}${isSmall ? ' sm' : ''}${isWide ? ' wide' : ''}`
}

/** Shown to the eye only: `aria-keyshortcuts` says it to everybody else. */
function KeyCap({ keys }: Pick<Look, 'keys'>) {
  return keys ? (
    <span aria-hidden="true">
      <kbd>{keys}</kbd>
    </span>
  ) : null
}

export type ButtonProps = Look &
  Omit<ComponentProps<'button'>, 'className'> & {
    /** Keeps the label's width, says that it works, and takes no second press. */
    isBusy?: boolean
    busyLabel?: string
  }

export function Button({ kind, isSmall, isWide, icon, keys, isBusy = false, busyLabel, children, ...button }: ButtonProps) {
  const t = useTranslations('ui')
  return (
    <button
      {...button}
      {...(isBusy ? { type: 'button', onClick: undefined, 'aria-disabled': true } : {})}
      className={classOf({ kind, isSmall, isWide })}
      aria-keyshortcuts={keys?.replaceAll(' ', '+')}
    >
      {icon}
      {isBusy ? (
        <span className="btn-words">
          <span data-shown="false" aria-hidden="true">
            {children}
          </span>
          <span role="status">{busyLabel ?? t('busy')}</span>
        </span>
      ) : (
        children
      )}
      <KeyCap keys={keys} />
    </button>
  )
}

export type LinkButtonProps = Look & Omit<ComponentProps<typeof Link>, 'className'>

export function LinkButton({ kind, isSmall, isWide, icon, keys, children, ...link }: LinkButtonProps) {
  return (
    <Link {...link} className={classOf({ kind, isSmall, isWide })} aria-keyshortcuts={keys?.replaceAll(' ', '+')}>
      {icon}
      {children}
      <KeyCap keys={keys} />
    </Link>
  )
}

/** An icon alone is allowed for a few known things (close, bell, zoom), always with a name. */
export function IconButton({ label, children, ...button }: { label: string } & Omit<ComponentProps<'button'>, 'className'>) {
  return (
    <button type="button" {...button} className="iconbtn" aria-label={label} title={label}>
      {children}
    </button>
  )
}
