'use client'

import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useDomainErrorMessage } from '#app/_lib/domain-error-message.ts'
import { useTRPC } from '#app/_lib/trpc.tsx'
import { Button } from '#app/_ui/button.tsx'
import { Note } from '#app/_ui/note.tsx'
import { SummaryRows } from '#app/_ui/summary-rows.tsx'
import { AnswerValue, useAnswerLabel } from '../../../../../_components/answer-value.tsx'
import type { Earlier } from '../../../../_lib/sections.ts'
import styles from '../../../../apply.module.css'

/** Said once in an earlier dossier: offered for the questions of this page that are still empty, and taken only when asked to. */
export function EarlierAnswers({
  draftId,
  part,
  offered,
  save,
}: {
  draftId: string
  part: string
  offered: Earlier['answers']
  save: { saveNow: () => Promise<boolean>; revision: () => number }
}) {
  const t = useTranslations('draft')
  const router = useRouter()
  const trpc = useTRPC()
  const labelOf = useAnswerLabel()
  const sentence = useDomainErrorMessage()
  const take = useMutation(trpc.draft.takeEarlier.mutationOptions({ onSuccess: () => router.refresh() }))
  if (offered.length === 0) return null

  async function fillIn(): Promise<void> {
    if (await save.saveNow()) take.mutate({ id: draftId, part, revision: save.revision() })
  }

  return (
    <div className={styles.offered}>
      <Note
        title={t('earlierTitle')}
        actions={
          <Button type="button" kind="outlined" isBusy={take.isPending || take.isSuccess} onClick={() => void fillIn()}>
            {t('earlierTake')}
          </Button>
        }
      >
        {t('earlierText')}
        <SummaryRows
          rows={offered.map(({ row, code }) => ({
            term: labelOf(row),
            value: <AnswerValue row={row} />,
            below: t('earlierFrom', { code }),
          }))}
        />
        {take.isError && <p role="alert">{sentence(take.error)}</p>}
      </Note>
    </div>
  )
}
