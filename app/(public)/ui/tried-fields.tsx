'use client'

import { useState } from 'react'
import { FormProvider, useForm } from 'react-hook-form'
import { ApiProvider } from '#app/_lib/trpc.tsx'
import { Button } from '#app/_ui/button.tsx'
import { ErrorSummary, type FieldProblem } from '#app/_ui/error-summary.tsx'
import { answersResolver } from '#app/_ui/form-fields/answers-resolver.ts'
import { fieldAt } from '#app/_ui/form-fields/field-words.ts'
import { FormFields } from '#app/_ui/form-fields/form-fields.tsx'
import { toFormValues } from '#app/_ui/form-fields/form-values.ts'
import { useIssueSentence } from '#app/_ui/form-fields/issue-sentence.ts'
import { problemsOf } from '#app/_ui/form-fields/problems.ts'
import type { Field } from '#workflows/form/form.schema.ts'
import { everyField, givenAnswers } from './sample-fields.ts'

const facts = { today: '2026-12-29', channel: 'ONLINE' }

/** Every kind of question that a form may ask, empty or answered; pressing shows each fault where it stands. */
function Fields({ fields }: { fields: readonly Field[] }) {
  const [listed, setListed] = useState<FieldProblem[]>([])
  const sentence = useIssueSentence()
  const form = useForm({
    defaultValues: toFormValues(fields, givenAnswers),
    resolver: answersResolver(fields, facts, (issue, typed) => sentence(issue, fieldAt(fields, issue.path), typed)),
  })
  const submit = form.handleSubmit(
    () => setListed([]),
    (errors) => setListed(problemsOf(fields, errors)),
  )
  return (
    <FormProvider {...form}>
      <form noValidate onSubmit={(event) => void submit(event)}>
        <ErrorSummary problems={listed} />
        <FormFields fields={fields} facts={facts} notes={{ askedName: 'Lấy từ VNeID' }} fixed={['askedName']} />
        <div className="btns fill">
          <Button>Tiếp tục</Button>
        </div>
      </form>
    </FormProvider>
  )
}

export function TriedFields() {
  return (
    <ApiProvider>
      <Fields fields={everyField} />
    </ApiProvider>
  )
}
