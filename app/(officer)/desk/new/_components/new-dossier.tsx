'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useLocale, useTranslations } from 'next-intl'
import { useDeferredValue, useState } from 'react'
import { useForm } from 'react-hook-form'
import type { z } from 'zod'
import { useFieldSentence } from '#app/_lib/field-sentence.ts'
import { inLanguage } from '#app/_lib/in-language.ts'
import { useTRPC, useTRPCClient } from '#app/_lib/trpc.tsx'
import { Button } from '#app/_ui/button.tsx'
import { ErrorSummary } from '#app/_ui/error-summary.tsx'
import { FieldError } from '#app/_ui/field.tsx'
import { type Option, Select, TextField } from '#app/_ui/inputs.tsx'
import { useLimitText } from '#app/_ui/limit-text.ts'
import { forOneself, readWhom, useWhomProblems, Whom } from '#app/_ui/whom.tsx'
import { deskApplicantSchema } from '#server/modules/draft/draft.schema.ts'
import { FaultNote } from '../../../_components/fault-note.tsx'
import styles from './new-dossier.module.css'

type Person = z.input<typeof deskApplicantSchema>
const parts = ['fullName', 'personalId', 'phone', 'email', 'address'] as const
const wordOf = { fullName: 'name', personalId: 'personalId', phone: 'phone', email: 'email', address: 'address' } as const

/** Who stands there, and for what; the rest follows on the next page, filled in from here as far as it can be. */
export function NewDossier({ agencies }: { agencies: readonly Option[] }) {
  const t = useTranslations('desk.newPage')
  const person = useTranslations('staff.person')
  const locale = useLocale()
  const sentence = useFieldSentence()
  const limitText = useLimitText()
  const whomProblems = useWhomProblems()
  const router = useRouter()
  const api = useTRPCClient()
  const trpc = useTRPC()
  const [typed, setTyped] = useState('')
  const [procedureCode, setProcedureCode] = useState('')
  const [agencyId, setAgencyId] = useState(agencies[0]?.value ?? '')
  const [whom, setWhom] = useState(forOneself)
  const { owner, wrong } = readWhom(whom)
  const [isTried, setTried] = useState(false)
  const q = useDeferredValue(typed)
  const search = useQuery(trpc.procedure.search.queryOptions({ q }, { placeholderData: keepPreviousData }))
  const form = useForm<Person, unknown, z.output<typeof deskApplicantSchema>>({
    resolver: zodResolver(deskApplicantSchema),
    defaultValues: { fullName: '', personalId: '', phone: '', email: '', address: '' },
    shouldFocusError: false,
  })
  const start = useMutation({
    mutationFn: (applicant: z.output<typeof deskApplicantSchema>) =>
      api.draft.start.mutate({ source: 'DESK', procedureCode, agencyId, applicant, owner }),
    onSuccess: ({ id }) => router.push(`/desk/new/${id}`),
  })

  const noProcedure = isTried && procedureCode === '' ? t('missing') : undefined
  const errorOf = (part: (typeof parts)[number]): string | undefined => {
    const key = form.formState.errors[part]?.message
    return key ? sentence({ messageKey: key, params: { max: 300 } }, person(wordOf[part])) : undefined
  }
  const problems = [
    { fieldId: 'procedure', message: noProcedure },
    ...parts.map((part) => ({ fieldId: part, message: errorOf(part) })),
    ...whomProblems(isTried ? wrong : [], whom),
  ].flatMap(({ fieldId, message }) => (message ? [{ fieldId, message }] : []))
  const found = (search.data?.items ?? []).filter(({ filedAtDesk }) => filedAtDesk)

  return (
    <form
      method="post"
      noValidate
      className={styles.columns}
      onSubmit={(event) => {
        setTried(true)
        void form.handleSubmit((applicant) => {
          if (procedureCode !== '' && wrong.length === 0 && !start.isPending) start.mutate(applicant)
        })(event)
      }}
    >
      <div className={styles.wide}>
        <ErrorSummary problems={problems} />
        <FaultNote error={start.error} />
      </div>
      <section>
        <h2 className="ruled">{t('procedure')}</h2>
        <search>
          <TextField
            name="procedure"
            label={t('choose')}
            hint={t('procedureHint')}
            type="search"
            autoComplete="off"
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        </search>
        <FieldError id="procedure-choice" error={noProcedure} />
        <fieldset className={styles.found}>
          <legend className="sr">{t('procedure')}</legend>
          {found.map((card) => (
            <label key={card.code} className={`choice ${styles.card}`}>
              <input
                type="radio"
                name="procedureCode"
                value={card.code}
                checked={procedureCode === card.code}
                onChange={() => setProcedureCode(card.code)}
              />
              <span>
                <b>{inLanguage(locale, card.nameVi, card.nameEn)}</b>
                <span className="hint">
                  <span className="num">{card.code}</span> · {limitText(card.limit)} · <span lang="vi">{card.fieldVi}</span>
                </span>
              </span>
            </label>
          ))}
        </fieldset>
        <p role="status" className="soft">
          {search.isPending ? t('searching') : found.length === 0 ? t('none') : ''}
        </p>
        {agencies.length > 1 && (
          <Select
            name="agencyId"
            label={t('agency')}
            value={agencyId}
            onChange={(event) => setAgencyId(event.target.value)}
            options={agencies}
          />
        )}
      </section>
      <section>
        <h2 className="ruled">{t('person')}</h2>
        {parts.map((part) => (
          <TextField
            key={part}
            {...form.register(part)}
            label={person(wordOf[part])}
            error={errorOf(part)}
            isOptional={part !== 'fullName' && part !== 'personalId'}
            isShort={part === 'personalId' || part === 'phone'}
            inputMode={part === 'personalId' ? 'numeric' : part === 'phone' ? 'tel' : undefined}
            type={part === 'email' ? 'email' : 'text'}
            autoComplete="off"
          />
        ))}
        <Whom whom={whom} wrong={isTried ? wrong : []} isAtDesk onChange={setWhom} />
      </section>
      <div className={`btns ${styles.wide}`}>
        <Button isBusy={start.isPending} keys="F9">
          {t('begin')}
        </Button>
      </div>
    </form>
  )
}
