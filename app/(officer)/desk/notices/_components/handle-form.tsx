'use client'

import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useFieldSentence } from '#app/_lib/field-sentence.ts'
import { useTRPCClient } from '#app/_lib/trpc.tsx'
import { Button } from '#app/_ui/button.tsx'
import { Disclosure } from '#app/_ui/disclosure.tsx'
import { Select, TextField } from '#app/_ui/inputs.tsx'
import { HANDLED_HOW, type HandleInput, handleInput } from '#server/modules/notification/notification.schema.ts'
import { FaultNote } from '../../../_components/fault-note.tsx'

/** What was done about one notice; then it leaves the list. */
export function HandleForm({ id, who }: { id: string; who: string }) {
  const t = useTranslations('notices.desk')
  const api = useTRPCClient()
  const router = useRouter()
  const fieldSentence = useFieldSentence()
  const [how, setHow] = useState('')
  const [note, setNote] = useState('')
  const [wrong, setWrong] = useState<Record<string, string>>({})
  const handle = useMutation({
    mutationFn: (given: HandleInput) => api.notice.handle.mutate(given),
    onSuccess: () => router.refresh(),
  })

  function send(): void {
    const given = handleInput.safeParse({ id, how, note })
    setWrong(
      Object.fromEntries(
        (given.error?.issues ?? []).map(({ path, message }) => [String(path[0]), fieldSentence({ messageKey: message })]),
      ),
    )
    if (given.success) handle.mutate(given.data)
  }

  return (
    <Disclosure
      summary={
        <>
          {t('how')} <span className="sr">{who}</span>
        </>
      }
    >
      <form
        method="post"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          if (!handle.isPending) send()
        }}
      >
        <FaultNote error={handle.error} />
        <Select
          name="how"
          id={`how-${id}`}
          label={t('how')}
          error={wrong.how}
          value={how}
          onChange={(event) => setHow(event.currentTarget.value)}
          options={HANDLED_HOW.map((value) => ({ value, label: t(`hows.${value}`) }))}
        />
        <TextField
          name="note"
          id={`note-${id}`}
          label={t('note')}
          hint={t('noteHint')}
          error={wrong.note}
          isOptional
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <div className="btns">
          <Button kind="outlined" isSmall isBusy={handle.isPending}>
            {t('save')}
          </Button>
        </div>
      </form>
    </Disclosure>
  )
}
