'use client'

import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useRef, useState } from 'react'
import { useDomainErrorMessage } from '#app/_lib/domain-error-message.ts'
import { useFieldSentence } from '#app/_lib/field-sentence.ts'
import { useTRPC } from '#app/_lib/trpc.tsx'
import { Button } from '#app/_ui/button.tsx'
import { Radios, Select, TextField } from '#app/_ui/inputs.tsx'
import { Note } from '#app/_ui/note.tsx'
import { REFERRAL_KINDS, referralInput } from '#server/modules/petition/petition.schema.ts'

/** The citizens' reception of the Government Inspectorate, where both are received. */
const RECEPTION = 'https://tiepcongdan.gov.vn'

export function ReferralForm({ agencies }: { agencies: readonly { id: string; nameVi: string }[] }) {
  const t = useTranslations('voice.refer')
  const s = useTranslations('voice.staff')
  const router = useRouter()
  const trpc = useTRPC()
  const sentence = useDomainErrorMessage()
  const fieldSentence = useFieldSentence()
  const requestId = useRef<string | null>(null)
  const [typed, setTyped] = useState({ kind: '', agencyId: '', dossierCode: '' })
  const [wrong, setWrong] = useState<Record<string, string>>({})
  const note = useMutation(
    trpc.petition.noteReferral.mutationOptions({
      onSuccess: () => {
        requestId.current = null
        router.refresh()
      },
    }),
  )
  const input = (name: keyof typeof typed) => ({
    name,
    value: typed[name],
    error: wrong[name],
    onChange: (event: { currentTarget: { value: string } }) => {
      requestId.current = null
      setTyped({ ...typed, [name]: event.currentTarget.value })
    },
  })

  function send(): void {
    requestId.current ??= crypto.randomUUID()
    const given = referralInput.safeParse({
      ...typed,
      requestId: requestId.current,
      dossierCode: typed.kind === 'DENUNCIATION' || typed.dossierCode.trim() === '' ? undefined : typed.dossierCode.trim(),
    })
    setWrong(
      Object.fromEntries(
        (given.error?.issues ?? []).map(({ path, message }) => [String(path[0]), fieldSentence({ messageKey: message })]),
      ),
    )
    if (given.success) note.mutate(given.data)
  }

  return (
    <form
      method="post"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (!note.isPending) send()
      }}
    >
      {note.isError && <Note family="stop" isAlert title={sentence(note.error)} />}
      <Radios {...input('kind')} label={t('kind')} options={REFERRAL_KINDS.map((value) => ({ value, label: s(value) }))} />
      <Select
        {...input('agencyId')}
        label={t('agency')}
        options={agencies.map(({ id, nameVi }) => ({ value: id, label: nameVi }))}
      />
      {typed.kind === 'COMPLAINT' && <TextField {...input('dossierCode')} label={t('dossier')} isOptional />}
      <div className="btns">
        <Button isBusy={note.isPending}>{t('show')}</Button>
      </div>
      <div role="status">
        {note.data && (
          <Note
            family="good"
            title={t('answerTitle')}
            actions={
              <a className="btn alt" href={RECEPTION} target="_blank" rel="noreferrer">
                {t('open')}
              </a>
            }
          >
            {note.data.toVi}. {t('kept')} {note.data.isNameless && t('nameless')}
          </Note>
        )}
      </div>
    </form>
  )
}
