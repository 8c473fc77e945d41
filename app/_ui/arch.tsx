import type { ReactNode } from 'react'

/** The doorway: only where something is handed over (start, submit, look-up, due date, receipt), at most one on a page. */
export function Arch({
  as: Tag = 'section',
  label,
  labelledBy,
  look = 'plain',
  children,
}: {
  as?: 'section' | 'aside' | 'div'
  label?: string
  labelledBy?: string
  look?: 'plain' | 'lifted' | 'done'
  children: ReactNode
}) {
  return (
    <Tag className={look === 'plain' ? 'arch' : `arch ${look}`} aria-label={label} aria-labelledby={labelledBy}>
      {children}
    </Tag>
  )
}
