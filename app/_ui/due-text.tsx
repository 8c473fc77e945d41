import { Check, Clock, Pause, Timer, TriangleAlert } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useFormat } from '#app/_lib/use-format.ts'

export interface DueTextProps {
  state: 'comfortable' | 'soon' | 'overdue' | 'paused' | 'done'
  /** Working minutes left, or late when negative; while paused what is left once it runs again. */
  remainingMinutes: number | null
  pausedSince?: string | null
  dayMinutes?: number
  /** Staff are told hours, citizens whole working days. */
  isForStaff?: boolean
  /** A step inside the agency that is late never makes the dossier "overdue". */
  isStep?: boolean
}

/** Time left in words with an icon and no ground, so that it does not compete with the status. */
export function DueText({
  state,
  remainingMinutes,
  pausedSince,
  dayMinutes = 480,
  isForStaff = false,
  isStep = false,
}: DueTextProps) {
  const t = useTranslations('ui.due')
  const format = useFormat()
  const minutes = remainingMinutes ?? 0
  const exact = format.workingTime(Math.abs(minutes), { dayMinutes })
  switch (state) {
    case 'comfortable':
    case 'soon':
      return (
        <span className={`due ${state}`}>
          {state === 'soon' ? <Timer /> : <Clock />}
          {t('left', { time: isForStaff ? exact : format.roughWorkingTime(minutes, dayMinutes) })}
        </span>
      )
    case 'overdue':
      return (
        <span className="due overdue">
          <TriangleAlert /> {t(isStep ? 'stepLate' : 'late', { time: exact })}
        </span>
      )
    case 'paused':
      return (
        <span className="due paused">
          <Pause /> {pausedWords()}
        </span>
      )
    case 'done':
      return (
        <span className={minutes < 0 ? 'due late' : 'due done'}>
          <Check /> {minutes < 0 ? t('doneLate', { time: exact }) : t('onTime')}
        </span>
      )
  }

  function pausedWords(): string {
    if (!pausedSince) return t('paused')
    const date = format.dayMonth(pausedSince)
    return isForStaff && remainingMinutes !== null ? t('pausedLeft', { date, time: exact }) : t('pausedSince', { date })
  }
}
