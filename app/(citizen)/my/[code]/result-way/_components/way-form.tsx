'use client'

import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useDomainErrorMessage } from '#app/_lib/domain-error-message.ts'
import { useTRPC } from '#app/_lib/trpc.tsx'
import { Button, LinkButton } from '#app/_ui/button.tsx'
import { ErrorSummary } from '#app/_ui/error-summary.tsx'
import { ResultWayFields, type ResultWayTyped, readResultWay, useResultWayProblems } from '#app/_ui/result-way.tsx'

/** The way of the result, chosen again. */
export function WayForm({ code, known }: { code: string; known: ResultWayTyped }) {
  const t = useTranslations('my.delivery')
  const router = useRouter()
  const trpc = useTRPC()
  const sentence = useDomainErrorMessage()
  const problemsOf = useResultWayProblems()
  const [requestId, setRequestId] = useState(() => crypto.randomUUID())
  const [typed, setTyped] = useState(known)
  const [attempt, setAttempt] = useState(0)
  const { chosen, wrong } = readResultWay(typed)
  const shown = attempt > 0 ? wrong : {}
  const choose = useMutation(
    trpc.dossier.chooseResultWay.mutationOptions({
      onSuccess: () => {
        router.push(`/my/${code}`)
        router.refresh()
      },
      // what is sent next differs from what was refused
      onError: () => setRequestId(crypto.randomUUID()),
    }),
  )
  const isBusy = choose.isPending || choose.isSuccess
  const isUnchanged =
    typed.way === known.way &&
    (typed.way !== 'POST' || (['receiver', 'phone', 'address'] as const).every((name) => typed[name] === known[name]))

  function send(): void {
    setAttempt((n) => n + 1)
    if (!chosen || isBusy) return
    const { resultWay: way, post } = chosen
    if (isUnchanged) router.push(`/my/${code}`)
    else if (post) choose.mutate({ code, requestId, way: 'POST', ...post })
    else if (way !== 'POST') choose.mutate({ code, requestId, way })
  }

  return (
    <form
      method="post"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <ErrorSummary
        key={`${choose.failureCount}:${attempt}`}
        problems={[...problemsOf(shown), ...(choose.isError ? [{ message: sentence(choose.error) }] : [])]}
      />
      <ResultWayFields
        label={t('question')}
        options={{
          ONLINE: { label: t('options.ONLINE'), hint: t('hints.ONLINE') },
          DESK: { label: t('options.DESK'), hint: t('hints.DESK') },
          POST: { label: t('options.POST'), hint: t('hints.POST') },
        }}
        typed={typed}
        wrong={shown}
        onChange={setTyped}
      />
      <div className="btns fill after-lead">
        <Button isBusy={isBusy}>{t('save')}</Button>
        <LinkButton kind="plain" href={`/my/${code}`}>
          {t('back')}
        </LinkButton>
      </div>
    </form>
  )
}
