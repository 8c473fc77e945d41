'use client'

import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useCallback, useState } from 'react'
import { FormProvider, useForm } from 'react-hook-form'
import { domainErrorCodeOf } from '#app/_lib/domain-error-message.ts'
import { useTRPC } from '#app/_lib/trpc.tsx'
import { Button, LinkButton } from '#app/_ui/button.tsx'
import { ErrorSummary, type FieldProblem } from '#app/_ui/error-summary.tsx'
import { fieldAt } from '#app/_ui/form-fields/field-words.ts'
import { FormFields } from '#app/_ui/form-fields/form-fields.tsx'
import { toAnswers, toFormValues } from '#app/_ui/form-fields/form-values.ts'
import { useIssueSentence } from '#app/_ui/form-fields/issue-sentence.ts'
import { problemsOf } from '#app/_ui/form-fields/problems.ts'
import { TextArea } from '#app/_ui/inputs.tsx'
import { Note } from '#app/_ui/note.tsx'
import { untilScanned, useScanSentence } from '#app/_ui/uploads/until-scanned.ts'
import type { FileView } from '#server/modules/file/file.schema.ts'
import type { Field } from '#workflows/form/form.schema.ts'
import type { Answers } from '#workflows/form/validate.ts'
import { issuesOf } from '../_lib/issues-of.ts'
import { AskedItem, type Count } from './asked-item.tsx'

export interface Asked {
  n: number
  paperCode: string | null
  fieldId: string | null
  /** Paper or question; null when something else was asked. */
  name: string | null
  note: string
  files: FileView[]
}

interface SupplementFormProps {
  code: string
  supplementId: string
  items: readonly Asked[]
  fields: readonly Field[]
  answers: Answers
  today: string
  /** Who sends it, for a helper, who brings the papers only; null: the person who looks. */
  sender: string | null
}

/** One request id for as long as the page stands: pressing again sends nothing twice. What is wrong with an answer the server says. */
export function SupplementForm({ code, supplementId, items, fields, answers, today, sender }: SupplementFormProps) {
  const t = useTranslations('my.supplement')
  const d = useTranslations('draft')
  const router = useRouter()
  const trpc = useTRPC()
  const errorSentence = useScanSentence()
  const issueSentence = useIssueSentence()
  const [requestId, setRequestId] = useState(() => crypto.randomUUID())
  const [note, setNote] = useState('')
  const [counts, setCounts] = useState<Record<string, Count>>({})
  const [attempt, setAttempt] = useState(0)
  const [listed, setListed] = useState<FieldProblem[]>([])
  const count = useCallback((paper: string, next: Count) => setCounts((all) => ({ ...all, [paper]: next })), [])
  const form = useForm({ defaultValues: toFormValues(fields, answers), shouldFocusError: false })
  const supply = useMutation(
    trpc.dossier.supply.mutationOptions({
      ...untilScanned,
      onSuccess: () => router.push(`/my/${code}`),
      onError: (error) => refused(error),
    }),
  )

  function list(problems: FieldProblem[]): void {
    setAttempt((n) => n + 1)
    setListed(problems)
  }

  function refused(error: unknown): void {
    // what is sent next differs from what was refused, so it is another request
    setRequestId(crypto.randomUUID())
    const issues = domainErrorCodeOf(error) === 'FORM_INVALID' ? issuesOf(error) : []
    for (const issue of issues) {
      const sentence = issueSentence(issue, fieldAt(fields, issue.path), form.getValues(issue.path))
      form.setError(issue.path, { type: 'answer', message: sentence })
    }
    const problems = problemsOf(fields, form.control._formState.errors)
    list(problems.length > 0 ? problems : [{ message: errorSentence(error) }])
  }

  const isMissing = ({ paperCode, files }: Asked) => paperCode !== null && (counts[paperCode]?.sent ?? files.length) === 0

  function send(): void {
    form.clearErrors()
    const isSending = Object.values(counts).some(({ sending }) => sending > 0)
    const problems = isSending
      ? [{ message: d('stillSending') }]
      : items.filter(isMissing).map(({ paperCode, name }) => ({
          fieldId: `paper-${paperCode}`,
          message: d('paperMissing', { paper: name ?? '' }),
        }))
    list(problems)
    if (problems.length > 0 || supply.isPending || supply.isSuccess) return
    supply.mutate({ code, requestId, supplementId, answers: toAnswers(fields, form.getValues()), note })
  }

  return (
    <FormProvider {...form}>
      <form
        method="post"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          send()
        }}
      >
        <div className="after-lead">
          <ErrorSummary key={attempt} problems={listed} />
        </div>
        {items.map((item) => (
          <AskedItem
            key={item.n}
            item={item}
            target={{ dossierCode: code, supplementId }}
            error={attempt > 0 && isMissing(item) ? d('paperMissing', { paper: item.name ?? '' }) : undefined}
            onCount={count}
          >
            {sender === null && <FormFields fields={fields.filter(({ id }) => id === item.fieldId)} facts={{ today }} />}
          </AskedItem>
        ))}
        {sender === null ? (
          <>
            <div className="sec">
              <TextArea
                name="note"
                label={t('note')}
                isOptional
                maxLength={200}
                value={note}
                onChange={(event) => setNote(event.currentTarget.value)}
              />
            </div>
            <div className="btns fill after-lead">
              <Button isBusy={supply.isPending || supply.isSuccess}>{t('send')}</Button>
              <LinkButton kind="plain" href={`/my/${code}`}>
                {t('later')}
              </LinkButton>
            </div>
          </>
        ) : (
          <Note family="info">{t('helping', { name: sender })}</Note>
        )}
      </form>
    </FormProvider>
  )
}
