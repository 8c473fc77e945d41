import { useFormat } from '#app/_lib/use-format.ts'

/** A moment as people say it; the machine-readable one stands in the attribute. */
export function When({
  at,
  as = 'dateTime',
}: {
  at: string
  as?: 'dateTime' | 'shortDateTime' | 'date' | 'dayMonth' | 'weekdayDate' | 'time'
}) {
  const format = useFormat()
  return (
    <time dateTime={at} className="nowrap">
      {format[as](at)}
    </time>
  )
}
