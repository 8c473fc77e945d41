'use client'

import { useTranslations } from 'next-intl'
import { useForm } from 'react-hook-form'
import { useFieldSentence } from '#app/_lib/field-sentence.ts'
import { useTRPCClient } from '#app/_lib/trpc.tsx'
import { useFormat } from '#app/_lib/use-format.ts'
import { Checkbox, TextField } from '#app/_ui/inputs.tsx'
import { Note } from '#app/_ui/note.tsx'
import { useCommand } from '../../../../_components/use-command.ts'
import { ActionForm, type ActionProps } from './action-form.tsx'

interface Typed {
  receiverName: string
  receiverPersonalId: string
  relation: string
  originalsReturned: boolean
}

/** Who took the result away. The owner's name stands there already, because mostly it is he. */
export function ReturnForm({
  code,
  ownerName,
  owedVnd,
  onDone,
  onCancel,
}: ActionProps & { code: string; ownerName: string; owedVnd: number }) {
  const t = useTranslations('action')
  const format = useFormat()
  const sentence = useFieldSentence()
  const api = useTRPCClient()
  const form = useForm<Typed>({
    defaultValues: { receiverName: ownerName, receiverPersonalId: '', relation: '', originalsReturned: true },
  })
  const { errors } = form.formState
  const command = useCommand(
    (requestId, { receiverName, receiverPersonalId, relation, originalsReturned }: Typed) =>
      api.desk.returnResult.mutate({
        code,
        requestId,
        receiverName,
        receiverPersonalId: receiverPersonalId.replace(/\D/g, '') || undefined,
        relation: relation.trim() || undefined,
        originalsReturned,
      }),
    onDone,
  )
  return (
    <ActionForm
      error={command.error}
      isPending={command.isPending}
      submit={t('returnResult')}
      onCancel={onCancel}
      onSubmit={(event) => void form.handleSubmit((typed) => command.mutate(typed))(event)}
    >
      {owedVnd > 0 && <Note family="wait">{t('return.owed', { amount: format.money(owedVnd) })}</Note>}
      <TextField
        {...form.register('receiverName', {
          validate: (name) => name.trim().length >= 2 || sentence({ messageKey: 'dossier.receiverMissing' }),
        })}
        label={t('return.receiver')}
        error={errors.receiverName?.message}
        autoComplete="off"
      />
      <TextField
        {...form.register('receiverPersonalId', {
          validate: (number) =>
            /^(\d{12})?$/.test(number.replace(/[ .-]/g, '')) || sentence({ messageKey: 'form.personalNumberDigits' }),
        })}
        label={t('return.personalId')}
        isOptional
        isShort
        inputMode="numeric"
        error={errors.receiverPersonalId?.message}
        autoComplete="off"
      />
      <TextField {...form.register('relation')} label={t('return.relation')} hint={t('return.relationHint')} isOptional />
      <Checkbox {...form.register('originalsReturned')} label={t('return.originals')} />
    </ActionForm>
  )
}
