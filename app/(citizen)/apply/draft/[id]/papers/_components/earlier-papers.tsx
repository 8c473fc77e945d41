'use client'

import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useDomainErrorMessage } from '#app/_lib/domain-error-message.ts'
import { useTRPC } from '#app/_lib/trpc.tsx'
import { useFormat } from '#app/_lib/use-format.ts'
import { Button } from '#app/_ui/button.tsx'
import type { Earlier } from '../../../../_lib/sections.ts'
import styles from '../../../../apply.module.css'

/** Papers of earlier dossiers that may be handed in again without being photographed again. */
export function EarlierPapers({ draftId, papers }: { draftId: string; papers: Earlier['papers'] }) {
  const t = useTranslations('draft')
  const format = useFormat()
  const router = useRouter()
  const trpc = useTRPC()
  const sentence = useDomainErrorMessage()
  const reuse = useMutation(trpc.draft.reusePaper.mutationOptions({ onSuccess: () => router.refresh() }))
  if (papers.length === 0) return null
  return (
    <div className={styles.earlier}>
      <p>{t('earlierPapers')}</p>
      <ul>
        {papers.map(({ fileId, paperCode, name, code, addedAt }) => (
          <li key={fileId}>
            <span>
              <a href={`/api/files/${fileId}?inline=1`} target="_blank" rel="noreferrer">
                {name}
              </a>
              <span className="below small soft">{t('earlierPaperFrom', { code, date: format.date(addedAt) })}</span>
            </span>
            <Button
              type="button"
              kind="outlined"
              isBusy={reuse.isPending && reuse.variables.fileId === fileId}
              onClick={() => reuse.mutate({ id: draftId, paperCode, fileId })}
            >
              {t('earlierPaperTake')}
              <span className="sr"> {name}</span>
            </Button>
          </li>
        ))}
      </ul>
      {reuse.isError && (
        <p className="err" role="alert">
          {sentence(reuse.error)}
        </p>
      )}
    </div>
  )
}
