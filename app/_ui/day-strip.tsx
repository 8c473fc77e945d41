import { useTranslations } from 'next-intl'
import { useFormat } from '#app/_lib/use-format.ts'

export type DayKind = 'used' | 'half' | 'left' | 'paused' | 'off' | 'late'

export interface DayCell {
  /** Civil date of the cell; with weeks as cells, the first day of the week. */
  date: string
  kind: DayKind
  isNow?: boolean
  isDue?: boolean
}

function cellClass({ kind, isNow, isDue }: DayCell): string {
  return [kind, isNow ? 'now' : '', isDue ? 'due-post' : ''].filter(Boolean).join(' ')
}

const isMonday = (date: string) => new Date(`${date}T12:00:00Z`).getUTCDay() === 1

/** The first cell, each Monday after it and the last one carry a date, if they stand far enough apart to be read. */
function labelled(cells: readonly DayCell[]): Set<number> {
  const marked = new Set<number>()
  const last = cells.length - 1
  let previous = -10
  for (const [index, cell] of cells.entries()) {
    const isFirst = index === 0
    if (!isFirst && !isMonday(cell.date)) continue
    if (index - previous < 4 || last - index < 3) continue
    marked.add(index)
    previous = index
  }
  marked.add(last)
  return marked
}

/**
 * One cell for each working day: used, paused, left, off, now, due. It is a picture of the sentence beside it,
 * so people who do not see it lose nothing.
 */
export function DayStrip({ cells, isMini = false }: { cells: readonly DayCell[]; isMini?: boolean }) {
  const t = useTranslations('ui.strip')
  const format = useFormat()
  if (cells.length === 0) return null
  const strip = (
    <span className={isMini ? 'strip mini' : 'strip'} aria-hidden="true">
      {cells.map((cell) => (
        <i key={cell.date} className={cellClass(cell)} />
      ))}
    </span>
  )
  if (isMini) return strip
  const marked = labelled(cells)
  const kinds = new Set(cells.map(({ kind }) => (kind === 'half' ? 'used' : kind)))
  const shownKinds = (['used', 'paused', 'left', 'off', 'late'] as const).filter((kind) => kinds.has(kind))
  return (
    <div className="day-strip" aria-hidden="true">
      {strip}
      <div className="axis">
        {cells.map((cell, index) => (
          <span
            key={cell.date}
            className={[cell.kind === 'off' ? 'off' : '', index === cells.length - 1 ? 'last' : ''].filter(Boolean).join(' ') || undefined}
          >
            {marked.has(index) ? format.dayMonth(cell.date) : null}
          </span>
        ))}
      </div>
      <ul className="strip-key">
        {shownKinds.map((kind) => (
          <li key={kind}>
            <span className="strip">
              <i className={kind} />
            </span>
            {t(kind)}
          </li>
        ))}
      </ul>
    </div>
  )
}
