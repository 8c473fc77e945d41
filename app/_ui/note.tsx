import { CircleAlert, CircleCheck, CirclePause, Info, type LucideIcon, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'

export type NoteFamily = 'info' | 'good' | 'wait' | 'stop' | 'rest'

const icons: Record<NoteFamily, LucideIcon> = {
  info: Info,
  good: CircleCheck,
  wait: CircleAlert,
  stop: TriangleAlert,
  rest: CirclePause,
}

/** One meaning, an icon, bold first words, and an action if there is one. `isAlert` for what has just gone wrong. */
export function Note({
  family = 'info',
  title,
  isAlert = false,
  actions,
  children,
}: {
  family?: NoteFamily
  title?: string
  isAlert?: boolean
  actions?: ReactNode
  children?: ReactNode
}) {
  const Icon = icons[family]
  return (
    <div className={`note ${family}`} role={isAlert ? 'alert' : undefined}>
      <Icon />
      <div>
        {title && <b>{title}</b>} {children}
        {actions && <div className="btns">{actions}</div>}
      </div>
    </div>
  )
}
