'use client'

import { useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { useForm } from 'react-hook-form'
import { useFieldSentence } from '#app/_lib/field-sentence.ts'
import { inLanguage } from '#app/_lib/in-language.ts'
import { useTRPCClient } from '#app/_lib/trpc.tsx'
import { Select, TextArea, TextField } from '#app/_ui/inputs.tsx'
import { useCommand } from '../../../../_components/use-command.ts'
import type { ActionView } from '../dossier-view.ts'
import { ActionForm, type ActionProps } from './action-form.tsx'

export const reasonActions = [
  'refuseIntake',
  'denyWithdrawal',
  'sendBack',
  'reopen',
  'suspend',
  'stop',
  'closeOpinions',
  'refuseProposal',
] as const
export type ReasonAction = (typeof reasonActions)[number]

interface Typed {
  reason: string
  reasonCode: string
  toStep: string
  basis: string
}

const LEAST = 10

/** Acts that need no more than why, and some where to or on what basis. */
export function ReasonForm({
  code,
  action,
  kind,
  submit,
  children,
  onDone,
  onCancel,
}: ActionProps & { code: string; action: ActionView; kind: ReasonAction; submit: string; children?: ReactNode }) {
  const t = useTranslations('action')
  const locale = useLocale()
  const sentence = useFieldSentence()
  const api = useTRPCClient()
  const form = useForm<Typed>({
    defaultValues: { reason: '', reasonCode: '', basis: '', toStep: action.toSteps.length === 1 ? action.toSteps[0]?.step : '' },
  })
  const { errors } = form.formState
  const workId = action.workId ?? ''
  const command = useCommand((requestId, { reason, reasonCode, toStep, basis }: Typed) => {
    switch (kind) {
      case 'refuseIntake':
        return api.desk.refuseIntake.mutate({ code, requestId, reasonCode, reason })
      case 'denyWithdrawal':
        return api.work.denyWithdrawal.mutate({ code, requestId, reason })
      case 'sendBack':
        return api.work.sendBack.mutate({ code, requestId, workId, toStep, reason })
      case 'reopen':
        return api.work.reopen.mutate({ code, requestId, toStep, reason })
      case 'suspend':
        return api.work.suspend.mutate({ code, requestId, basis, reason })
      case 'stop':
        return api.work.stop.mutate({ code, requestId, basis, reason })
      case 'closeOpinions':
        return api.work.closeOpinions.mutate({ code, requestId, workId, reason })
      case 'refuseProposal':
        return api.work.refuseProposal.mutate({ code, requestId, proposalId: action.proposalId ?? '', reason })
    }
  }, onDone)
  const required = { validate: (text: string) => text.trim() !== '' || sentence({ messageKey: 'form.required' }) }
  const reasonRules = {
    validate: (text: string) => text.trim().length >= LEAST || sentence({ messageKey: 'dossier.reasonTooShort' }),
  }
  const hasCodes = kind === 'refuseIntake'
  return (
    <ActionForm
      error={command.error}
      typed={form.watch('reason')}
      isPending={command.isPending}
      isGrave={action.grave}
      submit={submit}
      onCancel={onCancel}
      onSubmit={(event) => void form.handleSubmit((typed) => command.mutate(typed))(event)}
    >
      {children}
      {hasCodes && (
        <Select
          {...form.register('reasonCode', {
            ...required,
            onChange: (event) => {
              // the words of the rule are a beginning, never laid over what somebody has written
              const chosen = action.reasons.find((reason) => reason.code === event.target.value)
              if (chosen && form.getValues('reason').trim() === '') form.setValue('reason', chosen.vi)
            },
          })}
          label={t('reasonCode')}
          error={errors.reasonCode?.message}
          options={[
            ...action.reasons.map((reason) => ({ value: reason.code, label: inLanguage(locale, reason.vi, reason.en) })),
            { value: 'other', label: t('reasonOther') },
          ]}
        />
      )}
      {action.toSteps.length > 0 && (
        <Select
          {...form.register('toStep', required)}
          label={t('toStep')}
          error={errors.toStep?.message}
          options={action.toSteps.map((step) => ({ value: step.step, label: inLanguage(locale, step.nameVi, step.nameEn) }))}
        />
      )}
      {(kind === 'suspend' || kind === 'stop') && (
        <TextField {...form.register('basis', required)} label={t('basis')} hint={t('basisHint')} error={errors.basis?.message} />
      )}
      <TextArea
        {...form.register('reason', reasonRules)}
        label={t('reason')}
        hint={t('reasonHint')}
        error={errors.reason?.message}
      />
    </ActionForm>
  )
}
