import { Check, Clock, Pause, Timer, TriangleAlert } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useFormat } from '#app/_lib/use-format.ts'

export type Due =
  | { state: 'comfortable' | 'soon'; remainingMinutes: number }
  | { state: 'overdue'; lateMinutes: number }
  | { state: 'paused'; since?: string; remainingMinutes?: number }
  | { state: 'done'; lateMinutes: number }

/** Time left in words with an icon and no ground. Citizens are told whole working days, staff the hours. */
export function DueText({
  due,
  dayMinutes = 480,
  isForStaff = false,
  isStep = false,
}: {
  due: Due
  dayMinutes?: number
  isForStaff?: boolean
  /** A step inside the agency that is late never makes the dossier "overdue". */
  isStep?: boolean
}) {
  const t = useTranslations('ui.due')
  const format = useFormat()
  const exact = (minutes: number) => format.workingTime(minutes, { dayMinutes })
  const left = (minutes: number) => (isForStaff ? exact(minutes) : format.roughWorkingTime(minutes, dayMinutes))
  switch (due.state) {
    case 'comfortable':
      return (
        <span className="due comfortable">
          <Clock /> {t('left', { time: left(due.remainingMinutes) })}
        </span>
      )
    case 'soon':
      return (
        <span className="due soon">
          <Timer /> {t('left', { time: left(due.remainingMinutes) })}
        </span>
      )
    case 'overdue':
      return (
        <span className="due overdue">
          <TriangleAlert /> {t(isStep ? 'stepLate' : 'late', { time: exact(due.lateMinutes) })}
        </span>
      )
    case 'paused':
      return (
        <span className="due paused">
          <Pause />
          {due.since && due.remainingMinutes !== undefined && isForStaff
            ? t('pausedLeft', { date: format.dayMonth(due.since), time: exact(due.remainingMinutes) })
            : due.since
              ? t('pausedSince', { date: format.dayMonth(due.since) })
              : t('paused')}
        </span>
      )
    case 'done':
      return due.lateMinutes > 0 ? (
        <span className="due late">
          <Check /> {t('doneLate', { time: exact(due.lateMinutes) })}
        </span>
      ) : (
        <span className="due done">
          <Check /> {t('onTime')}
        </span>
      )
  }
}
