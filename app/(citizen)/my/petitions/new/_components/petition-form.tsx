'use client'

import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useRef, useState } from 'react'
import { useDomainErrorMessage } from '#app/_lib/domain-error-message.ts'
import { useFieldSentence } from '#app/_lib/field-sentence.ts'
import { useTRPC } from '#app/_lib/trpc.tsx'
import { Button } from '#app/_ui/button.tsx'
import { ErrorSummary } from '#app/_ui/error-summary.tsx'
import { Radios, Select, TextArea, TextField } from '#app/_ui/inputs.tsx'
import { Note } from '#app/_ui/note.tsx'
import { PETITION_CATEGORIES, PETITION_KINDS, sendPetitionInput } from '#server/modules/petition/petition.schema.ts'

const FIELDS = ['kind', 'category', 'agencyId', 'title', 'words'] as const
type FieldName = (typeof FIELDS)[number]

/** What was typed stays, whatever is wrong; sent twice it is one petition. */
export function PetitionForm({
  agencies,
  dossierCode,
}: {
  agencies: readonly { id: string; nameVi: string }[]
  dossierCode: string | null
}) {
  const t = useTranslations('voice.form')
  const v = useTranslations('voice')
  const router = useRouter()
  const trpc = useTRPC()
  const sentence = useDomainErrorMessage()
  const fieldSentence = useFieldSentence()
  const requestId = useRef<string | null>(null)
  const [typed, setTyped] = useState<Record<FieldName, string>>({ kind: '', category: '', agencyId: '', title: '', words: '' })
  const [wrong, setWrong] = useState<Partial<Record<FieldName, string>>>({})
  const send = useMutation(trpc.petition.send.mutationOptions({ onSuccess: ({ code }) => router.push(`/my/petitions/${code}`) }))

  function submit(): void {
    requestId.current ??= crypto.randomUUID()
    const given = sendPetitionInput.safeParse({
      ...typed,
      requestId: requestId.current,
      agencyId: typed.agencyId === '' ? undefined : typed.agencyId,
      ...(dossierCode ? { dossierCode } : {}),
    })
    const faults: Partial<Record<FieldName, string>> = {}
    for (const { path, message } of given.error?.issues ?? []) {
      const name = FIELDS.find((one) => one === path[0])
      if (name) faults[name] ??= fieldSentence({ messageKey: message })
    }
    if (!dossierCode && typed.agencyId === '') faults.agencyId = fieldSentence({ messageKey: 'petition.agencyMissing' })
    setWrong(faults)
    if (given.success && Object.keys(faults).length === 0) send.mutate(given.data)
  }

  const change = (name: FieldName) => (event: { currentTarget: { value: string } }) => {
    // other words are another petition
    requestId.current = null
    setTyped({ ...typed, [name]: event.currentTarget.value })
  }
  const input = (name: FieldName) => ({ name, value: typed[name], error: wrong[name], onChange: change(name) })
  const problems = FIELDS.flatMap((name) => {
    const message = wrong[name]
    return message ? [{ fieldId: name, message }] : []
  })

  return (
    <form
      method="post"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (!send.isPending) submit()
      }}
    >
      <ErrorSummary problems={problems} />
      {send.isError && <Note family="stop" isAlert title={sentence(send.error)} />}
      {dossierCode && (
        <Note family="info" title={t('about', { code: dossierCode })}>
          {t('aboutText')}
        </Note>
      )}
      <Radios
        {...input('kind')}
        label={t('kind')}
        options={PETITION_KINDS.map((value) => ({ value, label: v(`kind.${value}`) }))}
      />
      <Radios
        {...input('category')}
        label={t('category')}
        options={PETITION_CATEGORIES.map((value) => ({ value, label: v(`category.${value}`) }))}
      />
      {!dossierCode && (
        <Select
          {...input('agencyId')}
          label={t('agency')}
          options={agencies.map(({ id, nameVi }) => ({ value: id, label: nameVi }))}
        />
      )}
      <TextField {...input('title')} label={t('subject')} />
      <TextArea {...input('words')} label={t('words')} hint={t('wordsHint')} rows={8} />
      <div className="btns">
        <Button isBusy={send.isPending} busyLabel={t('sending')}>
          {t('send')}
        </Button>
      </div>
    </form>
  )
}
