'use client'

import { useTranslations } from 'next-intl'
import { Controller, useForm } from 'react-hook-form'
import { useFieldSentence } from '#app/_lib/field-sentence.ts'
import { useTRPCClient } from '#app/_lib/trpc.tsx'
import { DayField } from '#app/_ui/day-field.tsx'
import { TextArea, TextField } from '#app/_ui/inputs.tsx'
import { useCommand } from '../../../../_components/use-command.ts'
import { ActionForm, type ActionProps } from './action-form.tsx'

interface Typed {
  day: string
  time: string
  reason: string
}

/** Agencies of the country keep one clock, without summer time. */
const instantOf = (day: string, time: string) => `${day}T${time.padStart(5, '0')}:00+07:00`
const TIME = /^([01]?\d|2[0-3]):[0-5]\d$/

export function ExtendForm({ code, submit, onDone, onCancel }: ActionProps & { code: string; submit: string }) {
  const t = useTranslations('action')
  const sentence = useFieldSentence()
  const api = useTRPCClient()
  const form = useForm<Typed>({ defaultValues: { day: '', time: '17:00', reason: '' } })
  const { errors } = form.formState
  const command = useCommand(
    (requestId, { day, time, reason }: Typed) =>
      api.work.extend.mutate({ code, requestId, reason, newPromisedAt: new Date(instantOf(day, time)).toISOString() }),
    onDone,
  )
  const isDay = (day: string) => !Number.isNaN(Date.parse(instantOf(day, '17:00'))) || t('newDueWrong')
  return (
    <ActionForm
      error={command.error}
      typed={form.watch('reason')}
      isPending={command.isPending}
      submit={submit}
      onCancel={onCancel}
      onSubmit={(event) => void form.handleSubmit((typed) => command.mutate(typed))(event)}
    >
      <Controller
        control={form.control}
        name="day"
        rules={{ validate: isDay }}
        render={({ field: { name, value, onChange } }) => (
          <DayField name={name} value={value} onChange={onChange} label={t('newDue')} error={errors.day?.message} />
        )}
      />
      <TextField
        {...form.register('time', { validate: (time) => TIME.test(time) || t('newDueWrong') })}
        inputMode="numeric"
        label={t('newDueTime')}
        error={errors.time?.message}
        isShort
      />
      <TextArea
        {...form.register('reason', {
          validate: (text) => text.trim().length >= 10 || sentence({ messageKey: 'dossier.reasonTooShort' }),
        })}
        label={t('reason')}
        hint={t('reasonHint')}
        error={errors.reason?.message}
      />
    </ActionForm>
  )
}
