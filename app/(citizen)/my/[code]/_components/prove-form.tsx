'use client'

import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useCallback, useState } from 'react'
import { useTRPC } from '#app/_lib/trpc.tsx'
import { Button } from '#app/_ui/button.tsx'
import { TextArea } from '#app/_ui/inputs.tsx'
import { Note } from '#app/_ui/note.tsx'
import { type Attached, AttachFiles, nothingAttached } from '#app/_ui/uploads/attach-files.tsx'
import { untilScanned, useScanSentence } from '#app/_ui/uploads/until-scanned.ts'
import styles from '../dossier.module.css'

/** The receipt of what was paid elsewhere: photographed, and sent to the officer who waits for it. */
export function ProveForm({ code, obligationId }: { code: string; obligationId: string }) {
  const t = useTranslations('my.obligation')
  const router = useRouter()
  const trpc = useTRPC()
  const sentence = useScanSentence()
  const [requestId, setRequestId] = useState(() => crypto.randomUUID())
  const [note, setNote] = useState('')
  const [files, setFiles] = useState<Attached>(nothingAttached)
  const attach = useCallback((attached: Attached) => setFiles(attached), [])
  const [isTried, setTried] = useState(false)
  const prove = useMutation(
    trpc.dossier.proveObligation.mutationOptions({
      ...untilScanned,
      onSuccess: () => router.refresh(),
      // what is sent next may differ from what was refused
      onError: () => setRequestId(crypto.randomUUID()),
    }),
  )
  return (
    <form
      method="post"
      noValidate
      className={styles.ask}
      onSubmit={(event) => {
        event.preventDefault()
        setTried(true)
        if (files.ids.length > 0 && !files.isSending && !prove.isPending && !prove.isSuccess)
          prove.mutate({ code, requestId, obligationId, note, fileIds: [...files.ids] })
      }}
    >
      {prove.isError && <Note family="stop" isAlert title={sentence(prove.error)} />}
      <AttachFiles
        id="proof"
        label={t('proof')}
        hint={t('proofHint')}
        target={{ dossierCode: code, attachTo: 'proof', subjectId: obligationId }}
        error={isTried && files.ids.length === 0 && !files.isSending ? t('proofMissing') : undefined}
        onChange={attach}
      />
      <TextArea
        name="proof-note"
        label={t('note')}
        isOptional
        rows={2}
        maxLength={200}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <div className="btns fill">
        <Button isBusy={prove.isPending || prove.isSuccess}>{t('send')}</Button>
      </div>
    </form>
  )
}
