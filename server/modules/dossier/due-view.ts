import type { DossierState } from '#workflows/dossier/state.ts'
import type { ProcedureDefinition } from '#workflows/procedure/definition.ts'
import { remainingMinutes } from '#workflows/working-time/count.ts'
import { type DayCell, dayCells } from '#workflows/working-time/day-cells.ts'
import type { ExplanationLine } from '#workflows/working-time/explanation.ts'
import type { Calendar } from '#workflows/working-time/working-time.schema.ts'
import { deadlines } from './deadlines.ts'

export type DueState = 'comfortable' | 'soon' | 'overdue' | 'paused' | 'done'

export interface DueView {
  /** INTAKE: when the desk has to answer; LEGAL: when the result is due. */
  kind: 'INTAKE' | 'LEGAL'
  /** What the applicant was told: null while the clock stands still. */
  at: string | null
  legalAt: string | null
  promisedAt: string | null
  state: DueState
  /** Working minutes left, or late when negative; while paused what is left when it runs again. */
  remainingMinutes: number | null
  pausedSince: string | null
  isExtended: boolean
  lines: ExplanationLine[]
  cells: DayCell[]
  dayMinutes: number
}

/** What the applicant was promised, with each line of the reckoning; null when no clock runs (a fee is awaited first). */
export function dueView(
  dossier: { definition: ProcedureDefinition; state: DossierState; calendar: Calendar; now: string },
  soonMinutes: number,
): DueView | null {
  const { definition, state, calendar, now } = dossier
  const { intakeClock, legalClock, promisedAt: extendedTo } = state.context
  const { intake, legal, promisedAt } = deadlines(definition, state, calendar)
  const clock = legalClock ?? (intake ? intakeClock : null)
  const reckoned = legal ?? intake
  if (!clock || !reckoned) return null
  const at = legal ? promisedAt : reckoned.dueAt
  const until = clock.stoppedAt ?? now
  const paused = clock.pauses.find((pause) => pause.to === null)
  const left = at ? remainingMinutes(until, at, calendar, clock.pauses) : (reckoned.remainingMinutes ?? null)
  return {
    kind: legal ? 'LEGAL' : 'INTAKE',
    at,
    legalAt: legal?.dueAt ?? null,
    promisedAt: legal ? promisedAt : null,
    state: dueState({ isStopped: clock.stoppedAt !== null, isPaused: paused !== undefined, left, soonMinutes }),
    remainingMinutes: left,
    pausedSince: paused?.from ?? null,
    isExtended: extendedTo !== null,
    lines: reckoned.lines,
    cells: dayCells(clock.startedAt, reckoned.dueAt, until, calendar, clock.pauses),
    dayMinutes: calendar.dayMinutes,
  }
}

interface CauseEvent {
  type: string
  at: Date
  payload: Record<string, unknown>
}

/**
 * The pauses with the name of who agreed, which the event of each pause holds; readers who may not know names are given none. What is no
 * basis but the reference of a notice, or the reason once more, is left out.
 */
export function withApprovers(
  lines: readonly ExplanationLine[],
  events: readonly CauseEvent[],
  names: ReadonlyMap<string, string>,
) {
  const approverAt = (from: string) => {
    const event = events.find(({ at, payload }) => at.toISOString() === from && typeof payload.approverId === 'string')
    return names.get(String(event?.payload.approverId))
  }
  return lines.map((line) => {
    if (line.kind !== 'pause' || !line.causes) return line
    const causes = line.causes.map(({ from, reason, basis }) => {
      const approver = approverAt(from)
      const isBasis = basis !== undefined && basis !== reason && reason !== 'OBLIGATION'
      return { from, reason, ...(isBasis ? { basis } : {}), ...(approver === undefined ? {} : { approver }) }
    })
    return { ...line, causes }
  })
}

interface Standing {
  isStopped: boolean
  isPaused: boolean
  left: number | null
  soonMinutes: number
}

export function dueState({ isStopped, isPaused, left, soonMinutes }: Standing): DueState {
  if (isStopped) return 'done'
  if (isPaused || left === null) return 'paused'
  if (left < 0) return 'overdue'
  return left <= soonMinutes ? 'soon' : 'comfortable'
}
