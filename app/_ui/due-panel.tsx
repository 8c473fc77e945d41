import { useTranslations } from 'next-intl'
import type { DayCell } from '#workflows/working-time/day-cells.ts'
import type { ExplanationLine } from '#workflows/working-time/explanation.ts'
import { Arch } from './arch.tsx'
import { DayStrip } from './day-strip.tsx'
import { DueExplanation } from './due-explanation.tsx'
import { DueText, type DueTextProps } from './due-text.tsx'
import { When } from './when.tsx'

export interface Due extends Pick<DueTextProps, 'state' | 'remainingMinutes'> {
  kind: 'INTAKE' | 'LEGAL'
  /** Null while the clock stands still. */
  at: string | null
  pausedSince: string | null
  isExtended: boolean
  lines: readonly ExplanationLine[]
  cells: readonly DayCell[]
  dayMinutes: number
}

/** The promise: the date, what is left of it, the days as a picture, and every line of the reckoning. */
export function DuePanel({ due, isForStaff = false }: { due: Due; isForStaff?: boolean }) {
  const t = useTranslations('dossier')
  return (
    <Arch labelledBy="due-title">
      <p className="small soft" id="due-title">
        {t(`due.${due.kind}`)}
      </p>
      <p className="due-date">{due.at ? <When at={due.at} /> : t('due.paused')}</p>
      <p className="due-left">
        <DueText
          state={due.state}
          remainingMinutes={due.remainingMinutes}
          pausedSince={due.pausedSince}
          dayMinutes={due.dayMinutes}
          isForStaff={isForStaff}
        />
        {due.isExtended && <span className="soft small">{t('extended')}</span>}
      </p>
      <DayStrip cells={due.cells} />
      <DueExplanation lines={due.lines} />
    </Arch>
  )
}
