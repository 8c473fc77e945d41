import Link from 'next/link'
import { useTranslations } from 'next-intl'
import type { Api } from '#app/_lib/api-types.ts'
import { knownKey } from '#app/_lib/known-key.ts'
import { useFormat } from '#app/_lib/use-format.ts'
import { PetitionState } from '#app/_ui/petition-state.tsx'
import styles from '../../notices/notices.module.css'

type Item = Api['petition']['mine']['items'][number]
const KINDS = { REPORT: '', PROPOSAL: '' }

/** One's own petitions: what was said, where it stands, until when an answer is due. */
export function PetitionList({ items }: { items: readonly Item[] }) {
  const t = useTranslations('voice')
  const format = useFormat()
  return (
    <ul className={styles.list}>
      {items.map((item) => {
        const kind = knownKey(KINDS, item.kind)
        return (
          <li key={item.code}>
            <Link href={`/my/petitions/${item.code}`}>{item.title}</Link>
            <span className={styles.meta}>
              <PetitionState state={item.state} isLate={item.isLate} />
              {kind && <span>{t(`kindShort.${kind}`)}</span>}
              <span>{item.agencyNameVi}</span>
              <span>
                {item.endedAt
                  ? t('list.ended', { at: format.date(item.endedAt) })
                  : t(item.isLate ? 'list.late' : 'list.due', { at: format.dateTime(item.dueAt) })}
              </span>
            </span>
          </li>
        )
      })}
    </ul>
  )
}
