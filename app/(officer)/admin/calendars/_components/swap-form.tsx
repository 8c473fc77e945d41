'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useTRPCClient } from '#app/_lib/trpc.tsx'
import { TextField } from '#app/_ui/inputs.tsx'
import { SavingForm } from './saving-form.tsx'
import { useSaving } from './use-saving.ts'

/** A working day off, and the day off that is worked for it. */
export function SwapForm({ scope, year }: { scope: string; year: number }) {
  const t = useTranslations('calendars')
  const api = useTRPCClient()
  const empty = { off: `${year}-`, work: `${year}-`, basis: '' }
  const [typed, setTyped] = useState(empty)
  const saving = useSaving(
    () => api.calendar.saveSwap.mutate({ scope, ...typed }),
    () => setTyped(empty),
  )
  const text = (name: keyof typeof empty) => ({
    name: `swap-${name}`,
    value: typed[name],
    onChange: (event: { target: { value: string } }) => setTyped({ ...typed, [name]: event.target.value }),
  })
  const labels: Record<string, string> = { off: t('swap.off'), work: t('swap.work'), basis: t('basis') }
  return (
    <SavingForm
      saving={saving}
      submit={t('swap.save')}
      onSubmit={() => saving.mutate(undefined)}
      labelOf={(path) => labels[path]}
    >
      <TextField {...text('off')} type="date" label={t('swap.off')} isShort />
      <TextField {...text('work')} type="date" label={t('swap.work')} isShort />
      <TextField {...text('basis')} label={t('basis')} hint={t('basisHint')} />
    </SavingForm>
  )
}
