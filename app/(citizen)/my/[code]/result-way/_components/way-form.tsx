'use client'

import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useDomainErrorMessage } from '#app/_lib/domain-error-message.ts'
import { useTRPC } from '#app/_lib/trpc.tsx'
import { Button, LinkButton } from '#app/_ui/button.tsx'
import { ErrorSummary } from '#app/_ui/error-summary.tsx'
import { Radios, TextArea, TextField } from '#app/_ui/inputs.tsx'
import { chooseResultWayInput } from '#server/modules/dossier/dossier.schema.ts'

const WAYS = ['ONLINE', 'DESK', 'POST'] as const
const FIELDS = ['receiver', 'phone', 'address'] as const
type Post = Record<(typeof FIELDS)[number], string>

/** By post it needs a name, a telephone for the postman, and an address; what is known stands there already. */
export function WayForm({ code, way: before, post: known }: { code: string; way: string; post: Post }) {
  const t = useTranslations('my.delivery')
  const router = useRouter()
  const trpc = useTRPC()
  const sentence = useDomainErrorMessage()
  const [requestId, setRequestId] = useState(() => crypto.randomUUID())
  const [way, setWay] = useState(() => WAYS.find((one) => one === before) ?? 'DESK')
  const [post, setPost] = useState(known)
  const [wrong, setWrong] = useState<Partial<Record<keyof Post, 'signs' | keyof Post>>>({})
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
  const isUnchanged = way === before && (way !== 'POST' || FIELDS.every((name) => post[name] === known[name]))
  const errorOf = (name: keyof Post) => (wrong[name] ? t(`problems.${wrong[name]}`) : undefined)
  const problems = [
    ...FIELDS.flatMap((name) => {
      const message = errorOf(name)
      return message ? [{ fieldId: name, message }] : []
    }),
    ...(choose.isError ? [{ message: sentence(choose.error) }] : []),
  ]

  function send(): void {
    const command = { code, requestId }
    const chosen = way === 'POST' ? { ...command, way, ...post } : { ...command, way }
    const { error } = chooseResultWayInput.safeParse(chosen)
    const found = FIELDS.flatMap((name) => {
      const issue = error?.issues.find(({ path }) => path[0] === name)
      return issue ? [[name, issue.message === 'form.signsNotAllowed' ? 'signs' : name] as const] : []
    })
    setWrong(Object.fromEntries(found))
    if (error || isBusy) return
    if (isUnchanged) router.push(`/my/${code}`)
    else choose.mutate(chosen)
  }

  const field = (name: keyof Post) => ({
    name,
    label: t(name),
    error: errorOf(name),
    value: post[name],
    onChange: (event: { currentTarget: { value: string } }) => setPost({ ...post, [name]: event.currentTarget.value }),
  })
  return (
    <form
      method="post"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <ErrorSummary key={`${choose.failureCount}:${JSON.stringify(wrong)}`} problems={problems} />
      <Radios
        name="way"
        label={t('question')}
        value={way}
        onChange={(event) => setWay(WAYS.find((one) => one === event.currentTarget.value) ?? way)}
        options={WAYS.map((value) => ({ value, label: t(`options.${value}`), hint: t(`hints.${value}`) }))}
      />
      {way === 'POST' && (
        <>
          <TextField {...field('receiver')} autoComplete="name" maxLength={120} />
          <TextField {...field('phone')} inputMode="tel" autoComplete="tel" isShort maxLength={20} />
          <TextArea {...field('address')} hint={t('addressHint')} autoComplete="street-address" rows={2} maxLength={300} />
        </>
      )}
      <div className="btns fill after-lead">
        <Button isBusy={isBusy}>{t('save')}</Button>
        <LinkButton kind="plain" href={`/my/${code}`}>
          {t('back')}
        </LinkButton>
      </div>
    </form>
  )
}
