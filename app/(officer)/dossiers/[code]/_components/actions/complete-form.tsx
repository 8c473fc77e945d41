'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import { FormProvider, type UseFormReturn, useForm } from 'react-hook-form'
import { useFieldSentence } from '#app/_lib/field-sentence.ts'
import { inLanguage } from '#app/_lib/in-language.ts'
import { useTRPCClient } from '#app/_lib/trpc.tsx'
import { FieldGroup } from '#app/_ui/field.tsx'
import { answersResolver } from '#app/_ui/form-fields/answers-resolver.ts'
import { fieldAt } from '#app/_ui/form-fields/field-words.ts'
import { FormFields } from '#app/_ui/form-fields/form-fields.tsx'
import { toAnswers, toFormValues } from '#app/_ui/form-fields/form-values.ts'
import { useIssueSentence } from '#app/_ui/form-fields/issue-sentence.ts'
import { TextArea } from '#app/_ui/inputs.tsx'
import { Note } from '#app/_ui/note.tsx'
import { holds, parseCondition } from '#workflows/form/condition.ts'
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
/** The way back is open whether or not everything was checked. */
const asksForChecks = (action: ActionView, outcome: Outcome) => action.checks.length > 0 && !outcome.back
export const needsForm = (action: ActionView, outcome: Outcome) =>
  needsReason(outcome) || asksForData(action, outcome) || asksForChecks(action, outcome) || outcome.decision !== undefined

/** An outcome that depends on nothing but what is written here: whether it fits, before anything is sent. */
function contradicts(outcome: Outcome, fields: ActionView['data'], written: Record<string, unknown>): boolean {
  if (outcome.when === undefined || fields.length === 0) return false
  const own = new Set(fields.map(({ id }) => id))
  return parseCondition(outcome.when).names.every((name) => own.has(name)) && !holds(outcome.when, written)
}

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
  const [isContrary, setContrary] = useState(false)
  const checks = asksForChecks(action, outcome) ? action.checks : []
  const [confirmed, setConfirmed] = useState<readonly string[]>([])
  const checksFault = checks.length > confirmed.length ? t('checks.missing') : undefined
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
        checks: [...confirmed],
        ...(asksReason ? { reason } : {}),
      }),
    onDone,
  )
  const shown = draft.filter((one) => one.decision === outcome.decision)

  function send(): void {
    const data = toAnswers(fields, form.getValues())
    const isRefused = contradicts(outcome, fields, { ...stored, ...data })
    setContrary(isRefused)
    if (!isRefused) command.mutate(data)
  }

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
          if (!reasonFault && !checksFault) void form.handleSubmit(send)(event)
        }}
      >
        {shown.map((one) => (
          <section key={one.code}>
            <h3 className="ruled">{inLanguage(locale, one.nameVi, one.nameEn)}</h3>
            <ResultLines lines={one.lines} />
          </section>
        ))}
        {isContrary && <Note family="stop" isAlert title={t('contrary', { label })} />}
        <FormFields fields={fields} facts={facts} />
        {checks.length > 0 && (
          <FieldGroup id="checks" label={t('checks.label')} error={isTried ? checksFault : undefined}>
            {checks.map(({ id, labelVi, labelEn }) => (
              <label key={id} className="choice">
                <input
                  type="checkbox"
                  checked={confirmed.includes(id)}
                  onChange={(event) =>
                    setConfirmed(event.target.checked ? [...confirmed, id] : confirmed.filter((one) => one !== id))
                  }
                />
                <span>{inLanguage(locale, labelVi, labelEn)}</span>
              </label>
            ))}
          </FieldGroup>
        )}
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
