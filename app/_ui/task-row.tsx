import { Check, Circle, CircleDot, Lock, type LucideIcon } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'

export type TaskState = 'todo' | 'doing' | 'done' | 'blocked'

const looks: Record<TaskState, { className: string; Icon: LucideIcon }> = {
  todo: { className: 'due comfortable', Icon: Circle },
  doing: { className: 'due soon', Icon: CircleDot },
  done: { className: 'due done', Icon: Check },
  blocked: { className: 'due paused', Icon: Lock },
}

/** One part of a form with its state; a part that cannot be begun yet says why and is no link. Stands in `<ul className="tasks">`. */
export function TaskRow({ href, name, state, note }: { href: string; name: string; state: TaskState; note?: string }) {
  const t = useTranslations('ui.task')
  const { className, Icon } = looks[state]
  return (
    <li className="task">
      <div>
        {state === 'blocked' ? (
          <span className="task-name">{name}</span>
        ) : (
          <Link className="task-name" href={href}>
            {name}
          </Link>
        )}
        {note && <p className="small soft">{note}</p>}
      </div>
      <span className={className}>
        <Icon /> {t(state)}
      </span>
    </li>
  )
}
