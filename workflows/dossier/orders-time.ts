import type { Limit } from '../working-time/working-time.schema.ts'
import type { TimerKind } from './events.ts'
import { isPaused } from './reading.ts'
import type { Clock, DossierTimer } from './state.ts'
import { chooseLimit, type LimitChoice, type Turn } from './turn.ts'

type PauseReason = Clock['pauses'][number]['reason']

interface TimerStart {
  kind: TimerKind
  workId: string | null
  ref: string | null
  limit: Limit | null
  startedAt: string
  dueAt?: string | null
}

export function startTimer(turn: Turn, { kind, workId, ref, limit, startedAt, dueAt = null }: TimerStart): void {
  const prefix = `${kind}:${workId ?? '-'}:`
  const n = 1 + turn.context.timers.filter((timer) => timer.timerId.startsWith(prefix)).length
  const timerId = `${prefix}${n}`
  turn.context.timers = [...turn.context.timers, { timerId, kind, workId, startedAt, limitRef: ref, dueAt, status: 'RUNNING' }]
  turn.effects.push({ type: 'startTimer', timerId, kind, limit, dueAt })
}

/** The timer whose passing is the event itself has passed; every other one is no longer needed. */
export function stopTimers(turn: Turn, isMeant: (timer: DossierTimer) => boolean): void {
  const passed = turn.event.type === 'LIMIT_PASSED' ? turn.event.timerId : null
  turn.context.timers = turn.context.timers.map((timer) => {
    if (timer.status !== 'RUNNING' || !isMeant(timer)) return timer
    if (timer.timerId === passed) return { ...timer, status: 'PASSED' }
    turn.effects.push({ type: 'cancelTimer', timerId: timer.timerId })
    return { ...timer, status: 'CANCELLED' }
  })
}

export const stopTimersOf = (turn: Turn, { kind }: { kind: TimerKind }): void => stopTimers(turn, (timer) => timer.kind === kind)

/** Intake, step and legal limits are only marked when they pass: nobody loses a right because an office is late. */
export function markLate(turn: Turn, { escalating }: { escalating: string[] }): void {
  const { event } = turn
  if (event.type !== 'LIMIT_PASSED') return
  const late = turn.context.timers.find((timer) => timer.timerId === event.timerId)
  stopTimers(turn, (timer) => timer.timerId === event.timerId)
  if (event.kind === 'INTAKE') turn.effects.push({ type: 'notify', template: 'intakeLate', audience: 'head' })
  if (event.kind === 'LEGAL') turn.effects.push({ type: 'notify', template: 'legalLate', audience: 'head' })
  if (event.kind !== 'STEP') return
  turn.effects.push({ type: 'notify', template: 'stepLate', audience: 'performer' })
  const step = turn.context.work.find((work) => work.workId === late?.workId)?.step
  if (step !== undefined && escalating.includes(step)) {
    turn.effects.push({ type: 'notify', template: 'stepLate', audience: 'head' })
  }
}

export function startFeeTimer(turn: Turn, { limits }: { limits: LimitChoice }): void {
  const { ref, limit } = chooseLimit(limits, turn.context.caseCode)
  if (limit) startTimer(turn, { kind: 'FEE', workId: null, ref, limit, startedAt: turn.now })
}

/** From the arrival; anew after a first payment or a supplement before intake. */
export function startIntake(turn: Turn, { limits }: { limits: LimitChoice }): void {
  const startedAt = turn.event.type === 'OPEN' ? turn.event.receivedAt : turn.now
  const { ref, limit } = chooseLimit(limits, turn.context.caseCode)
  const intake = turn.context.work.findLast((work) => work.step === 'intake')
  turn.context.intakeClock = { startedAt, stoppedAt: null, pauses: [] }
  turn.effects.push({ type: 'startClock', clock: 'intake' })
  startTimer(turn, { kind: 'INTAKE', workId: intake?.workId ?? null, ref, limit, startedAt })
}

