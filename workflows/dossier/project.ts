import type { Performer, ProcedureDefinition } from '../procedure/definition.ts'
import { resolveLimit } from '../procedure/limits.ts'
import type { Limit, Pause } from '../working-time/working-time.schema.ts'
import { type NationalCode, nationalCode, type ShellState, shellState } from './national-code.ts'
import { lastDone, openStepWorks, requiredAccount } from './reading.ts'
import type { Clock, DossierContext, DossierState, DossierTimer, FeeState, Opinion, Work } from './state.ts'

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
  /** Four eyes: this account may not take it, nor may whoever acted in its name. */
  excludedAccountId: string | null
  excludedViaId: string | null
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

/** One who was asked; `workId` is the work of the step that asked, `memberWorkId` the member's own. */
export interface ProjectedOpinion extends Omit<Opinion, 'dataRef' | 'limitRef'> {
  step: string
  memberWorkId: string
  limit: Limit | null
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
  opinions: ProjectedOpinion[]
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
  const meant =
    kind === 'LEGAL'
      ? pauses
      : kind === 'STEP' || kind === 'OPINION'
        ? pauses.filter(({ reason }) => reason !== 'OUTSIDE_LIMIT')
        : []
  return meant.map(({ from, to }) => ({ from, to }))
}

const projected = new WeakMap<DossierState, { definition: ProcedureDefinition; projection: Projection }>()

/** What lists, jobs and reports read. Rows are made from the state alone, so that an invariant can make them again and compare. */
export function project(definition: ProcedureDefinition, state: DossierState): Projection {
  const known = projected.get(state)
  if (known?.definition === definition) return known.projection
  const projection = projectionOf(definition, state)
  projected.set(state, { definition, projection })
  return projection
}

function projectionOf(definition: ProcedureDefinition, state: DossierState): Projection {
  const { context } = state
  const kinds = new Map(definition.steps.map(({ id, kind }) => [id, kind as string]))
  return {
    status: state.status,
    shellState: shellState(state),
    nationalCode: nationalCode(state),
    currentSteps: openStepWorks(context).map(({ step }) => step),
    workItems: context.work.map(({ dataRef: _data, reasonRef: _reason, ...work }) => {
      const { notSameAs } = work.performer
      const looked = notSameAs === undefined ? undefined : lastDone(context, notSameAs)
      return {
        ...work,
        stepKind: kinds.get(work.step) ?? work.step,
        excludedAccountId: looked?.closedById ?? null,
        excludedViaId: looked?.closedViaId ?? null,
        requiredAccountId: requiredAccount(context, work.performer),
      }
    }),
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
    opinions: context.opinions.map(({ dataRef: _data, limitRef, ...opinion }) => ({
      ...opinion,
      step: context.work.find(({ workId }) => workId === opinion.workId)?.step ?? '',
      memberWorkId: `${opinion.workId}.${opinion.member}`,
      limit: resolveLimit(definition, limitRef),
    })),
  }
}
