'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useCallback, useState } from 'react'
import { inLanguage } from '#app/_lib/in-language.ts'
import { useTRPCClient } from '#app/_lib/trpc.tsx'
import { Radios, TextArea } from '#app/_ui/inputs.tsx'
import { type Attached, AttachFiles, nothingAttached } from '#app/_ui/uploads/attach-files.tsx'
import { useCommand } from '../../../../_components/use-command.ts'
import type { ActionView, Dossier } from '../dossier-view.ts'
import { ActionForm, type ActionProps } from './action-form.tsx'

/** The answer of whoever was asked: one of the version's answers, why, and the paper if there is one. */
export function OpinionForm({
  code,
  action,
  opinions,
  onDone,
  onCancel,
}: ActionProps & { code: string; action: ActionView; opinions: Dossier['opinions'] }) {
  const t = useTranslations('action')
  const locale = useLocale()
  const api = useTRPCClient()
  const [answer, setAnswer] = useState('')
  const [text, setText] = useState('')
  const [files, setFiles] = useState<Attached>(nothingAttached)
  const attach = useCallback((attached: Attached) => setFiles(attached), [])
  const [isTried, setTried] = useState(false)
  const workId = action.workId ?? ''
  const member = action.member ?? ''
  const asked = opinions.find((one) => one.workId === workId && one.member === member)
  const faults = {
    answer: answer === '' ? t('opinion.answerMissing') : undefined,
    text: text.trim().length < 10 ? t('opinion.textShort') : undefined,
  }
  const command = useCommand(
    (requestId) => api.work.giveOpinion.mutate({ code, requestId, workId, member, answer, text, fileIds: [...files.ids] }),
    onDone,
  )
  return (
    <ActionForm
      error={command.error}
      typed={text}
      isPending={command.isPending}
      submit={t('giveOpinion')}
      onCancel={onCancel}
      onSubmit={() => {
        setTried(true)
        if (!faults.answer && !faults.text && !files.isSending) command.mutate()
      }}
    >
      {asked?.question && (
        <p>
          <b>{t('opinion.question')}</b> {asked.question}
        </p>
      )}
      <Radios
        name="answer"
        label={t('opinion.answer')}
        error={isTried ? faults.answer : undefined}
        value={answer}
        onChange={(event) => setAnswer(event.target.value)}
        options={action.answers.map(({ id, labelVi, labelEn }) => ({ value: id, label: inLanguage(locale, labelVi, labelEn) }))}
      />
      <TextArea
        name="text"
        label={t('opinion.text')}
        hint={t('opinion.textHint')}
        error={isTried ? faults.text : undefined}
        rows={6}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <AttachFiles
        id="opinion-files"
        label={t('opinion.files')}
        isOptional
        target={{ dossierCode: code, attachTo: 'opinion', subjectId: `${workId}.${member}` }}
        onChange={attach}
      />
    </ActionForm>
  )
}
