'use client'

import { useMutation } from '@tanstack/react-query'
import { ArrowRight } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import { FormProvider, useForm, useWatch } from 'react-hook-form'
import type { Api } from '#app/_lib/api-types.ts'
import { useDomainErrorMessage } from '#app/_lib/domain-error-message.ts'
import { inLanguage } from '#app/_lib/in-language.ts'
import { useTRPC } from '#app/_lib/trpc.tsx'
import { Arch } from '#app/_ui/arch.tsx'
import { Button } from '#app/_ui/button.tsx'
import { ErrorSummary, type FieldProblem } from '#app/_ui/error-summary.tsx'
import { answersResolver } from '#app/_ui/form-fields/answers-resolver.ts'
import { fieldAt } from '#app/_ui/form-fields/field-words.ts'
import { FormFields } from '#app/_ui/form-fields/form-fields.tsx'
import { toAnswers, toFormValues } from '#app/_ui/form-fields/form-values.ts'
import { useIssueSentence } from '#app/_ui/form-fields/issue-sentence.ts'
import { problemsOf } from '#app/_ui/form-fields/problems.ts'
import { Checkbox, Radios } from '#app/_ui/inputs.tsx'
import { forOneself, readWhom, useWhomProblems, Whom } from '#app/_ui/whom.tsx'
import { stopsOf } from '#workflows/form/eligibility.ts'
import { Stops } from './stops.tsx'

interface Agency {
  id: string
  nameVi: string
  nameEn: string
  addressVi: string
}

/**
 * The doorway into a filing: what would stop it in the end is asked first, by the same rules as on the server; then to whom it goes, whether
 * the resident register may be asked, and the one button that begins.
 */
export function StartForm({
  procedureCode,
  agencies,
  prospect: { questions, stops, form: asked, answers, facts, asksRegister },
}: {
  procedureCode: string
  agencies: readonly Agency[]
  prospect: Api['draft']['prospect']
}) {
  const t = useTranslations('apply')
  const locale = useLocale()
  const router = useRouter()
  const trpc = useTRPC()
  const sentence = useDomainErrorMessage()
  const issueSentence = useIssueSentence()
  const whomProblems = useWhomProblems()
  const form = useForm({
    defaultValues: toFormValues(questions, answers),
    resolver: answersResolver(questions, facts, (issue, typed) => issueSentence(issue, fieldAt(questions, issue.path), typed)),
    shouldFocusError: false,
  })
  const values = useWatch({ control: form.control })
  const stopping = stopsOf(stops, asked, values, facts)
  const [agencyId, setAgencyId] = useState(agencies.length === 1 ? (agencies[0]?.id ?? '') : '')
  const [mayAsk, setMayAsk] = useState(asksRegister)
  const [whom, setWhom] = useState(forOneself)
  const { owner, wrong } = readWhom(whom)
  // the register is asked about whoever is signed in, which helps nobody else
  const mayAskNow = asksRegister && whom.kind === 'self'
  const [attempt, setAttempt] = useState(0)
  const [listed, setListed] = useState<FieldProblem[]>([])
  const start = useMutation(
    trpc.draft.start.mutationOptions({
      onSuccess: ({ id, register }) =>
        router.push(`/apply/draft/${id}${register === null || register === 'found' ? '' : `?register=${register}`}`),
    }),
  )
  // once begun it stays busy until the next page is there: a second press would begin a second draft
  const isBusy = start.isPending || start.isSuccess
  const error = attempt > 0 && agencyId === '' ? t('agencyMissing') : undefined

  function begin(problems: FieldProblem[]): void {
    const noAgency = agencyId === '' ? [{ fieldId: 'agencyId', message: t('agencyMissing') }] : []
    const all = [...problems, ...noAgency, ...whomProblems(wrong, whom)]
    setAttempt((n) => n + 1)
    setListed(all)
    if (all.length > 0 || stopping.length > 0 || isBusy) return
    const eligibility = toAnswers(questions, form.getValues())
    start.mutate({ procedureCode, agencyId, source: 'ONLINE', eligibility, residentData: mayAskNow && mayAsk, owner })
  }

  const submit = form.handleSubmit(
    () => begin([]),
    (errors) => begin(problemsOf(questions, errors)),
  )
  return (
    <FormProvider {...form}>
      <form method="post" noValidate onSubmit={(event) => void submit(event)}>
        <ErrorSummary
          key={`${attempt}:${start.failureCount}`}
          problems={[...listed, ...(start.isError ? [{ message: sentence(start.error) }] : [])]}
        />
        {questions.length > 0 && (
          <section className="sec" aria-labelledby="eligibility-title">
            <h2 id="eligibility-title">{t('eligibility')}</h2>
            <p className="soft">{t('eligibilityText')}</p>
            <div className="after-lead">
              <FormFields fields={questions} facts={facts} />
            </div>
          </section>
        )}
        <Stops stops={stopping} />
        {stopping.length === 0 && (
          <div className={questions.length > 0 ? 'sec' : undefined}>
            <Arch look="lifted" label={t('agency')}>
              <Radios
                name="agencyId"
                label={t('agency')}
                hint={t('agencyHint')}
                error={error}
                value={agencyId}
                onChange={(event) => setAgencyId(event.currentTarget.value)}
                options={agencies.map(({ id, nameVi, nameEn, addressVi }) => ({
                  value: id,
                  label: inLanguage(locale, nameVi, nameEn),
                  hint: addressVi,
                }))}
              />
              <Whom whom={whom} wrong={attempt > 0 ? wrong : []} onChange={setWhom} />
              {mayAskNow && (
                <Checkbox
                  name="residentData"
                  label={t('resident')}
                  hint={t('residentHint')}
                  checked={mayAsk}
                  onChange={(event) => setMayAsk(event.currentTarget.checked)}
                />
              )}
              <div className="btns fill">
                <Button isBusy={isBusy}>
                  {t('begin')} <ArrowRight />
                </Button>
              </div>
            </Arch>
          </div>
        )}
      </form>
    </FormProvider>
  )
}
