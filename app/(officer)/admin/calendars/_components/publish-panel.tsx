'use client'

import { useMutation } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import type { Api } from '#app/_lib/api-types.ts'
import { useTRPCClient } from '#app/_lib/trpc.tsx'
import { useFormat } from '#app/_lib/use-format.ts'
import { Button } from '#app/_ui/button.tsx'
import { TextField } from '#app/_ui/inputs.tsx'
import { StatusLine } from '#app/_ui/status-line.tsx'
import { FaultNote } from '../../../_components/fault-note.tsx'
import styles from './calendars.module.css'
import { SavingForm } from './saving-form.tsx'
import { useSaving } from './use-saving.ts'

type Part = Api['calendar']['preview']['part']
interface Seen extends Part {
  draftHash: string
  open: number
}

const nothing: Part = { looked: 0, moved: 0, unknown: 0, standing: 0, byDays: {}, examples: [] }

function together(a: Part, b: Part): Part {
  const byDays = { ...a.byDays }
  for (const [days, n] of Object.entries(b.byDays)) byDays[days] = (byDays[days] ?? 0) + n
  return {
    looked: a.looked + b.looked,
    moved: a.moved + b.moved,
    unknown: a.unknown + b.unknown,
    standing: a.standing + b.standing,
    byDays,
    examples: [...a.examples, ...b.examples].slice(0, 10),
  }
}

/** Look first: which dates move and by how much. Only what was looked at can be published. */
export function PublishPanel({ scope }: { scope: string }) {
  const t = useTranslations('calendars.publish')
  const format = useFormat()
  const api = useTRPCClient()
  const [progress, setProgress] = useState({ looked: 0, open: 0 })
  const [note, setNote] = useState('')
  const look = useMutation({
    mutationFn: async (): Promise<Seen> => {
      let seen: Seen = { ...nothing, draftHash: '', open: 0 }
      let cursor: string | undefined
      do {
        const page = await api.calendar.preview.query({ scope, cursor })
        seen = { ...together(seen, page.part), draftHash: page.draftHash, open: seen.open + page.open }
        setProgress({ looked: seen.looked, open: seen.open })
        cursor = page.nextCursor ?? undefined
      } while (cursor)
      return seen
    },
  })
  const publish = useSaving((draftHash: string) => api.calendar.publish.mutate({ scope, draftHash, noteVi: note }))
  const seen = look.data
  return (
    <>
      <FaultNote error={look.error} />
      <div className="btns">
        <Button type="button" kind="outlined" isBusy={look.isPending} onClick={() => look.mutate()}>
          {t('look')}
        </Button>
        {look.isPending && (
          <StatusLine>{t('looking', { looked: format.number(progress.looked), open: format.number(progress.open) })}</StatusLine>
        )}
      </div>
      {seen && (
        <>
          <div className={styles.figures}>
            {(['open', 'moved', 'standing', 'unknown'] as const).map((figure) => (
              <p key={figure}>
                <b>{format.number(seen[figure])}</b> {t(`figures.${figure}`)}
              </p>
            ))}
          </div>
          <ul className={styles.changes}>
            {Object.entries(seen.byDays)
              .sort(([a], [b]) => Number(a) - Number(b))
              .map(([days, n]) => (
                <li key={days}>{t('byDays', { n: format.number(n), days })}</li>
              ))}
          </ul>
          {seen.examples.length > 0 && (
            <ul className={styles.changes}>
              {seen.examples.map(({ code, oldDueAt, newDueAt }) => (
                <li key={code}>
                  <span className="code">{code}</span>: {format.shortDateTime(oldDueAt)} → {format.shortDateTime(newDueAt)}
                </li>
              ))}
            </ul>
          )}
          <SavingForm
            saving={publish}
            submit={t('publish')}
            onSubmit={() => publish.mutate(seen.draftHash)}
            labelOf={(path) => (path === 'noteVi' ? t('note') : undefined)}
          >
            <TextField
              name="publish-note"
              label={t('note')}
              hint={t('noteHint')}
              value={note}
              onChange={(event) => setNote(event.target.value)}
            />
          </SavingForm>
        </>
      )}
    </>
  )
}
