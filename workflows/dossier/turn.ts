import type { Limit } from '../working-time/working-time.schema.ts'
import type { Effect } from './effects.ts'
import type { MachineEvent } from './events.ts'
import type { DossierContext, Facts } from './state.ts'

/** What XState sees: the event together with the facts that were fixed for it. */
export type ToldEvent = MachineEvent & { facts: Facts }

/** One order at work: it writes what the dossier remembers from now on and names what has to be done outside. */
export interface Turn {
  context: DossierContext
  readonly event: ToldEvent
  readonly now: string
  readonly actorId: string
  /** The delegate who acts in the actor's name. */
  readonly viaId: string | null
  readonly effects: Effect[]
}

/** A limit of the version together with the ways in which cases change it; `ref` is what the state keeps of it. */
export interface LimitChoice {
  ref: string
  limit: Limit | null
  byCase: Record<string, Limit>
}

export interface ChosenLimit {
  ref: string | null
  limit: Limit | null
}

export function chooseLimit(choice: LimitChoice, caseCode: string | null): ChosenLimit {
  const special = caseCode === null ? undefined : choice.byCase[caseCode]
  if (special) return { ref: `${choice.ref}@${caseCode}`, limit: special }
  return choice.limit === null ? { ref: null, limit: null } : { ref: choice.ref, limit: choice.limit }
}

export function emptyContext(): DossierContext {
  return {
    source: null,
    caseCode: null,
    openedAt: null,
    receivedAt: null,
    dataRef: null,
    intakeClock: null,
    legalClock: null,
    promisedAt: null,
    extendedAt: null,
    extensions: 0,
    work: [],
    timers: [],
    supplements: [],
    obligations: [],
    opinions: [],
    transfers: [],
    subs: [],
    fees: [],
    refunds: [],
    decision: null,
    decidedById: null,
    decidedAt: null,
    reopened: 0,
    calendarVersionId: null,
    reportedCode: null,
    endedAt: null,
  }
}
