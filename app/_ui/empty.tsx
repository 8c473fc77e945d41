import type { ReactNode } from 'react'
import { OpenDoors } from './open-doors.tsx'

/** What would be here, and the one way to begin. */
export function Empty({
  title,
  children,
  action,
  isPlain = false,
}: {
  title: string
  children?: ReactNode
  action?: ReactNode
  isPlain?: boolean
}) {
  return (
    <div className="empty">
      {!isPlain && <OpenDoors />}
      <h2>{title}</h2>
      {children && <p className="soft">{children}</p>}
      {action && <div className="btns">{action}</div>}
    </div>
  )
}
