'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import type { Api } from '#app/_lib/api-types.ts'
import { useTRPCClient } from '#app/_lib/trpc.tsx'
import { DayField } from '#app/_ui/day-field.tsx'
import { Checkbox, TextField } from '#app/_ui/inputs.tsx'
import styles from './calendars.module.css'
import { partsOf, textOf } from './parts-text.ts'
import { SavingForm } from './saving-form.tsx'
import { useSaving } from './use-saving.ts'

type Year = Api['calendar']['year']
const DAYS = ['1', '2', '3', '4', '5', '6', '7'] as const
type Weekday = (typeof DAYS)[number]

/** Office hours of the place from a day on: when people work, and which of these days count as a working day. */
export function WeekForm({ scope, week, weekCountsAsDay }: Pick<Year, 'scope'> & Omit<Year['weeks'][number], 'validFrom'>) {
  const t = useTranslations('calendars')
  const api = useTRPCClient()
  const [hours, setHours] = useState<Record<Weekday, string>>({
    '1': textOf(week['1']),
    '2': textOf(week['2']),
    '3': textOf(week['3']),
    '4': textOf(week['4']),
    '5': textOf(week['5']),
    '6': textOf(week['6']),
    '7': textOf(week['7']),
  })
  const [counts, setCounts] = useState<Weekday[]>(weekCountsAsDay)
  const [validFrom, setValidFrom] = useState('')
  const [basis, setBasis] = useState('')
  const saving = useSaving(() =>
    api.calendar.saveWeek.mutate({
      scope,
      week: {
        '1': partsOf(hours['1']),
        '2': partsOf(hours['2']),
        '3': partsOf(hours['3']),
        '4': partsOf(hours['4']),
        '5': partsOf(hours['5']),
        '6': partsOf(hours['6']),
        '7': partsOf(hours['7']),
      },
      weekCountsAsDay: counts,
      validFrom,
      basis,
    }),
  )
  const labelOf = (path: string) => {
    const day = DAYS.find((one) => path.startsWith(`week.${one}`))
    if (day) return t(`weekday.${day}`)
    if (path === 'validFrom') return t('week.validFrom')
    return path === 'basis' ? t('basis') : undefined
  }
  return (
    <SavingForm saving={saving} submit={t('week.save')} onSubmit={() => saving.mutate(undefined)} labelOf={labelOf}>
      <p>{t('week.what')}</p>
      <div className={styles.week}>
        {DAYS.map((day) => (
          <div key={day}>
            <TextField
              name={`week-${day}`}
              label={t(`weekday.${day}`)}
              value={hours[day]}
              onChange={(event) => setHours({ ...hours, [day]: event.target.value })}
            />
            <Checkbox
              name={`counts-${day}`}
              label={t('week.counts')}
              checked={counts.includes(day)}
              onChange={(event) => setCounts(event.target.checked ? [...counts, day] : counts.filter((one) => one !== day))}
            />
          </div>
        ))}
      </div>
      <DayField
        name="week-from"
        label={t('week.validFrom')}
        hint={t('week.validFromHint')}
        value={validFrom}
        onChange={setValidFrom}
      />
      <TextField
        name="week-basis"
        label={t('basis')}
        hint={t('basisHint')}
        value={basis}
        onChange={(event) => setBasis(event.target.value)}
      />
    </SavingForm>
  )
}
