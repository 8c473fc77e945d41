import { Check, Circle, FilePlus, FileSearch, type LucideIcon, X } from 'lucide-react'
import type { ReactNode } from 'react'

export type TimelineState = 'done' | 'now' | 'next' | 'waited' | 'stopped'

export interface TimelineItem {
  id: string
  state: TimelineState
  title: string
  when?: ReactNode
  /** One plain sentence, the place, the person, a link to the paper. */
  what?: ReactNode
}

const icons: Record<TimelineState, LucideIcon> = { done: Check, now: FileSearch, next: Circle, waited: FilePlus, stopped: X }

/** Newest first: what comes is dashed, what is now is filled, what is done has a tick. */
export function Timeline({ items }: { items: readonly TimelineItem[] }) {
  return (
    <ol className="tl">
      {items.map(({ id, state, title, when, what }) => {
        const Icon = icons[state]
        return (
          <li key={id} className={state} aria-current={state === 'now' ? 'step' : undefined}>
            <span className="dot">
              <Icon />
            </span>
            <h3>{title}</h3>
            {when && <p className="when">{when}</p>}
            {what && <div className="what">{what}</div>}
          </li>
        )
      })}
    </ol>
  )
}
