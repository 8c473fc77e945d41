import { DomainError } from '../domain-error.ts'
import type { DossierMachine } from '../procedure/compile.ts'
import type { Performer } from '../procedure/definition.ts'
import { resolveLimit, stepLimitChoice } from '../procedure/limits.ts'
import type { Limit } from '../working-time/working-time.schema.ts'
import { candidates } from './candidates.ts'
import type { Effect } from './effects.ts'
import type { EventType, MachineEvent } from './events.ts'
import { firstStepWork, openWork } from './reading.ts'
import { freeze, isPossible, type Snapshot, take, thaw } from './snapshot.ts'
import type { DossierContext, DossierState, Facts, Work } from './state.ts'
import { chooseLimit } from './turn.ts'

export interface OpenWork {
  workId: string
  step: string
  /** Set when this one was asked for an opinion by the work of the step. */
  member: string | null
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
  const frozen = freeze(machine, next, state === null ? null : snapshot.context)
  return { state: frozen, effects, work: openWorkOf(machine, next.context) }
}

export function openWorkOf(machine: DossierMachine, context: DossierContext): OpenWork[] {
  const { definition } = machine
  const limitOf = ({ workId, step, member }: Work): Limit | null => {
    if (step === 'intake') return resolveLimit(definition, 'intake')
    if (member === null) return chooseLimit(stepLimitChoice(definition, step), context.caseCode).limit
    const asked = context.opinions.find((opinion) => `${opinion.workId}.${opinion.member}` === workId)
    return resolveLimit(definition, asked?.limitRef ?? null)
  }
  return openWork(context).map((work) => {
    const { workId, step, member, performer, assigneeId } = work
    return { workId, step, member, performer, limit: limitOf(work), assigneeId }
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
  member: string | null
  /** How this actor could end it now, once the checks are confirmed. */
  outcomes: string[]
  /** What has to be confirmed before it may end forward. */
  checks: string[]
  sendBackTo: string[]
  mayOpen: boolean
  mayClaim: boolean
  mayRelease: boolean
  /** The members of the first choice may be named. */
  mayAsk: boolean
  /** One more may be asked; `mayAddFixed` names those of the version who were left out. */
  mayAdd: boolean
  mayAddFixed: string[]
  mayCloseOpinions: boolean
  /** In the work of a member: what this actor could answer, told as GIVE_OPINION of the work that asked. */
  mayGive: { workId: string; member: string; answers: string[] } | null
  /** The work before it, which this actor could call back. */
  recalls: string | null
}

type Given = Extract<MachineEvent, { type: 'GIVE_OPINION' }>

/** For each open work what this actor could do with it: screens show only that. */
export function allowedWork(machine: DossierMachine, state: DossierState, facts: Facts): AllowedWork[] {
  const snapshot = thaw(machine, state)
  const { context } = snapshot
  const { steps } = machine.definition
  const events = candidates(machine.definition, context, facts).filter((event) => isPossible(snapshot, event, facts))
  const recalls = events.flatMap((event) => (event.type === 'RECALL' ? [event.workId] : []))
  const first = firstStepWork(context)?.workId
  // The end of a branch that waits for the others has opened nothing: it is shown beside the work of the others.
  const waiting = recalls.find((workId) => !context.work.some(({ after }) => after === workId)) ?? null
  return openWork(context).map(({ workId, step, member, after }) => {
    const own = events.filter((event) => 'workId' in event && event.workId === workId)
    const given = events.filter(
      (event): event is Given => event.type === 'GIVE_OPINION' && `${event.workId}.${event.member}` === workId,
    )
    const added = own.flatMap((event) => (event.type === 'ADD_MEMBER' ? [event.member.member] : []))
    const definition = member === null ? steps.find(({ id }) => id === step) : undefined
    const fixed = (definition?.members?.fixed ?? []).map(({ id }) => id)
    const [answer] = given
    return {
      workId,
      step,
      member,
      outcomes: own.flatMap((event) => (event.type === 'COMPLETE_STEP' ? [event.outcome] : [])),
      checks: (definition?.checks ?? []).map(({ id }) => id),
      sendBackTo: own.flatMap((event) => (event.type === 'SEND_BACK' ? [event.toStep] : [])),
      mayOpen: own.some(({ type }) => type === 'OPEN_WORK'),
      mayClaim: own.some((event) => event.type === 'ASSIGN' && event.mode === 'claim'),
      mayRelease: own.some((event) => event.type === 'ASSIGN' && event.mode === 'release' && event.accountId === facts.actor.id),
      mayAsk: own.some(({ type }) => type === 'ASK_OPINION'),
      mayAdd: added.some((id) => !fixed.includes(id)),
      mayAddFixed: added.filter((id) => fixed.includes(id)),
      mayCloseOpinions: own.some(({ type }) => type === 'CLOSE_OPINIONS'),
      mayGive: answer ? { workId: answer.workId, member: answer.member, answers: given.map((event) => event.answer) } : null,
      recalls: recalls.find((id) => id === after) ?? (workId === first ? waiting : null),
    }
  })
}