export function stopIntake(turn: Turn): void {
  const clock = turn.context.intakeClock
  if (clock === null || clock.stoppedAt !== null) return
  turn.context.intakeClock = { ...clock, stoppedAt: turn.now }
  turn.effects.push({ type: 'stopClock', clock: 'intake' })
}

export function startLegal(turn: Turn, { limits }: { limits: LimitChoice }): void {
  const startedAt = turn.event.type === 'ACCEPT' ? turn.event.receivedAt : turn.now
  // what the receipt calls "received": the acceptance, not the filing
  if (turn.event.type === 'ACCEPT') turn.context.receivedAt = startedAt
  const { ref, limit } = chooseLimit(limits, turn.context.caseCode)
  turn.context.legalClock = { startedAt, stoppedAt: null, pauses: [] }
  turn.effects.push({ type: 'startClock', clock: 'legal' })
  startTimer(turn, { kind: 'LEGAL', workId: null, ref, limit, startedAt })
}

export function pauseLegal(turn: Turn, { reason, basis }: { reason: PauseReason; basis?: string }): void {
  const clock = turn.context.legalClock
  if (clock === null) return
  const wasPaused = isPaused(turn.context)
  const { event } = turn
  const told = 'basis' in event ? event.basis : 'noticeRef' in event ? event.noticeRef : reason
  turn.context.legalClock = { ...clock, pauses: [...clock.pauses, { from: turn.now, to: null, reason, basis: basis ?? told }] }
  if (!wasPaused) turn.effects.push({ type: 'pauseClock', clock: 'legal' })
}

export function resumeLegal(turn: Turn, { reason }: { reason: PauseReason }): void {
  const clock = turn.context.legalClock
  if (clock === null || !isPaused(turn.context)) return
  const pauses = clock.pauses.map((pause) => (pause.to === null && pause.reason === reason ? { ...pause, to: turn.now } : pause))
  turn.context.legalClock = { ...clock, pauses }
  if (!isPaused(turn.context)) turn.effects.push({ type: 'resumeClock', clock: 'legal' })
}

/** A version may say that the whole limit begins anew after a supplement; time outside the limit goes on being outside. */
export function restartLegal(turn: Turn, { limits }: { limits: LimitChoice }): void {
  const outside = turn.context.legalClock?.pauses.filter((pause) => pause.to === null && pause.reason === 'OUTSIDE_LIMIT') ?? []
  stopTimersOf(turn, { kind: 'LEGAL' })
  startLegal(turn, { limits })
  for (const pause of outside) pauseLegal(turn, { reason: pause.reason, basis: pause.basis })
}

export function stopLegal(turn: Turn): void {
  const clock = turn.context.legalClock
  if (clock === null || clock.stoppedAt !== null) return
  const pauses = clock.pauses.map((pause) => (pause.to === null ? { ...pause, to: turn.now } : pause))
  turn.context.legalClock = { ...clock, stoppedAt: turn.now, pauses }
  turn.effects.push({ type: 'stopClock', clock: 'legal' })
  stopTimersOf(turn, { kind: 'LEGAL' })
}

/** The time between result and reopening was nobody's work: it stays out of the clock. */
export function reopenLegal(turn: Turn, { limits }: { limits: LimitChoice }): void {
  const clock = turn.context.legalClock
  if (clock === null || clock.stoppedAt === null) return
  const between = { from: clock.stoppedAt, to: turn.now, reason: 'RESULT_READY' as const, basis: 'RESULT_READY' }
  turn.context.legalClock = { ...clock, stoppedAt: null, pauses: [...clock.pauses, between] }
  turn.effects.push({ type: 'resumeClock', clock: 'legal' })
  const { ref, limit } = chooseLimit(limits, turn.context.caseCode)
  startTimer(turn, { kind: 'LEGAL', workId: null, ref, limit, startedAt: clock.startedAt })
}
