import { pausesOf } from '#workflows/dossier/project.ts'
import type { Clock, DossierState, DossierTimer, Work } from '#workflows/dossier/state.ts'
import { chooseLimit } from '#workflows/dossier/turn.ts'
import type { ProcedureDefinition } from '#workflows/procedure/definition.ts'
import { limitChoices, resolveLimit, stepLimitChoice } from '#workflows/procedure/limits.ts'
import { type Due, due } from '#workflows/working-time/due.ts'
import type { Calendar, Limit } from '#workflows/working-time/working-time.schema.ts'

export interface Deadlines {
  intake: Due | null
  legal: Due | null
  promisedAt: string | null
}

const onClock = (clock: Clock, limit: Limit, calendar: Calendar) => due(clock.startedAt, limit, calendar, clock.pauses)

/** The legal limit of this dossier: that of its case, or the procedure's. */
export const legalLimit = (definition: ProcedureDefinition, caseCode: string | null): Limit =>
  chooseLimit(limitChoices(definition).legal, caseCode).limit ?? definition.limit

const reckoned = new WeakMap<DossierState, { definition: ProcedureDefinition; calendar: Calendar; dates: Deadlines }>()

/** Legal, promised and intake dates are three things: the promise is the legal date until an extension moves it. */
export function deadlines(definition: ProcedureDefinition, state: DossierState, calendar: Calendar): Deadlines {
  const known = reckoned.get(state)
  if (known?.definition === definition && known.calendar === calendar) return known.dates
  const dates = reckon(definition, state, calendar)
  reckoned.set(state, { definition, calendar, dates })
  return dates
}

function reckon(definition: ProcedureDefinition, state: DossierState, calendar: Calendar): Deadlines {
  const { intakeClock, legalClock, promisedAt, caseCode } = state.context
  const legal = legalClock ? onClock(legalClock, legalLimit(definition, caseCode), calendar) : null
  return {
    intake: intakeClock && !intakeClock.stoppedAt ? onClock(intakeClock, definition.intakeLimit, calendar) : null,
    legal,
    promisedAt: promisedAt ?? legal?.dueAt ?? null,
  }
}

/** A step's own limit runs from its opening and stands still while the legal clock does; the law's limit is never extended by it. */
export function stepDue(
  definition: ProcedureDefinition,
  state: DossierState,
  work: Pick<Work, 'workId' | 'step' | 'openedAt' | 'member'>,
  calendar: Calendar,
): string | null {
  const { intakeClock, legalClock, caseCode } = state.context
  if (work.member !== null) {
    const timer = state.context.timers.findLast((each) => each.kind === 'OPINION' && each.workId === work.workId)
    return timer ? timerDue(definition, state, timer, calendar) : null
  }
  if (work.workId.startsWith('intake#')) return intakeClock ? onClock(intakeClock, definition.intakeLimit, calendar).dueAt : null
  const { limit } = chooseLimit(stepLimitChoice(definition, work.step), caseCode)
  if (!limit)
    return legalClock && !legalClock.stoppedAt ? onClock(legalClock, legalLimit(definition, caseCode), calendar).dueAt : null
  return due(work.openedAt, limit, calendar, pausesOf(state.context, 'STEP')).dueAt
}

/** When a timer goes off; null while its clock stands still. */
export function timerDue(
  definition: ProcedureDefinition,
  state: DossierState,
  timer: DossierTimer,
  calendar: Calendar,
): string | null {
  if (timer.dueAt) return timer.dueAt
  const { work } = state.context
  if (timer.kind === 'LEGAL') return deadlines(definition, state, calendar).legal?.dueAt ?? null
  if (timer.kind === 'INTAKE') return deadlines(definition, state, calendar).intake?.dueAt ?? null
  if (timer.kind === 'STEP') {
    const owner = work.find((candidate) => candidate.workId === timer.workId)
    return owner ? stepDue(definition, state, owner, calendar) : null
  }
  const limit = resolveLimit(definition, timer.limitRef)
  if (!limit) return null
  return due(timer.startedAt, limit, calendar, pausesOf(state.context, timer.kind)).dueAt
}
