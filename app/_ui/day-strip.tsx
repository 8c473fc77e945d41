import { useTranslations } from 'next-intl'
import { useFormat } from '#app/_lib/use-format.ts'
import type { DayCell } from '#workflows/working-time/day-cells.ts'

function cellClass({ state, isNow, isDue }: DayCell): string {
  return [state, isNow ? 'now' : '', isDue ? 'due-post' : ''].filter(Boolean).join(' ')
}

const isMonday = (date: string) => new Date(`${date}T12:00:00Z`).getUTCDay() === 1

/** The first cell, each Monday after it and the last one carry a date, if they stand far enough apart to be read. */
function labelled(cells: readonly DayCell[]): Set<number> {
  const marked = new Set<number>()
  const last = cells.length - 1
  let previous = -10
  for (const [index, cell] of cells.entries()) {
    const isLandmark = index === 0 || (cell.state !== 'off' && isMonday(cell.from))
    if (!isLandmark || index - previous < 4 || last - index < 3) continue
    marked.add(index)
    previous = index
  }
  return marked.add(last)
}

function Strip({ cells, isMini }: { cells: readonly DayCell[]; isMini: boolean }) {
  return (
    <span className={isMini ? 'strip mini' : 'strip'} aria-hidden="true">
      {cells.map((cell) => (
        <i key={cell.from} className={cellClass(cell)} />
      ))}
    </span>
  )
}

/**
 * One cell for each working day: used, paused, left, off, now, due. It is a picture of the sentence beside it,
 * so people who do not see it lose nothing.
 */
export function DayStrip({ cells, isMini = false }: { cells: readonly DayCell[]; isMini?: boolean }) {
  const t = useTranslations('ui.strip')
  const format = useFormat()
  if (cells.length === 0) return null
  if (isMini) return <Strip cells={cells} isMini />
  const marked = labelled(cells)
  const last = cells.length - 1
  const states = new Set(cells.map(({ state }) => (state === 'half' ? 'used' : state)))
  const explained = (['used', 'paused', 'left', 'off', 'late'] as const).filter((state) => states.has(state))
  return (
    <div className="day-strip" aria-hidden="true">
      <Strip cells={cells} isMini={false} />
      <div className="axis">
        {cells.map((cell, index) => (
          <span key={cell.from} className={index === last ? 'last' : cell.state === 'off' ? 'off' : undefined}>
            {marked.has(index) ? format.dayMonth(index === last ? cell.to : cell.from) : null}
          </span>
        ))}
      </div>
      <ul className="strip-key">
        {explained.map((state) => (
          <li key={state}>
            <span className="strip">
              <i className={state} />
            </span>
            {t(state)}
          </li>
        ))}
      </ul>
    </div>
  )
}
