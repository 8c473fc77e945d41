import type { Effect } from '../dossier/effects.ts'
import type { MachineEvent } from '../dossier/events.ts'
import { isFinalState, type ShellState, shellState } from '../dossier/national-code.ts'
import { isPaused, openStepWorks, openWork } from '../dossier/reading.ts'
import type { Snapshot } from '../dossier/snapshot.ts'
import type { Facts, Work } from '../dossier/state.ts'

/** What the rules ask of a state again and again, read off it once. */
export interface View {
  shell: ShellState
  isFinal: boolean
  isPaused: boolean
  /** All open work: of steps, of members, of the desk. */
  open: Work[]
  /** The open work of the steps where processing stands. */
  steps: Work[]
  /** Where it stands, for a finding: the step, else the state of the shell. */
  at: string
}

export function viewOf(snapshot: Pick<Snapshot, 'value' | 'context'>): View {
  const { context } = snapshot
  const shell = shellState(snapshot)
  const steps = openStepWorks(context)
  return {
    shell,
    isFinal: isFinalState(shell),
    isPaused: isPaused(context),
    open: openWork(context),
    steps,
    at: steps[0]?.step ?? shell,
  }
}

/** The same ids, in whatever order. */
export function isSameSet(some: readonly string[], others: readonly string[]): boolean {
  if (some.length !== others.length) return false
  if (some.length < 2) return some[0] === others[0]
  return some.toSorted().join() === others.toSorted().join()
}

/** An event together with what the server would have told: enough to do the same again. */
export interface Told {
  event: MachineEvent
  facts: Facts
}

export interface Node {
  id: number
  snapshot: Snapshot
  view: View
  /** How it is reached first: by the shortest way. */
  from: Node | null
  by: Told | null
}

export interface Edge {
  from: Node
  to: Node
  event: MachineEvent
}

/** A change as it is looked at while it happens: with the state as it really is behind it, because the node may have been reached before. */
export interface Change extends Told {
  /** Null: the opening, before which there was nothing. */
  from: Node | null
  to: Node
  effects: Effect[]
  after: Snapshot
  is: View
  isNew: boolean
}

export const pathTo = (node: Node): Told[] => {
  const path: Told[] = []
  for (let at: Node | null = node; at?.by; at = at.from) path.push(at.by)
  return path.toReversed()
}
