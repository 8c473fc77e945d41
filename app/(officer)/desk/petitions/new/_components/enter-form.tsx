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
import { type Option, Radios, Select, TextArea, TextField } from '#app/_ui/inputs.tsx'
import { Note } from '#app/_ui/note.tsx'
import { ANSWER_WAYS, enterPetitionInput, PETITION_CATEGORIES, PETITION_KINDS } from '#server/modules/petition/petition.schema.ts'

const EMPTY = {
  personName: '',
  personPhone: '',
  personEmail: '',
  kind: '',
  category: '',
  dossierCode: '',
  agencyId: '',
  title: '',
  words: '',
  answerWay: '',
}
type Texts = typeof EMPTY
type FieldName = keyof Texts
const isField = (name: unknown): name is FieldName => typeof name === 'string' && name in EMPTY
/** In the order of the page. */
const FIELDS = Object.keys(EMPTY).filter(isField)

/** Sent twice it is one petition; what was typed stays, whatever is wrong. */
export function EnterForm({ agencies, ownAgencyId }: { agencies: readonly Option[]; ownAgencyId: string }) {
  const t = useTranslations('voice.desk')
  const f = useTranslations('voice.form')
  const v = useTranslations('voice')
  const router = useRouter()
  const trpc = useTRPC()
  const sentence = useDomainErrorMessage()
  const fieldSentence = useFieldSentence()
  const requestId = useRef<string | null>(null)
  const [typed, setTyped] = useState<Texts>({ ...EMPTY, agencyId: ownAgencyId })
  const [wrong, setWrong] = useState<Partial<Texts>>({})
  const enter = useMutation(
    trpc.petition.enter.mutationOptions({ onSuccess: ({ code }) => router.push(`/desk/petitions/${code}`) }),
  )

  function submit(): void {
    requestId.current ??= crypto.randomUUID()
    const { dossierCode, agencyId, ...texts } = typed
    const about = dossierCode.trim() === '' ? { agencyId } : { dossierCode: dossierCode.trim().toUpperCase() }
    const given = enterPetitionInput.safeParse({ ...texts, ...about, requestId: requestId.current })
    const faults: Partial<Texts> = {}
    for (const { path, message } of given.error?.issues ?? []) {
      const name = path[0]
      if (isField(name)) faults[name] ??= fieldSentence({ messageKey: message })
    }
    setWrong(faults)
    if (given.success) enter.mutate(given.data)
  }

  const input = (name: FieldName) => ({
    name,
    value: typed[name],
    error: wrong[name],
    onChange: ({ currentTarget }: { currentTarget: { value: string } }) => {
      // other words are another petition
      requestId.current = null
      setTyped({ ...typed, [name]: currentTarget.value })
    },
  })
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
        if (!enter.isPending) submit()
      }}
    >
      <ErrorSummary problems={problems} />
      {enter.isError && <Note family="stop" isAlert title={sentence(enter.error)} />}
      <TextField {...input('personName')} label={t('name')} autoComplete="off" />
      <TextField {...input('personPhone')} label={t('phone')} isOptional inputMode="tel" autoComplete="off" isShort />
      <TextField {...input('personEmail')} label={t('email')} isOptional inputMode="email" autoComplete="off" />
      <Radios
        {...input('kind')}
        label={f('kind')}
        options={PETITION_KINDS.map((value) => ({ value, label: v(`kind.${value}`) }))}
      />
      <Radios
        {...input('category')}
        label={f('category')}
        options={PETITION_CATEGORIES.map((value) => ({ value, label: v(`category.${value}`) }))}
      />
      <TextField {...input('dossierCode')} label={t('dossier')} hint={t('dossierHint')} isOptional autoComplete="off" />
      <Select {...input('agencyId')} label={f('agency')} options={agencies} />
      <TextField {...input('title')} label={f('subject')} />
      <TextArea {...input('words')} label={f('words')} hint={t('wordsHint')} rows={8} />
      <Radios
        {...input('answerWay')}
        label={t('way')}
        options={ANSWER_WAYS.map((value) => ({ value, label: t(`ways.${value}`) }))}
      />
      <div className="btns">
        <Button isBusy={enter.isPending} busyLabel={f('sending')}>
          {t('save')}
        </Button>
      </div>
    </form>
  )
}
