import { useTranslations } from 'next-intl'

export interface ShownLimit {
  unit: 'workingDay' | 'workingHour' | 'calendarDay' | 'sameDay'
  amount: number
}

/** "Trong ngày", "3 ngày làm việc": how long the law gives. */
export function useLimitText(): (limit: ShownLimit) => string {
  const t = useTranslations('ui.limit')
  return ({ unit, amount }) => t(unit, { n: amount })
}
