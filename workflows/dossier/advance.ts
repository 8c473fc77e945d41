import { DomainError } from '../domain-error.ts'
import type { DossierMachine } from '../procedure/compile.ts'
import type { Performer } from '../procedure/definition.ts'
import { resolveLimit, stepLimitChoice } from '../procedure/limits.ts'
import type { Limit } from '../working-time/working-time.schema.ts'
import { candidates } from './candidates.ts'
import type { Effect } from './effects.ts'
import type { EventType, MachineEvent } from './events.ts'
import { openWork } from './reading.ts'
import { freeze, isPossible, type Snapshot, take, thaw } from './snapshot.ts'
import type { DossierState, Facts } from './state.ts'
import { chooseLimit } from './turn.ts'

export interface OpenWork {
  workId: string
  step: string
  performer: Performer
  limit: Limit | null
  assigneeId: string | null
}

export interface Advance {
  state: DossierState
  effects: Effect[]
  /** What is open now, and whose it is. */
  work: OpenWork[]
}

/** The only door: nobody outside sees XState. Decides from state, event and facts alone, and refuses what the state does not take. */
export function advance(machine: DossierMachine, state: DossierState | null, event: MachineEvent, facts: Facts): Advance {
  const snapshot = thaw(machine, state)
  if (!isPossible(snapshot, event, facts)) {
    throw new DomainError('EVENT_NOT_ALLOWED', `${event.type} at ${JSON.stringify(snapshot.value)} of ${machine.id}`, {
      event: event.type,
      allowed: possible(machine, snapshot, facts),
    })
  }
  const [next, effects] = take(machine, snapshot, event, facts)
  const frozen = freeze(machine, next)
  return { state: frozen, effects, work: openWorkOf(machine, frozen) }
}

export function openWorkOf(machine: DossierMachine, state: DossierState): OpenWork[] {
  return openWork(state.context).map(({ workId, step, performer, assigneeId }) => {
    const limit =
      step === 'intake'
        ? resolveLimit(machine.definition, 'intake')
        : chooseLimit(stepLimitChoice(machine.definition, step), state.context.caseCode).limit
    return { workId, step, performer, limit, assigneeId }
  })
}

function possible(machine: DossierMachine, snapshot: Snapshot, facts: Facts): EventType[] {
  const found = candidates(machine.definition, snapshot.context, facts).filter((event) => isPossible(snapshot, event, facts))
  return [...new Set(found.map(({ type }) => type))]
}

/** The events that this actor could cause now, whatever their payload. Whether the actor may is another question (`can`). */
export const allowed = (machine: DossierMachine, state: DossierState | null, facts: Facts): EventType[] =>
  possible(machine, thaw(machine, state), facts)

export interface AllowedWork {
  workId: string
  step: string
  /** How this actor could end it now. */
  outcomes: string[]
  sendBackTo: string[]
  mayOpen: boolean
  mayClaim: boolean
  mayRelease: boolean
  /** The work before it, which this actor could call back. */
  recalls: string | null
}

/** For each open work what this actor could do with it: screens show only that. */
export function allowedWork(machine: DossierMachine, state: DossierState, facts: Facts): AllowedWork[] {
  const snapshot = thaw(machine, state)
  const events = candidates(machine.definition, snapshot.context, facts).filter((event) => isPossible(snapshot, event, facts))
  const recalls = events.find((event) => event.type === 'RECALL')?.workId ?? null
  return openWork(state.context).map(({ workId, step }) => {
    const own = events.filter((event) => 'workId' in event && event.workId === workId)
    return {
      workId,
      step,
      outcomes: own.flatMap((event) => (event.type === 'COMPLETE_STEP' ? [event.outcome] : [])),
      sendBackTo: own.flatMap((event) => (event.type === 'SEND_BACK' ? [event.toStep] : [])),
      mayOpen: own.some(({ type }) => type === 'OPEN_WORK'),
      mayClaim: own.some((event) => event.type === 'ASSIGN' && event.mode === 'claim'),
      mayRelease: own.some((event) => event.type === 'ASSIGN' && event.mode === 'release' && event.accountId === facts.actor.id),
      recalls: machine.definition.steps.some(({ id }) => id === step) ? recalls : null,
    }
  })
}
