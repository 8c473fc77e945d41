'use client'

import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { type ReactNode, useRef, useState } from 'react'
import { useFieldSentence } from '#app/_lib/field-sentence.ts'
import { useTRPCClient } from '#app/_lib/trpc.tsx'
import { Button } from '#app/_ui/button.tsx'
import { Disclosure } from '#app/_ui/disclosure.tsx'
import { Radios, Select, TextArea } from '#app/_ui/inputs.tsx'
import { answerInput, forwardInput, REFERRAL_KINDS, referInput } from '#server/modules/petition/petition.schema.ts'
import { FaultNote } from '../../../_components/fault-note.tsx'
import styles from '../../petitions.module.css'

type Typed = Record<'answer' | 'publicWords' | 'toAgencyId' | 'reason' | 'kind' | 'to', string>
const nothing: Typed = { answer: '', publicWords: '', toAgencyId: '', reason: '', kind: '', to: '' }
interface Checked {
  success: boolean
  error?: { issues: readonly { path: readonly PropertyKey[]; message: string }[] } | undefined
}

/** Look into it, answer, forward, or say that the law has another way for it. */
export function Acts({
  code,
  acts,
  agencies,
}: {
  code: string
  acts: readonly string[]
  agencies: readonly { id: string; nameVi: string }[]
}) {
  const t = useTranslations('voice.staff')
  const api = useTRPCClient()
  const router = useRouter()
  const fieldSentence = useFieldSentence()
  const requestId = useRef<string | null>(null)
  const [typed, setTyped] = useState(nothing)
  const [wrong, setWrong] = useState<Partial<Typed>>({})
  const run = useMutation({
    mutationFn: (act: () => Promise<unknown>) => act(),
    onSuccess: () => {
      requestId.current = null
      setTyped(nothing)
      router.refresh()
    },
    onError: () => {
      requestId.current = null
    },
  })
  const input = (name: keyof Typed) => ({
    name,
    value: typed[name],
    error: wrong[name],
    onChange: (event: { currentTarget: { value: string } }) => setTyped({ ...typed, [name]: event.currentTarget.value }),
  })
  const given = () => {
    requestId.current ??= crypto.randomUUID()
    return { code, requestId: requestId.current }
  }
  /** Whether it can be sent; else what is wrong stands at each field. */
  function passes({ success, error }: Checked): boolean {
    const faults: Partial<Typed> = {}
    for (const { path, message } of error?.issues ?? []) {
      const name = Object.keys(nothing).find((one): one is keyof Typed => one === path[0])
      if (name) faults[name] ??= fieldSentence({ messageKey: message })
    }
    setWrong(faults)
    return success
  }
  const form = (label: string, send: () => void, fields: ReactNode) => (
    <form
      method="post"
      noValidate
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault()
        if (!run.isPending) send()
      }}
    >
      {fields}
      <div className="btns">
        <Button kind="outlined" isBusy={run.isPending}>
          {label}
        </Button>
      </div>
    </form>
  )

  return (
    <div className={styles.act}>
      <FaultNote error={run.error} typed={typed.answer} />
      {acts.includes('TAKE') && (
        <>
          <p className="soft">{t('takeFirst')}</p>
          <Button type="button" isBusy={run.isPending} onClick={() => run.mutate(() => api.petition.take.mutate(given()))}>
            {t('take')}
          </Button>
        </>
      )}
      {acts.includes('ANSWER') && (
        <section>
          <h2>{t('answer')}</h2>
          {form(
            t('send'),
            () => {
              const checked = answerInput.safeParse({ ...given(), answer: typed.answer, publicWords: typed.publicWords })
              if (passes(checked) && checked.data) run.mutate(() => api.petition.answer.mutate(checked.data))
            },
            <>
              <TextArea {...input('answer')} label={t('answerWords')} rows={6} />
              <TextArea {...input('publicWords')} label={t('public')} hint={t('publicHint')} isOptional rows={4} />
            </>,
          )}
        </section>
      )}
      {acts.includes('FORWARD') && (
        <Disclosure summary={t('forward')}>
          {form(
            t('doForward'),
            () => {
              const checked = forwardInput.safeParse({ ...given(), toAgencyId: typed.toAgencyId, reason: typed.reason })
              if (passes(checked) && checked.data) run.mutate(() => api.petition.forward.mutate(checked.data))
            },
            <>
              <Select
                {...input('toAgencyId')}
                label={t('forwardTo')}
                options={agencies.map(({ id, nameVi }) => ({ value: id, label: nameVi }))}
              />
              <TextArea {...input('reason')} id="forward-reason" label={t('forwardReason')} rows={2} />
            </>,
          )}
        </Disclosure>
      )}
      {acts.includes('REFER') && (
        <Disclosure summary={t('refer')}>
          {form(
            t('doRefer'),
            () => {
              const checked = referInput.safeParse({ ...given(), kind: typed.kind, to: typed.to, reason: typed.reason })
              if (passes(checked) && checked.data) run.mutate(() => api.petition.refer.mutate(checked.data))
            },
            <>
              <Radios
                {...input('kind')}
                label={t('referKind')}
                options={REFERRAL_KINDS.map((value) => ({ value, label: t(value) }))}
              />
              <TextArea {...input('to')} label={t('referTo')} rows={2} />
              <TextArea {...input('reason')} id="refer-reason" label={t('referReason')} rows={2} />
            </>,
          )}
        </Disclosure>
      )}
    </div>
  )
}
