'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useTRPCClient } from '#app/_lib/trpc.tsx'
import { Radios, TextField } from '#app/_ui/inputs.tsx'
import { SavingForm } from './saving-form.tsx'
import { useSaving } from './use-saving.ts'

/** The days off that the law gives, with the two things that each year's decision chooses. */
export function ProposeForm({ year }: { year: number }) {
  const t = useTranslations('calendars')
  const api = useTRPCClient()
  const [before, setBefore] = useState<1 | 2>(1)
  const [second, setSecond] = useState<'' | 'before' | 'after'>('')
  const saving = useSaving(() =>
    api.calendar.propose.mutate({ year, tetBefore: before, ...(second === '' ? {} : { nationalDay: second }) }),
  )
  return (
    <SavingForm
      saving={saving}
      submit={t('propose.save', { year: String(year) })}
      onSubmit={() => saving.mutate(undefined)}
      labelOf={() => undefined}
    >
      <p>{t('propose.what')}</p>
      <Radios
        name="tet-before"
        label={t('propose.tet')}
        value={String(before)}
        onChange={(event) => setBefore(event.target.value === '2' ? 2 : 1)}
        options={[
          { value: '1', label: t('propose.tet1') },
          { value: '2', label: t('propose.tet2') },
        ]}
      />
      <Radios
        name="second-national-day"
        label={t('propose.second')}
        value={second}
        onChange={(event) =>
          setSecond(event.target.value === 'before' ? 'before' : event.target.value === 'after' ? 'after' : '')
        }
        options={[
          { value: '', label: t('propose.secondOpen') },
          { value: 'before', label: t('propose.secondBefore') },
          { value: 'after', label: t('propose.secondAfter') },
        ]}
      />
    </SavingForm>
  )
}

/** Somebody has read the decisions of the year. */
export function ConfirmYearForm({ year }: { year: number }) {
  const t = useTranslations('calendars')
  const api = useTRPCClient()
  const [basis, setBasis] = useState('')
  const saving = useSaving(() => api.calendar.confirmYear.mutate({ year, basis }))
  return (
    <SavingForm
      saving={saving}
      submit={t('confirm.save', { year: String(year) })}
      onSubmit={() => saving.mutate(undefined)}
      labelOf={(path) => (path === 'basis' ? t('basis') : undefined)}
    >
      <p>{t('confirm.what')}</p>
      <TextField
        name="confirm-basis"
        label={t('basis')}
        hint={t('basisHint')}
        value={basis}
        onChange={(event) => setBasis(event.target.value)}
      />
    </SavingForm>
  )
}
