'use client'

import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useDomainErrorMessage } from '#app/_lib/domain-error-message.ts'
import { useTRPC } from '#app/_lib/trpc.tsx'
import { useTexts } from '#app/_lib/use-texts.ts'
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
const FIELDS = Object.keys(EMPTY).filter((name): name is keyof typeof EMPTY => name in EMPTY)

/** What somebody without an account says, written down at the counter. */
export function EnterForm({ agencies, ownAgencyId }: { agencies: readonly Option[]; ownAgencyId: string }) {
  const t = useTranslations('voice.desk')
  const f = useTranslations('voice.form')
  const v = useTranslations('voice')
  const router = useRouter()
  const trpc = useTRPC()
  const sentence = useDomainErrorMessage()
  const { typed, input, judge, problems, idOfIntent } = useTexts(FIELDS, { ...EMPTY, agencyId: ownAgencyId })
  const enter = useMutation(
    trpc.petition.enter.mutationOptions({ onSuccess: ({ code }) => router.push(`/desk/petitions/${code}`) }),
  )

  function submit(): void {
    const { dossierCode, agencyId, ...texts } = typed
    const about = dossierCode.trim() === '' ? { agencyId } : { dossierCode: dossierCode.trim().toUpperCase() }
    const given = enterPetitionInput.safeParse({ ...texts, ...about, requestId: idOfIntent() })
    if (judge(given.error?.issues ?? []) && given.success) enter.mutate(given.data)
  }

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
