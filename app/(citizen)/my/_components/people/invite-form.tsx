'use client'

import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useMessages, useTranslations } from 'next-intl'
import { useState } from 'react'
import { useDomainErrorMessage } from '#app/_lib/domain-error-message.ts'
import { knownKey } from '#app/_lib/known-key.ts'
import { useTRPC } from '#app/_lib/trpc.tsx'
import { Button } from '#app/_ui/button.tsx'
import { TextField } from '#app/_ui/inputs.tsx'
import { Note } from '#app/_ui/note.tsx'
import { personalIdSchema } from '#server/modules/invitation/invitation.schema.ts'

export type About = { code: string } | { draftId: string }

/** What the server found wrong with the number, as the last part of its key. */
function refusalOf(error: { data?: unknown } | null): string {
  const told = JSON.stringify(error?.data ?? null)
  return /invitation\.([a-zA-Z]+)/.exec(told)?.[1] ?? ''
}

/** Asks by personal number. Nobody learns from it whether the number has an account. */
export function InviteForm({ about, kind }: { about: About; kind: 'HELP' | 'HAND_OVER' }) {
  const t = useTranslations('my.people')
  const { my } = useMessages()
  const router = useRouter()
  const trpc = useTRPC()
  const sentence = useDomainErrorMessage()
  const [personalId, setPersonalId] = useState('')
  const [problem, setProblem] = useState<'digits' | 'place' | null>(null)
  const invite = useMutation(
    trpc.invitation.invite.mutationOptions({
      onSuccess: () => {
        setPersonalId('')
        router.refresh()
      },
    }),
  )
  const refused = invite.isError ? knownKey(my.people.problems, refusalOf(invite.error)) : undefined
  const error = problem ?? refused
  return (
    <form
      method="post"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        const read = personalIdSchema.safeParse(personalId)
        const isPlace = read.error?.issues[0]?.message === 'form.personalNumberPlace'
        setProblem(read.success ? null : isPlace ? 'place' : 'digits')
        if (read.success && !invite.isPending) invite.mutate({ about, kind, personalId })
      }}
    >
      {invite.isError && !refused && <Note family="stop" isAlert title={sentence(invite.error)} />}
      <TextField
        name={`number-${kind}`}
        label={t('number')}
        hint={t('numberHint')}
        error={error ? t(`problems.${error}`) : undefined}
        inputMode="numeric"
        autoComplete="off"
        maxLength={40}
        value={personalId}
        onChange={(event) => setPersonalId(event.currentTarget.value)}
      />
      <div className="btns fill">
        <Button kind={kind === 'HELP' ? 'filled' : 'outlined'} isBusy={invite.isPending}>
          {t(kind === 'HELP' ? 'invite' : 'offer')}
        </Button>
      </div>
      <p role="status" className="small">
        {invite.isSuccess && personalId === '' ? t('sent') : ''}
      </p>
    </form>
  )
}
