import type { Effect } from '../dossier/effects.ts'
import { shellState } from '../dossier/national-code.ts'
import { isPaused } from '../dossier/reading.ts'
import type { Clock, DossierContext } from '../dossier/state.ts'
import { chooseLimit, emptyContext } from '../dossier/turn.ts'
import type { ProcedureDefinition } from './definition.ts'
import type { Change } from './explore.ts'
import { resolveLimit, stepLimitChoice } from './limits.ts'
import { type Fault, standsAt } from './verify-state.ts'

/** Whether the effects name exactly these. */
const isAll = (told: readonly string[], meant: readonly string[]): boolean =>
  told.length === meant.length && meant.every((id) => told.includes(id))

/** How a clock stands, as its effects tell it. */
function clockTold(clock: Clock | null, effects: readonly Effect[], name: 'legal' | 'intake', wasPaused: boolean): string {
  let runs = clock !== null && clock.stoppedAt === null
  let paused = wasPaused
  for (const effect of effects) {
    if (!('clock' in effect) || effect.clock !== name) continue
    runs = effect.type !== 'stopClock'
    paused = effect.type === 'pauseClock'
  }
  return `${runs} ${paused && runs}`
}

const clockIs = (clock: Clock | null, isStill: boolean): string => {
  const runs = clock !== null && clock.stoppedAt === null
  return `${runs} ${isStill && runs}`
}

function clockFaults({ effects, after }: Change, old: DossierContext): Fault[] {
  const now = after.context
  const found: Fault[] = []
  if (clockTold(old.legalClock, effects, 'legal', isPaused(old)) !== clockIs(now.legalClock, isPaused(now)))
    found.push({ rule: 'ledger', step: standsAt(after), words: ['legal clock'] })
  if (clockTold(old.intakeClock, effects, 'intake', false) !== clockIs(now.intakeClock, false))
    found.push({ rule: 'ledger', step: standsAt(after), words: ['intake clock'] })
  return found
}

function workFaults(definition: ProcedureDefinition, { effects, after, from }: Change, old: DossierContext): Fault[] {
  const now = after.context
  const at = standsAt(from.id < 0 ? after : from.snapshot)
  const opened = now.work.slice(old.work.length)
  const closed = now.work.filter((work, index) => work.closedAt !== null && (old.work[index]?.closedAt ?? null) === null)
  const told = { openWork: [] as string[], closeWork: [] as string[] }
  const found: Fault[] = []
  for (const effect of effects) {
    if (effect.type === 'closeWork') told.closeWork.push(effect.workId)
    if (effect.type !== 'openWork') continue
    const { workId, step, limit } = effect
    told.openWork.push(workId)
    const isMain = opened.some((work) => work.workId === workId && work.member === null)
    if (!isMain || !definition.steps.some(({ id }) => id === step)) continue
    if (JSON.stringify(limit) !== JSON.stringify(chooseLimit(stepLimitChoice(definition, step), now.caseCode).limit))
      found.push({ rule: 'timer', step, words: [`${workId}: ${JSON.stringify(limit)}`] })
  }
  const openedIds = opened.map(({ workId }) => workId)
  const closedIds = closed.map(({ workId }) => workId)
  if (!isAll(told.openWork, openedIds)) found.push({ rule: 'ledger', step: at, words: [`openWork ${openedIds.join()}`] })
  if (!isAll(told.closeWork, closedIds)) found.push({ rule: 'ledger', step: at, words: [`closeWork ${closedIds.join()}`] })
  return found
}

function timerFaults(definition: ProcedureDefinition, { effects, after, from }: Change, old: DossierContext): Fault[] {
  const now = after.context
  const at = standsAt(from.id < 0 ? after : from.snapshot)
  const started = now.timers.slice(old.timers.length)
  const cancelled = now.timers.filter(({ status }, index) => status === 'CANCELLED' && old.timers[index]?.status !== 'CANCELLED')
  const told = { startTimer: [] as string[], cancelTimer: [] as string[] }
  const found: Fault[] = []
  for (const effect of effects) {
    if (effect.type === 'cancelTimer') told.cancelTimer.push(effect.timerId)
    if (effect.type !== 'startTimer') continue
    told.startTimer.push(effect.timerId)
    const timer = started.find(({ timerId }) => timerId === effect.timerId)
    const step =
      timer?.kind === 'STEP' || timer?.kind === 'OPINION'
        ? now.work.find(({ workId }) => workId === timer.workId)?.step
        : undefined
    if (
      timer &&
      timer.dueAt === null &&
      JSON.stringify(effect.limit) !== JSON.stringify(resolveLimit(definition, timer.limitRef))
    )
      found.push({
        rule: 'timer',
        step: step ?? shellState(after),
        words: [`${effect.timerId}: ${JSON.stringify(effect.limit)}`],
      })
  }
  const ids = (timers: typeof started) => timers.map(({ timerId }) => timerId)
  if (!isAll(told.startTimer, ids(started)))
    found.push({ rule: 'ledger', step: at, words: [`startTimer ${ids(started).join()}`] })
  if (!isAll(told.cancelTimer, ids(cancelled)))
    found.push({ rule: 'ledger', step: at, words: [`cancelTimer ${ids(cancelled).join()}`] })
  return found
}

/** Effects and state say the same: jobs and tables follow the effects, decisions the state. */
export function ledgerFaults(definition: ProcedureDefinition, change: Change): Fault[] {
  const old = change.from.id < 0 ? emptyContext() : change.from.snapshot.context
  const { context } = change.after
  return [
    ...(old.work === context.work ? [] : workFaults(definition, change, old)),
    ...(old.timers === context.timers ? [] : timerFaults(definition, change, old)),
    ...clockFaults(change, old),
  ]
}
