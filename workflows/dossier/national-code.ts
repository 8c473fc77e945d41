import { DomainError } from '../domain-error.ts'
import type { DossierState } from './state.ts'

/** The ten states of a dossier in the national data: 1 newly filed … 10 returned. */
export type NationalCode = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10

export const SHELL_STATES = [
  'awaitingFee',
  'arrived',
  'supplementBeforeIntake',
  'accepted',
  'processing',
  'awaitingSupplement',
  'awaitingObligation',
  'suspended',
  'withdrawalAsked',
  'resultReady',
  'returned',
  'refused',
  'withdrawn',
  'stopped',
] as const
export type ShellState = (typeof SHELL_STATES)[number]

export const FINAL_STATES = ['returned', 'refused', 'withdrawn', 'stopped'] as const satisfies readonly ShellState[]

export const NATIONAL_CODES: Readonly<Record<ShellState, NationalCode>> = {
  awaitingFee: 1,
  arrived: 1,
  supplementBeforeIntake: 5,
  accepted: 2,
  processing: 4,
  awaitingSupplement: 5,
  awaitingObligation: 6,
  suspended: 8,
  withdrawalAsked: 7,
  resultReady: 9,
  returned: 10,
  refused: 3,
  withdrawn: 7,
  stopped: 8,
}

/** Which code may follow the code reported last (assumed: the portal's own table is not published). 3 and 10 are ends. */
export const NATIONAL_PAIRS: Readonly<Record<NationalCode, readonly NationalCode[]>> = {
  1: [2, 3, 5, 7],
  2: [4, 7],
  3: [],
  4: [5, 6, 7, 8, 9],
  5: [2, 3, 4, 7, 8],
  6: [4, 7, 8],
  7: [2, 4],
  8: [4, 7],
  9: [10, 4],
  10: [],
}

/** An equal code is reported again only when the state became final (7 asked → 7 withdrawn, 8 suspended → 8 stopped). */
export function mayFollow(reported: NationalCode | null, next: NationalCode, isFinal: boolean): boolean {
  if (reported === null) return next === 1
  if (reported === next) return isFinal
  return NATIONAL_PAIRS[reported].includes(next)
}

export const isFinalState = (state: ShellState): boolean => FINAL_STATES.some((final) => final === state)

const isShellState = (name: string): name is ShellState => SHELL_STATES.some((state) => state === name)

/** The one state of the shell in which a dossier is; steps are inside `processing`. */
export function shellState({ value }: Pick<DossierState, 'value'>): ShellState {
  const outer = typeof value === 'string' ? value : (Object.keys(value)[0] ?? '')
  const inner = typeof value === 'string' ? undefined : value.handling
  const name = outer !== 'handling' ? outer : typeof inner === 'string' ? inner : 'processing'
  if (!isShellState(name)) throw new DomainError('STATE_UNKNOWN', `no shell state in ${JSON.stringify(value)}`)
  return name
}

export const nationalCode = (state: Pick<DossierState, 'value'>): NationalCode => NATIONAL_CODES[shellState(state)]
