'use client'

import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useId } from 'react'
import { useDomainErrorMessage } from '#app/_lib/domain-error-message.ts'
import { FieldError } from '#app/_ui/field.tsx'
import { StatusLine } from '#app/_ui/status-line.tsx'
import { MAX_PETITION_FILES } from '#server/modules/petition/petition.schema.ts'

/** One at a time; what is refused is said beside the field and changes nothing. */
export function AttachFile({ code }: { code: string }) {
  const t = useTranslations('voice.page')
  const router = useRouter()
  const sentence = useDomainErrorMessage()
  const id = useId()
  const send = useMutation({
    mutationFn: async (file: File) => {
      const about = new URLSearchParams({ petition: code, name: file.name })
      const headers = { 'content-type': file.type || 'application/octet-stream' }
      const answer = await fetch(`/api/files/petition?${about}`, { method: 'POST', body: file, headers })
      if (!answer.ok) throw Object.assign(new Error('refused'), await answer.json())
    },
    onSuccess: () => router.refresh(),
  })
  return (
    <div className={send.isError ? 'field bad' : 'field'}>
      <label htmlFor={id}>{t('attach')}</label>
      <p className="hint" id={`${id}-hint`}>
        {t('attachHint', { n: MAX_PETITION_FILES })}
      </p>
      <div role="alert">
        <FieldError id={id} error={send.isError ? sentence(send.error) : undefined} />
      </div>
      <input
        id={id}
        type="file"
        className="in"
        accept="image/jpeg,image/png,application/pdf"
        aria-describedby={`${id}-hint ${id}-error`}
        onChange={({ currentTarget }) => {
          const [file] = currentTarget.files ?? []
          if (file) send.mutate(file)
          currentTarget.value = ''
        }}
      />
      <StatusLine tone={send.isSuccess ? 'good' : 'calm'}>
        {send.isPending ? t('attaching') : send.isSuccess ? t('attached') : null}
      </StatusLine>
    </div>
  )
}
