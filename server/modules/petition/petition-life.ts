import { DomainError } from '#workflows/domain-error.ts'
import type { PetitionState } from './petition.schema.ts'

export type PetitionAct = 'SEND' | 'TAKE' | 'FORWARD' | 'ANSWER' | 'REFER' | 'WITHDRAW' | 'ESCALATE'

/** Which act leads from where to where. An answer, a referral and a withdrawal are ends; being late changes no state. */
const LIFE: Record<PetitionState | 'new', Partial<Record<PetitionAct, PetitionState>>> = {
  new: { SEND: 'received' },
  received: { TAKE: 'taken', FORWARD: 'received', REFER: 'referred', WITHDRAW: 'withdrawn', ESCALATE: 'received' },
  taken: { ANSWER: 'answered', FORWARD: 'received', REFER: 'referred', WITHDRAW: 'withdrawn', ESCALATE: 'taken' },
  answered: {},
  referred: {},
  withdrawn: {},
}

export const actsIn = (state: PetitionState): PetitionAct[] =>
  (['TAKE', 'FORWARD', 'ANSWER', 'REFER', 'WITHDRAW'] as const).filter((act) => LIFE[state][act] !== undefined)

export function stateAfter(state: PetitionState | 'new', act: PetitionAct): PetitionState {
  const next = LIFE[state][act]
  if (next === undefined) throw new DomainError('EVENT_NOT_ALLOWED', `${act} while ${state}`, { act, state })
  return next
}

export const isEnd = (state: PetitionState): boolean => actsIn(state).length === 0

/** The state after these acts, for comparing it with the row. */
export const fold = (acts: readonly PetitionAct[]): PetitionState | 'new' =>
  acts.reduce<PetitionState | 'new'>((state, act) => stateAfter(state, act), 'new')
