'use client'

import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useCallback, useEffect, useState } from 'react'
import { useTRPC } from '#app/_lib/trpc.tsx'
import { MESSAGE_MAX, sendMessageInput } from '#server/modules/message/message.schema.ts'
import { Button } from '../button.tsx'
import { TextArea } from '../inputs.tsx'
import { Note } from '../note.tsx'
import { type Attached, AttachFiles, nothingAttached } from '../uploads/attach-files.tsx'
import { untilScanned, useScanSentence } from '../uploads/until-scanned.ts'
import styles from './talk.module.css'

/** Writes one message; what had to be sent again is the same message. Opening the page is reading: `unreadId` is marked as read. */
export function TalkForm({
  code,
  isOpen,
  unreadId,
  isMain = false,
}: {
  code: string
  isOpen: boolean
  unreadId: string | null
  isMain?: boolean
}) {
  const t = useTranslations('talk')
  const router = useRouter()
  const trpc = useTRPC()
  const sentence = useScanSentence()
  const [requestId, setRequestId] = useState(() => crypto.randomUUID())
  const [text, setText] = useState('')
  const [files, setFiles] = useState<Attached>(nothingAttached)
  const attach = useCallback((attached: Attached) => setFiles(attached), [])
  const [problem, setProblem] = useState<'tooShort' | 'tooLong' | null>(null)
  const { mutate: markRead } = useMutation(trpc.message.markRead.mutationOptions())
  useEffect(() => {
    if (unreadId) markRead({ code, messageId: unreadId })
  }, [code, markRead, unreadId])
  const send = useMutation(
    trpc.message.send.mutationOptions({
      ...untilScanned,
      onSuccess: () => {
        setText('')
        setFiles(nothingAttached)
        setRequestId(crypto.randomUUID())
        router.refresh()
      },
    }),
  )
  if (!isOpen) return <Note family="rest">{t('closed')}</Note>
  return (
    <form
      method="post"
      noValidate
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault()
        const isRight = sendMessageInput.safeParse({ code, requestId, text }).success
        setProblem(isRight ? null : text.trim().length > MESSAGE_MAX ? 'tooLong' : 'tooShort')
        if (isRight && !files.isSending && !send.isPending) send.mutate({ code, requestId, text, fileIds: [...files.ids] })
      }}
    >
      <p className={styles.note}>{t('noEffect')}</p>
      {send.isError && <Note family="stop" isAlert title={sentence(send.error)} />}
      <TextArea
        name="message"
        label={t('text')}
        hint={t('hint')}
        error={problem ? t(problem) : undefined}
        rows={3}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <AttachFiles
        // each message has files of its own
        key={requestId}
        id={`attach-${code}`}
        label={t('attach')}
        hint={t('attachHint')}
        isOptional
        target={{ dossierCode: code, attachTo: 'message', subjectId: requestId }}
        onChange={attach}
      />
      <div className="btns fill">
        <Button kind={isMain ? 'filled' : 'outlined'} isBusy={send.isPending}>
          {t('send')}
        </Button>
      </div>
      <p role="status" className="small">
        {send.isPending && send.failureCount > 0 ? t('waitingForScan') : send.isSuccess && text === '' ? t('sent') : ''}
      </p>
    </form>
  )
}
