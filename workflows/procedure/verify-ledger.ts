import type { Effect } from '../dossier/effects.ts'
import { isPaused } from '../dossier/reading.ts'
import type { Clock, DossierContext } from '../dossier/state.ts'
import { chooseLimit } from '../dossier/turn.ts'
import type { Limit } from '../working-time/working-time.schema.ts'
import type { ProcedureDefinition } from './definition.ts'
import type { Change } from './explore-view.ts'
import { resolveLimit, stepLimitChoice } from './limits.ts'
import type { Report } from './verify-fault.ts'

/** Whether the effects name exactly these. */
const isAll = (told: readonly string[], meant: readonly string[]): boolean =>
  told.length === meant.length && meant.every((id) => told.includes(id))

const isSameLimit = (one: Limit | null, other: Limit | null): boolean =>
  one === other || JSON.stringify(one) === JSON.stringify(other)

const runs = (clock: Clock | null): boolean => clock !== null && clock.stoppedAt === null

/** Whether the clock stands now as its effects tell it. */
function isClockTold(
  effects: readonly Effect[],
  name: 'legal' | 'intake',
  old: { clock: Clock | null; isPaused: boolean },
  now: { clock: Clock | null; isPaused: boolean },
): boolean {
  let isRunning = runs(old.clock)
  let isStill = old.isPaused
  for (const effect of effects) {
    if (!('clock' in effect) || effect.clock !== name) continue
    isRunning = effect.type !== 'stopClock'
    isStill = effect.type === 'pauseClock'
  }
  return isRunning === runs(now.clock) && (isStill && isRunning) === (now.isPaused && isRunning)
}

function clockFaults({ effects, after: { context: now }, is }: Change, old: DossierContext, report: Report): void {
  const wasPaused = isPaused(old)
  const legal = isClockTold(
    effects,
    'legal',
    { clock: old.legalClock, isPaused: wasPaused },
    { clock: now.legalClock, isPaused: is.isPaused },
  )
  if (!legal) report('ledger', is.at, ['legal clock'])
  const ofIntake = ({ intakeClock }: DossierContext) => ({ clock: intakeClock, isPaused: false })
  if (!isClockTold(effects, 'intake', ofIntake(old), ofIntake(now))) report('ledger', is.at, ['intake clock'])
}

function workFaults(definition: ProcedureDefinition, change: Change, old: DossierContext, report: Report): void {
  const { effects, after, is, from } = change
  const now = after.context
  const at = (from?.view ?? is).at
  const opened = now.work.slice(old.work.length)
  const closed: string[] = []
  now.work.forEach((work, index) => {
    if (work.closedAt !== null && work !== old.work[index] && (old.work[index]?.closedAt ?? null) === null)
      closed.push(work.workId)
  })
  const toldOpen: string[] = []
  const toldClosed: string[] = []
  for (const effect of effects) {
    if (effect.type === 'closeWork') toldClosed.push(effect.workId)
    if (effect.type !== 'openWork') continue
    const { workId, step, limit } = effect
    toldOpen.push(workId)
    const isMain = opened.some((work) => work.workId === workId && work.member === null)
    if (!isMain || !definition.steps.some(({ id }) => id === step)) continue
    if (!isSameLimit(limit, chooseLimit(stepLimitChoice(definition, step), now.caseCode).limit))
      report('timer', step, [`${workId}: ${JSON.stringify(limit)}`])
  }
  const openedIds = opened.map(({ workId }) => workId)
  if (!isAll(toldOpen, openedIds)) report('ledger', at, [`openWork ${openedIds.join()}`])
  if (!isAll(toldClosed, closed)) report('ledger', at, [`closeWork ${closed.join()}`])
}

function timerFaults(definition: ProcedureDefinition, change: Change, old: DossierContext, report: Report): void {
  const { effects, after, is, from } = change
  const now = after.context
  const at = (from?.view ?? is).at
  const started = now.timers.slice(old.timers.length)
  const cancelled: string[] = []
  now.timers.forEach((timer, index) => {
    if (timer.status === 'CANCELLED' && old.timers[index]?.status !== 'CANCELLED') cancelled.push(timer.timerId)
  })
  const toldStarted: string[] = []
  const toldCancelled: string[] = []
  for (const effect of effects) {
    if (effect.type === 'cancelTimer') toldCancelled.push(effect.timerId)
    if (effect.type !== 'startTimer') continue
    toldStarted.push(effect.timerId)
    const timer = started.find(({ timerId }) => timerId === effect.timerId)
    if (!timer || timer.dueAt !== null || isSameLimit(effect.limit, resolveLimit(definition, timer.limitRef))) continue
    const isOfStep = timer.kind === 'STEP' || timer.kind === 'OPINION'
    const step = isOfStep ? now.work.find(({ workId }) => workId === timer.workId)?.step : undefined
    report('timer', step ?? is.shell, [`${effect.timerId}: ${JSON.stringify(effect.limit)}`])
  }
  const startedIds = started.map(({ timerId }) => timerId)
  if (!isAll(toldStarted, startedIds)) report('ledger', at, [`startTimer ${startedIds.join()}`])
  if (!isAll(toldCancelled, cancelled)) report('ledger', at, [`cancelTimer ${cancelled.join()}`])
}

/** Effects and state say the same: jobs and tables follow the effects, decisions the state. */
export function ledgerFaults(definition: ProcedureDefinition, change: Change, old: DossierContext, report: Report): void {
  const { context } = change.after
  if (old.work !== context.work) workFaults(definition, change, old, report)
  if (old.timers !== context.timers) timerFaults(definition, change, old, report)
  clockFaults(change, old, report)
}
