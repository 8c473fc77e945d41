'use client'

import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useDomainErrorMessage } from '#app/_lib/domain-error-message.ts'
import { useTRPC } from '#app/_lib/trpc.tsx'
import { useTexts } from '#app/_lib/use-texts.ts'
import { Button } from '#app/_ui/button.tsx'
import { ErrorSummary } from '#app/_ui/error-summary.tsx'
import { Radios, Select, TextArea, TextField } from '#app/_ui/inputs.tsx'
import { Note } from '#app/_ui/note.tsx'
import { PETITION_CATEGORIES, PETITION_KINDS, sendPetitionInput } from '#server/modules/petition/petition.schema.ts'

const FIELDS = ['kind', 'category', 'agencyId', 'title', 'words'] as const
const EMPTY = { kind: '', category: '', agencyId: '', title: '', words: '' }

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
  const { typed, input, judge, problems, idOfIntent } = useTexts(FIELDS, EMPTY)
  const send = useMutation(trpc.petition.send.mutationOptions({ onSuccess: ({ code }) => router.push(`/my/petitions/${code}`) }))

  function submit(): void {
    const given = sendPetitionInput.safeParse({
      ...typed,
      requestId: idOfIntent(),
      agencyId: typed.agencyId === '' ? undefined : typed.agencyId,
      ...(dossierCode ? { dossierCode } : {}),
    })
    const hasNobody = !dossierCode && typed.agencyId === ''
    const issues = given.error?.issues ?? []
    const isRight = judge(hasNobody ? [{ path: ['agencyId'], message: 'petition.agencyMissing' }, ...issues] : issues)
    if (isRight && given.success) send.mutate(given.data)
  }

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
