'use client'

import { type FieldValues, type Resolver, type UseFormReturn, useForm, useWatch } from 'react-hook-form'
import { answersResolver } from '#app/_ui/form-fields/answers-resolver.ts'
import { fieldAt } from '#app/_ui/form-fields/field-words.ts'
import { toAnswers, toFormValues } from '#app/_ui/form-fields/form-values.ts'
import { useIssueSentence } from '#app/_ui/form-fields/issue-sentence.ts'
import type { Form, Page } from '#workflows/form/form.schema.ts'
import { type Answers, type FormFacts, shown, validate } from '#workflows/form/validate.ts'

const fieldsOf = (pages: readonly Page[]) => pages.flatMap(({ fields }) => fields)

/** All pages of a form at once, each shown or not by what the others say. */
export function useFilingForm(
  form: Form,
  answers: Answers,
  facts: FormFacts,
): { methods: UseFormReturn<FieldValues>; pages: Page[]; scope: FormFacts; read: () => Answers } {
  const sentence = useIssueSentence()
  const all = fieldsOf(form.pages)
  const pagesFor = (values: unknown): Page[] => {
    const ids = new Set(shown(form, values, facts).map(({ page }) => page))
    return form.pages.filter(({ id }) => ids.has(id))
  }
  const resolver: Resolver<FieldValues> = (values, context, options) => {
    const fields = fieldsOf(pagesFor(values))
    const judge = answersResolver(fields, facts, (issue, typed) => sentence(issue, fieldAt(fields, issue.path), typed))
    return judge(values, context, options)
  }
  const methods = useForm<FieldValues>({
    defaultValues: toFormValues(all, answers),
    mode: 'onTouched',
    resolver,
    // the summary of errors takes the focus
    shouldFocusError: false,
  })
  const values = useWatch({ control: methods.control })
  return {
    methods,
    pages: pagesFor(values),
    scope: { ...facts, ...validate(form, values, facts).answers, today: facts.today },
    read: () => toAnswers(all, methods.getValues()),
  }
}
