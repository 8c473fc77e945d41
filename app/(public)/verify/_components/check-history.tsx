'use client'

import { useMutation } from '@tanstack/react-query'
import { useLocale, useTranslations } from 'next-intl'
import { useRef, useState } from 'react'
import type { Api } from '#app/_lib/api-types.ts'
import { useDomainErrorMessage } from '#app/_lib/domain-error-message.ts'
import { inLanguage } from '#app/_lib/in-language.ts'
import { useTRPC } from '#app/_lib/trpc.tsx'
import { Button } from '#app/_ui/button.tsx'
import { CodeText } from '#app/_ui/code-text.tsx'
import { Field, fieldAttributes } from '#app/_ui/field.tsx'
import { Note, type NoteFamily } from '#app/_ui/note.tsx'
import { SummaryRows } from '#app/_ui/summary-rows.tsx'
import { When } from '#app/_ui/when.tsx'
import { MAX_HISTORY_TEXT } from '#server/modules/history/history-file.schema.ts'

type Check = Api['history']['check']
const FAMILIES: Record<Check['verdict'], NoteFamily> = {
  GENUINE: 'good',
  EARLIER: 'good',
  CHANGED: 'stop',
  UNKNOWN: 'wait',
  UNREADABLE: 'wait',
}

function Answer({ check }: { check: Check }) {
  const t = useTranslations('verify.history')
  const locale = useLocale()
  const { verdict, code, procedureVi, procedureEn, events, until, newer, faults } = check
  return (
    <div role="status" className="after-lead">
      <Note family={FAMILIES[verdict]} title={t(`verdicts.${verdict}`)}>
        <p>{t(`texts.${verdict}`, { newer })}</p>
      </Note>
      {code && (
        <SummaryRows
          rows={[
            { term: t('code'), value: <CodeText code={code} /> },
            { term: t('procedure'), value: inLanguage(locale, procedureVi ?? '', procedureEn ?? undefined) },
            { term: t('events'), value: <span className="num">{events}</span> },
            ...(until ? [{ term: t('until'), value: <When at={until} /> }] : []),
            ...(faults.length > 0
              ? [
                  {
                    term: t('wrong'),
                    value: faults.map(({ what, seq }) => <p key={`${what}${seq}`}>{t(`faults.${what}`, { seq: seq ?? 0 })}</p>),
                  },
                ]
              : []),
          ]}
        />
      )}
    </div>
  )
}

/** The file is read here and compared on the server, which keeps nothing of it. */
export function CheckHistory() {
  const t = useTranslations('verify.history')
  const trpc = useTRPC()
  const sentence = useDomainErrorMessage()
  const input = useRef<HTMLInputElement>(null)
  const [problem, setProblem] = useState<'missing' | 'tooLarge' | null>(null)
  const check = useMutation(trpc.history.check.mutationOptions())

  async function send(): Promise<void> {
    const file = input.current?.files?.[0]
    const found = !file ? 'missing' : file.size > MAX_HISTORY_TEXT ? 'tooLarge' : null
    setProblem(found)
    check.reset()
    if (file && found === null) check.mutate({ text: await file.text() })
  }

  const words = { label: t('file'), hint: t('fileHint'), error: problem ? t(problem) : undefined }
  return (
    <form
      method="post"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      {check.isError && <Note family="stop" isAlert title={sentence(check.error)} />}
      <Field id="history-file" {...words}>
        <input
          ref={input}
          type="file"
          name="history-file"
          accept="application/json,.json"
          {...fieldAttributes('history-file', words)}
          className="in"
        />
      </Field>
      <div className="btns fill">
        <Button kind="outlined" isBusy={check.isPending}>
          {t('choose')}
        </Button>
      </div>
      {check.data && <Answer check={check.data} />}
    </form>
  )
}
