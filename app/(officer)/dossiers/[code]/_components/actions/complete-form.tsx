'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import { FormProvider, type UseFormReturn, useForm } from 'react-hook-form'
import { useFieldSentence } from '#app/_lib/field-sentence.ts'
import { inLanguage } from '#app/_lib/in-language.ts'
import { useTRPCClient } from '#app/_lib/trpc.tsx'
import { answersResolver } from '#app/_ui/form-fields/answers-resolver.ts'
import { fieldAt } from '#app/_ui/form-fields/field-words.ts'
import { FormFields } from '#app/_ui/form-fields/form-fields.tsx'
import { toAnswers, toFormValues } from '#app/_ui/form-fields/form-values.ts'
import { useIssueSentence } from '#app/_ui/form-fields/issue-sentence.ts'
import { TextArea } from '#app/_ui/inputs.tsx'
import type { FormFacts } from '#workflows/form/validate.ts'
import { useCommand } from '../../../../_components/use-command.ts'
import type { ActionView, Dossier } from '../dossier-view.ts'
import { ResultLines } from '../draft-result.tsx'
import { ActionForm, type ActionProps } from './action-form.tsx'

type Outcome = ActionView['outcomes'][number]

/** An outcome that sends back or says no always says why; the others ask only what the step has to write down. */
export const needsReason = ({ back, reasonRequired }: Outcome) => back || reasonRequired
export const asksForData = (action: ActionView, outcome: Outcome) =>
  action.data.length > 0 && !needsReason(outcome) && outcome.decision !== 'REFUSED'
export const needsForm = (action: ActionView, outcome: Outcome) =>
  needsReason(outcome) || asksForData(action, outcome) || outcome.decision !== undefined

/** Finishing a step: the data of the step, the reason, or the drafted result to look at once more before it is signed. */
export function CompleteForm({
  code,
  action,
  outcome,
  today,
  stored,
  draft,
  onDone,
  onCancel,
}: ActionProps & {
  code: string
  action: ActionView
  outcome: Outcome
  today: string
  stored: Record<string, unknown>
  draft: Dossier['draftResult']
}) {
  const t = useTranslations('action')
  const locale = useLocale()
  const sentence = useFieldSentence()
  const issueSentence = useIssueSentence()
  const api = useTRPCClient()
  const facts: FormFacts = { today }
  const fields = asksForData(action, outcome) ? action.data : []
  const form: UseFormReturn = useForm({
    defaultValues: toFormValues(fields, stored),
    resolver: answersResolver(fields, facts, (issue) =>
      issueSentence(issue, fieldAt(fields, issue.path), form.getValues(issue.path)),
    ),
    shouldFocusError: true,
  })
  const [reason, setReason] = useState('')
  const [isTried, setTried] = useState(false)
  const asksReason = needsReason(outcome)
  const reasonFault = asksReason && reason.trim().length < 10 ? sentence({ messageKey: 'dossier.reasonTooShort' }) : undefined
  const label = inLanguage(locale, outcome.labelVi, outcome.labelEn)
  const command = useCommand(
    (requestId, data: Record<string, unknown>) =>
      api.work.completeStep.mutate({
        code,
        requestId,
        workId: action.workId ?? '',
        outcome: outcome.id,
        data: Object.fromEntries(Object.entries(data).filter(([, value]) => value !== null)),
        ...(asksReason ? { reason } : {}),
      }),
    onDone,
  )
  const shown = draft?.find((one) => one.decision === outcome.decision)
  return (
    <FormProvider {...form}>
      <ActionForm
        error={command.error}
        typed={reason}
        labelOf={(path) => {
          const field = fieldAt(fields, path)
          return field ? inLanguage(locale, field.labelVi, field.labelEn) : undefined
        }}
        isPending={command.isPending}
        isGrave={outcome.decision === 'REFUSED'}
        submit={label}
        onCancel={onCancel}
        onSubmit={(event) => {
          setTried(true)
          if (!reasonFault) void form.handleSubmit(() => command.mutate(toAnswers(fields, form.getValues())))(event)
        }}
      >
        {shown && (
          <section>
            <h3 className="ruled">{inLanguage(locale, shown.nameVi, shown.nameEn)}</h3>
            <ResultLines lines={shown.lines} />
          </section>
        )}
        <FormFields fields={fields} facts={facts} />
        {asksReason && (
          <TextArea
            name="reason"
            label={t(outcome.back ? 'outcomeReason.back' : 'outcomeReason.other')}
            hint={t('reasonHint')}
            error={isTried ? reasonFault : undefined}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        )}
      </ActionForm>
    </FormProvider>
  )
}
