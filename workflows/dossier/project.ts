import type { Performer, ProcedureDefinition } from '../procedure/definition.ts'
import { resolveLimit } from '../procedure/limits.ts'
import type { Limit, Pause } from '../working-time/working-time.schema.ts'
import { type NationalCode, nationalCode, type ShellState, shellState } from './national-code.ts'
import { lastDone, requiredAccount } from './reading.ts'
import type { Clock, DossierContext, DossierState, DossierTimer, FeeState, Work } from './state.ts'

export interface ClockSegment {
  clock: 'intake' | 'legal'
  n: number
  kind: 'RUN' | 'PAUSE'
  startAt: string
  endAt: string | null
  reason: string | null
  basis: string | null
}

export interface ProjectedWork extends Omit<Work, 'performer' | 'dataRef' | 'reasonRef'> {
  performer: Performer
  /** Kind of the step, or the duty's own name. */
  stepKind: string
  /** Four eyes: this account may not take it. */
  excludedAccountId: string | null
  /** The only account that may take it. */
  requiredAccountId: string | null
}

export interface ProjectedTimer extends DossierTimer {
  limit: Limit | null
  /** When its time stands still. */
  pauses: Pause[]
}

export interface ProjectedSupplement {
  id: string
  stage: string
  items: DossierContext['supplements'][number]['items']
  requestedAt: string
  dueAt: string | null
  closedAt: string | null
  status: string
}

export interface Projection {
  status: 'active' | 'done'
  shellState: ShellState
  nationalCode: NationalCode
  /** Steps where processing stands, also while it waits. */
  currentSteps: string[]
  workItems: ProjectedWork[]
  clocks: ClockSegment[]
  timers: ProjectedTimer[]
  supplements: ProjectedSupplement[]
  fees: FeeState[]
}

/** One run from start to stop, and the pauses inside it, in the order of the state. */
function segments(clock: 'intake' | 'legal', time: Clock | null): ClockSegment[] {
  if (time === null) return []
  const run: ClockSegment = {
    clock,
    n: 1,
    kind: 'RUN',
    startAt: time.startedAt,
    endAt: time.stoppedAt,
    reason: null,
    basis: null,
  }
  const pauses = time.pauses.map(
    ({ from, to, reason, basis }, index): ClockSegment => ({
      clock,
      n: index + 2,
      kind: 'PAUSE',
      startAt: from,
      endAt: to,
      reason,
      basis,
    }),
  )
  return [run, ...pauses]
}

/** A step's own limit stands still while the dossier waits for others; that the law does not count its time does not stop it. */
export function pausesOf(context: DossierContext, kind: DossierTimer['kind']): Pause[] {
  const pauses = context.legalClock?.pauses ?? []
  const meant = kind === 'LEGAL' ? pauses : kind === 'STEP' ? pauses.filter(({ reason }) => reason !== 'OUTSIDE_LIMIT') : []
  return meant.map(({ from, to }) => ({ from, to }))
}

/** What lists, jobs and reports read. Rows are made from the state alone, so that an invariant can make them again and compare. */
export function project(definition: ProcedureDefinition, state: DossierState): Projection {
  const { context } = state
  const kinds = new Map(definition.steps.map(({ id, kind }) => [id, kind as string]))
  return {
    status: state.status,
    shellState: shellState(state),
    nationalCode: nationalCode(state),
    currentSteps: context.work.filter(({ step, closedAt }) => closedAt === null && kinds.has(step)).map(({ step }) => step),
    workItems: context.work.map(({ dataRef: _data, reasonRef: _reason, ...work }) => ({
      ...work,
      stepKind: kinds.get(work.step) ?? work.step,
      excludedAccountId:
        work.performer.notSameAs === undefined ? null : (lastDone(context, work.performer.notSameAs)?.closedById ?? null),
      requiredAccountId: requiredAccount(context, work.performer),
    })),
    clocks: [...segments('intake', context.intakeClock), ...segments('legal', context.legalClock)],
    timers: context.timers.map((timer) => ({
      ...timer,
      limit: resolveLimit(definition, timer.limitRef),
      pauses: pausesOf(context, timer.kind),
    })),
    supplements: context.supplements.map(({ supplementId, stage, items, requestedAt, dueAt, closedAt, status }) => ({
      id: supplementId,
      stage,
      items,
      requestedAt,
      dueAt,
      closedAt,
      status,
    })),
    fees: context.fees,
  }
}
