'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useForm } from 'react-hook-form'
import { useFieldSentence } from '#app/_lib/field-sentence.ts'
import { useTRPC, useTRPCClient } from '#app/_lib/trpc.tsx'
import { Select } from '#app/_ui/inputs.tsx'
import { FaultNote } from '../../../../_components/fault-note.tsx'
import { useCommand } from '../../../../_components/use-command.ts'
import { ActionForm, type ActionProps } from './action-form.tsx'

export function AssignForm({
  code,
  workId,
  submit,
  onDone,
  onCancel,
}: ActionProps & { code: string; workId: string; submit: string }) {
  const t = useTranslations('action')
  const sentence = useFieldSentence()
  const api = useTRPCClient()
  const people = useQuery(useTRPC().work.staffOf.queryOptions({ code, workId }))
  const form = useForm({ defaultValues: { accountId: '' } })
  const command = useCommand(
    (requestId, { accountId }: { accountId: string }) => api.work.assign.mutate({ code, requestId, workId, accountId }),
    onDone,
  )
  if (people.error) return <FaultNote error={people.error} />
  if (people.data?.length === 0) return <p>{t('assignNobody')}</p>
  return (
    <ActionForm
      error={command.error}
      isPending={command.isPending}
      submit={submit}
      onCancel={onCancel}
      onSubmit={(event) => void form.handleSubmit((typed) => command.mutate(typed))(event)}
    >
      <Select
        {...form.register('accountId', { validate: (id) => id !== '' || sentence({ messageKey: 'form.required' }) })}
        label={t('assignTo')}
        placeholder={people.data ? undefined : t('assignLoading')}
        error={form.formState.errors.accountId?.message}
        options={(people.data ?? []).map(({ id, fullName }) => ({ value: id, label: fullName }))}
      />
    </ActionForm>
  )
}
