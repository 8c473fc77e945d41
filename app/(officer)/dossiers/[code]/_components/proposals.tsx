import { useMessages, useTranslations } from 'next-intl'
import { knownKey } from '#app/_lib/known-key.ts'
import { useFormat } from '#app/_lib/use-format.ts'
import { Note } from '#app/_ui/note.tsx'
import styles from './dossier.module.css'
import type { Dossier } from './dossier-view.ts'
import { ProposalText } from './proposal-text.tsx'

/** What waits for another person's agreement stands above everything else; what was decided is told below it, the newest first. */
export function Proposals({ dossier }: { dossier: Dossier }) {
  const t = useTranslations('staff.proposals')
  const a = useTranslations('action')
  const words = useMessages().action.roles
  const format = useFormat()
  const { proposals } = dossier
  if (proposals.length === 0) return null
  return (
    <section className={styles.notes} aria-label={t('title')}>
      {proposals.map((proposal) => {
        const { id, status, approverRole, decidedAt, decidedByName, refusal } = proposal
        const decided = { name: decidedByName ?? '', when: decidedAt ? format.shortDateTime(decidedAt) : '' }
        const role = a(`roles.${knownKey(words, approverRole) ?? 'other'}`)
        return (
          <Note
            key={id}
            family={status === 'OPEN' ? 'wait' : status === 'APPROVED' ? 'good' : 'rest'}
            title={
              status === 'OPEN'
                ? t('waits', { role })
                : status === 'APPROVED'
                  ? t('approved', decided)
                  : t('refused', { ...decided, reason: refusal ?? '' })
            }
          >
            <ProposalText proposal={proposal} dossier={dossier} />
          </Note>
        )
      })}
    </section>
  )
}
