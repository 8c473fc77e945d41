import Link from 'next/link'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'

export interface SummaryRow {
  term: string
  value: ReactNode
  /** Where the answer came from, or why: under the value. */
  below?: ReactNode
  editHref?: string
}

/** Answers to look over; "Sửa" carries the hidden name of the thing, so that a list of links makes sense. */
export function SummaryRows({ rows }: { rows: readonly SummaryRow[] }) {
  const t = useTranslations('ui')
  return (
    <dl className="rows">
      {rows.map(({ term, value, below, editHref }) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>
            {value}
            {below && <span className="below">{below}</span>}
          </dd>
          {editHref && (
            <dd className="act">
              <Link href={editHref}>
                {t('edit')}
                <span className="sr"> {term.toLocaleLowerCase()}</span>
              </Link>
            </dd>
          )}
        </div>
      ))}
    </dl>
  )
}

/** Term over value, for a side column. */
export function Pairs({ pairs }: { pairs: readonly { term: string; value: ReactNode }[] }) {
  return (
    <dl className="pairs">
      {pairs.map(({ term, value }) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
