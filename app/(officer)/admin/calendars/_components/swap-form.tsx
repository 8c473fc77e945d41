'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useTRPCClient } from '#app/_lib/trpc.tsx'
import { DayField } from '#app/_ui/day-field.tsx'
import { TextField } from '#app/_ui/inputs.tsx'
import { SavingForm } from './saving-form.tsx'
import { useSaving } from './use-saving.ts'

/** A working day off, and the day off that is worked for it. */
export function SwapForm({ scope }: { scope: string }) {
  const t = useTranslations('calendars')
  const api = useTRPCClient()
  const empty = { off: '', work: '', basis: '' }
  const [typed, setTyped] = useState(empty)
  const saving = useSaving(
    () => api.calendar.saveSwap.mutate({ scope, ...typed }),
    () => setTyped(empty),
  )
  const day = (name: 'off' | 'work') => ({
    name: `swap-${name}`,
    value: typed[name],
    onChange: (value: string) => setTyped({ ...typed, [name]: value }),
  })
  const labels: Record<string, string> = { off: t('swap.off'), work: t('swap.work'), basis: t('basis') }
  return (
    <SavingForm
      saving={saving}
      submit={t('swap.save')}
      onSubmit={() => saving.mutate(undefined)}
      labelOf={(path) => labels[path]}
    >
      <DayField {...day('off')} label={t('swap.off')} />
      <DayField {...day('work')} label={t('swap.work')} />
      <TextField
        name="swap-basis"
        label={t('basis')}
        hint={t('basisHint')}
        value={typed.basis}
        onChange={({ target }) => setTyped({ ...typed, basis: target.value })}
      />
    </SavingForm>
  )
}
