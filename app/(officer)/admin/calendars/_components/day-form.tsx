'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useTRPCClient } from '#app/_lib/trpc.tsx'
import { DayField } from '#app/_ui/day-field.tsx'
import { Radios, TextField } from '#app/_ui/inputs.tsx'
import { partsOf } from './parts-text.ts'
import { SavingForm } from './saving-form.tsx'
import { useSaving } from './use-saving.ts'

const KINDS = ['HOLIDAY', 'SUBSTITUTE', 'SWAP_OFF', 'SWAP_WORK'] as const

/** One day of the place: a closure, half a day, a Saturday that is worked. */
export function DayForm({ scope }: { scope: string }) {
  const t = useTranslations('calendars')
  const api = useTRPCClient()
  const empty = { date: '', kind: 'HOLIDAY' as (typeof KINDS)[number], nameVi: '', parts: '', basis: '' }
  const [typed, setTyped] = useState(empty)
  const saving = useSaving(
    () =>
      api.calendar.saveDay.mutate({
        scope,
        date: typed.date,
        kind: typed.kind,
        nameVi: typed.nameVi,
        basis: typed.basis,
        ...(typed.parts.trim() === '' ? {} : { parts: partsOf(typed.parts) }),
      }),
    () => setTyped(empty),
  )
  const text = (name: 'nameVi' | 'parts' | 'basis') => ({
    name: `day-${name}`,
    value: typed[name],
    onChange: (event: { target: { value: string } }) => setTyped({ ...typed, [name]: event.target.value }),
  })
  const labels: Record<string, string> = {
    date: t('day.date'),
    nameVi: t('day.name'),
    parts: t('day.parts'),
    basis: t('basis'),
    kind: t('day.kind'),
  }
  return (
    <SavingForm
      saving={saving}
      submit={t('day.save')}
      onSubmit={() => saving.mutate(undefined)}
      labelOf={(path) => labels[path.split('.')[0] ?? '']}
    >
      <DayField name="day-date" label={t('day.date')} value={typed.date} onChange={(date) => setTyped({ ...typed, date })} />
      <Radios
        name="day-kind"
        label={t('day.kind')}
        value={typed.kind}
        onChange={(event) => setTyped({ ...typed, kind: KINDS.find((kind) => kind === event.target.value) ?? 'HOLIDAY' })}
        options={KINDS.map((kind) => ({ value: kind, label: t(`kinds.${kind}`) }))}
      />
      <TextField {...text('nameVi')} label={t('day.name')} />
      <TextField {...text('parts')} label={t('day.parts')} hint={t('day.partsHint')} isOptional />
      <TextField {...text('basis')} label={t('basis')} hint={t('basisHint')} />
    </SavingForm>
  )
}
