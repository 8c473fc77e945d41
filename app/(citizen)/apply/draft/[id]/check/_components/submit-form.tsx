'use client'

import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { type ReactNode, useEffect, useState } from 'react'
import { useTRPC } from '#app/_lib/trpc.tsx'
import { Arch } from '#app/_ui/arch.tsx'
import { Button, LinkButton } from '#app/_ui/button.tsx'
import { ErrorSummary } from '#app/_ui/error-summary.tsx'
import { Checkbox } from '#app/_ui/inputs.tsx'
import { ResultWayFields, type ResultWayTyped, readResultWay, useResultWayProblems } from '#app/_ui/result-way.tsx'
import { untilScanned, useScanSentence } from '#app/_ui/uploads/until-scanned.ts'
import styles from '../../../../apply.module.css'

/** Filed in this visit, by draft: the Back key shows this page again from the browser's memory, and it must not ask a second time. */
const filed = new Map<string, string>()

/** The doorway: fee, declaration, and the button. One request id for as long as the page stands: pressing again files nothing twice. */
export function SubmitForm({
  draftId,
  agencyName,
  resultWay,
  children,
}: {
  draftId: string
  agencyName: string
  resultWay: ResultWayTyped
  children: ReactNode
}) {
  const t = useTranslations('draft')
  const delivery = useTranslations('my.delivery')
  const router = useRouter()
  const trpc = useTRPC()
  const sentence = useScanSentence()
  const [requestId] = useState(() => crypto.randomUUID())
  const [way, setWay] = useState(resultWay)
  const { chosen, wrong } = readResultWay(way)
  const problemsOf = useResultWayProblems()
  const keep = useMutation(trpc.draft.keepResultWay.mutationOptions())
  const [isDeclared, setDeclared] = useState(false)
  const [attempt, setAttempt] = useState(0)
  const submit = useMutation(
    trpc.dossier.submit.mutationOptions({
      ...untilScanned,
      onSuccess: ({ code }) => {
        filed.set(draftId, String(code))
        router.push(`/my/${String(code)}/done`)
      },
    }),
  )
  useEffect(() => {
    const code = filed.get(draftId)
    if (code) router.replace(`/my/${code}/done`)
  }, [draftId, router])
  const isBusy = submit.isPending || submit.isSuccess
  const error = attempt > 0 && !isDeclared ? t('declaredMissing') : undefined
  const wayProblems = attempt > 0 ? wrong : {}
  const problems = [
    ...problemsOf(wayProblems),
    ...(error ? [{ fieldId: 'declared', message: error }] : []),
    ...(submit.isError ? [{ message: sentence(submit.error) }] : []),
  ]
  return (
    <form
      method="post"
      noValidate
      className={styles.submit}
      onSubmit={(event) => {
        event.preventDefault()
        setAttempt((n) => n + 1)
        if (isDeclared && chosen && !isBusy) submit.mutate({ draftId, requestId, declared: true, ...chosen })
      }}
    >
      <section className="sec">
        <h2>{t('result')}</h2>
        <ResultWayFields
          label={t('resultQuestion')}
          options={{
            ONLINE: { label: t('resultOnline'), hint: t('resultOnlineHint') },
            DESK: { label: t('resultDesk'), hint: t('resultDeskHint', { agency: agencyName }) },
            POST: { label: t('resultPost'), hint: delivery('hints.POST') },
          }}
          typed={way}
          wrong={wayProblems}
          onChange={setWay}
          onLeave={(typed) => keep.mutate({ id: draftId, ...typed })}
        />
        <p className="small soft">{t('resultLater')}</p>
        <p className="small" role="status">
          {keep.isError && t('resultNotKept')}
        </p>
      </section>
      <div className={styles.submit}>
        <ErrorSummary key={`${attempt}:${submit.failureCount}`} problems={problems} />
        <Arch labelledBy="submit-title">
          <h2 id="submit-title">{t('submitTitle')}</h2>
          {children}
          <Checkbox
            name="declared"
            label={t('declared')}
            error={error}
            checked={isDeclared}
            onChange={(event) => setDeclared(event.currentTarget.checked)}
          />
          <p className="small" role="status">
            {submit.isPending && submit.failureCount > 0 && t('waitingForScan')}
          </p>
          <div className="btns fill">
            <Button isBusy={isBusy}>{t('submit')}</Button>
            <LinkButton kind="plain" href={`/apply/draft/${draftId}`}>
              {t('submitLater')}
            </LinkButton>
          </div>
        </Arch>
      </div>
    </form>
  )
}
