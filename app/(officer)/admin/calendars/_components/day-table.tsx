'use client'

import { CircleAlert, CircleCheck, Trash2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { Api } from '#app/_lib/api-types.ts'
import { useTRPCClient } from '#app/_lib/trpc.tsx'
import { useFormat } from '#app/_lib/use-format.ts'
import { Button } from '#app/_ui/button.tsx'
import { FaultNote } from '../../../_components/fault-note.tsx'
import styles from './calendars.module.css'
import { useSaving } from './use-saving.ts'

type Day = Api['calendar']['year']['days'][number]

const looks = { CONFIRMED: 'due done', PROPOSED: 'due soon', ANNOUNCED: 'due paused' } as const
/** What the page entered by hand carries this instead of a place where it was read. */
const BY_HAND = 'MANUAL'

export function DayTable({ scope, days, mayEdit }: { scope: string; days: Day[]; mayEdit: boolean }) {
  const t = useTranslations('calendars')
  const format = useFormat()
  const api = useTRPCClient()
  const remove = useSaving((date: string) => api.calendar.removeDay.mutate({ scope, date }))
  if (days.length === 0) return <p className="soft">{t('noDays')}</p>
  return (
    <>
      <FaultNote error={remove.error} />
      <table className={`sheet folds ${styles.days}`}>
        <thead>
          <tr>
            {(['date', 'what', 'basis', 'state'] as const).map((head) => (
              <th key={head} scope="col">
                {t(`columns.${head}`)}
              </th>
            ))}
            {mayEdit && (
              <th scope="col">
                <span className="sr">{t('columns.act')}</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {days.map((day) => {
            const Icon = day.status === 'CONFIRMED' ? CircleCheck : CircleAlert
            return (
              <tr key={`${day.scope} ${day.date}`}>
                <td className="nowrap">{format.capital(format.weekdayDate(day.date))}</td>
                <td>
                  <span lang="vi">{day.nameVi}</span>
                  <span className="small soft">
                    {t(`kinds.${day.kind}`)}
                    {day.parts && day.parts.length > 0 && `, ${day.parts.map(([from, to]) => `${from}–${to}`).join(', ')}`}
                    {day.isOverruled && `. ${t('overruled')}`}
                  </span>
                </td>
                <td>
                  <span lang="vi">{day.basis}</span>
                  <span className="small soft" lang="vi">
                    {day.source === BY_HAND ? t('byHand') : day.source}
                  </span>
                </td>
                <td>
                  <span className={looks[day.status]}>
                    <Icon /> {t(`status.${day.status}`)}
                  </span>
                  {!day.isOwn && <span className="small soft">{t('takenOver')}</span>}
                </td>
                {mayEdit && (
                  <td>
                    {day.isOwn && (
                      <Button
                        type="button"
                        kind="plain"
                        isSmall
                        icon={<Trash2 />}
                        isBusy={remove.isPending && remove.variables === day.date}
                        onClick={() => remove.mutate(day.date)}
                      >
                        {t('remove')}
                        <span className="sr"> {format.date(day.date)}</span>
                      </Button>
                    )}
                  </td>
                )}
              </tr>
            )
          })}
        </tbody>
      </table>
    </>
  )
}
