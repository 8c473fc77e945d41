import { type AnyActorScope, createActor, initialTransition, type SnapshotFrom, type StateValue } from 'xstate'
import { DomainError } from '../domain-error.ts'
import type { DossierMachine } from '../procedure/compile.ts'
import type { Effect } from './effects.ts'
import type { MachineEvent } from './events.ts'
import type { Chart } from './shell.ts'
import {
  contextSchema,
  type DossierContext,
  type DossierState,
  type Facts,
  frameSchema,
  shell1StateSchema,
  stateSchema,
} from './state.ts'
import { emptyContext, type ToldEvent } from './turn.ts'
import { wholeContext } from './whole-context.ts'

/** The only file that turns a stored state into XState's snapshot and back. */
export type Snapshot = SnapshotFrom<Chart>

const unknownState = (machine: DossierMachine, what: string) =>
  new DomainError('STATE_UNKNOWN', `${machine.id} (shell ${machine.shellVersion}) does not know ${what}`, { machine: machine.id })

/** The stored value, if this version has every state in it. */
function readValue(machine: DossierMachine, parent: Chart['root'], value: unknown): StateValue {
  const { states } = parent
  if (typeof value === 'string') {
    const node = Object.hasOwn(states, value) ? states[value] : undefined
    // A parent alone would be completed with its first child: that is guessing.
    if (!node || Object.keys(node.states).length > 0) throw unknownState(machine, `state ${value}`)
    return value
  }
  const entries = typeof value === 'object' && value !== null ? Object.entries(value) : []
  // Side by side stand all regions of a block, or none.
  const expected = parent.type === 'parallel' ? Object.keys(states).length : 1
  if (entries.length !== expected) throw unknownState(machine, `value ${JSON.stringify(value)}`)
  return Object.fromEntries(
    entries.map(([name, inner]) => {
      const node = Object.hasOwn(states, name) ? states[name] : undefined
      if (!node) throw unknownState(machine, `state ${name}`)
      return [name, readValue(machine, node, inner)]
    }),
  )
}

const nodesOf = (states: Chart['states']): Map<string, Chart['root']> =>
  new Map(Object.values(states).flatMap((node) => [[node.id, node] as const, ...nodesOf(node.states)]))

const charted = new WeakMap<Chart, Map<string, Chart['root']>>()

/** A chart never changes: its nodes are listed once. */
function nodesOfChart(chart: Chart): Map<string, Chart['root']> {
  const known = charted.get(chart) ?? nodesOf(chart.states)
  charted.set(chart, known)
  return known
}

/** Restored by ourselves: XState drops what it does not find in a history, without a word, and would resume at the first step. */
function historyOf(machine: DossierMachine, historyValue: DossierState['historyValue']): Record<string, Chart['root'][]> {
  const known = nodesOfChart(machine.chart)
  return Object.fromEntries(
    Object.entries(historyValue).map(([history, ids]) => {
      if (!known.has(history)) throw unknownState(machine, `history ${history}`)
      const nodes = ids.map(({ id }) => {
        const node = known.get(id)
        // Deep history remembers innermost states; a parent would be completed with its first child.
        if (!node || Object.keys(node.states).length > 0) throw unknownState(machine, `remembered state ${id}`)
        return node
      })
      return [history, nodes]
    }),
  )
}

const WAITING: readonly unknown[] = ['awaitingSupplement', 'awaitingObligation', 'suspended', 'withdrawalAsked']

/** XState would lead a dossier that waits without a memory back to the beginning, and one that ended but is not marked so on. */
function assertWhole(machine: DossierMachine, { value, status, historyValue }: DossierState): void {
  const node = typeof value === 'string' ? machine.chart.states[value] : undefined
  if ((node?.type === 'final') !== (status === 'done')) throw unknownState(machine, `${JSON.stringify(value)} as ${status}`)
  if (WAITING.includes(value) && !historyValue.whereItStood?.length)
    throw unknownState(machine, `${value} without what came before`)
}

/** States that `stateSchema` has read; asking it again would find the same. */
const whole = new WeakSet<DossierState>()

/** A stored value as a state that has everything it should have; whether its version knows what stands in it, `thaw` tells. */
export function parseState(stored: unknown): DossierState {
  const parsed = stateSchema.safeParse(stored)
  if (!parsed.success)
    throw new DomainError('STATE_UNKNOWN', `it does not parse: ${parsed.error.issues[0]?.path.join('.') ?? parsed.error.message}`)
  whole.add(parsed.data)
  return parsed.data
}

/** States and contexts are never changed in place, so what was read of one holds as long as it lives. */
const thawed = new WeakMap<DossierState, { machine: DossierMachine; snapshot: Snapshot }>()

export function thaw(machine: DossierMachine, state: DossierState | null): Snapshot {
  if (state === null) return initialTransition(machine.chart, undefined)[0]
  const known = thawed.get(state)
  if (known?.machine === machine) return known.snapshot
  const snapshot = read(machine, state)
  thawed.set(state, { machine, snapshot })
  return snapshot
}

function read(machine: DossierMachine, state: DossierState): Snapshot {
  if (state.machine !== machine.id) throw unknownState(machine, `states of ${state.machine}`)
  if (state.shellVersion !== machine.shellVersion) throw unknownState(machine, `states of shell ${state.shellVersion}`)
  const complete = whole.has(state) ? { success: true as const, data: state } : stateSchema.safeParse(state)
  if (!complete.success) throw unknownState(machine, `a state without ${complete.error.issues[0]?.path.join('.')}`)
  const value = readValue(machine, machine.chart.root, state.value)
  assertWhole(machine, state)
  return machine.chart.resolveState({
    status: state.status,
    value,
    context: complete.data.context,
    historyValue: historyOf(machine, state.historyValue),
  })
}

/** Plain JSON that is equal after a round trip. `before` is the context that a stored state began with: what is still the same was read then. */
export function freeze(machine: DossierMachine, snapshot: Snapshot, before: DossierContext | null): DossierState {
  const { context } = snapshot
  const frame = {
    // XState would look for actors in every corner of the context, and there are none
    ...machine.chart.getPersistedSnapshot({ ...snapshot, context: emptyContext() }),
    machine: machine.id,
    shellVersion: machine.shellVersion,
  }
  // A state of shell 1 is left as that shell left it, so that its hash stays; whoever reads it reads it through `stateSchema`.
  if (machine.shellVersion === 1) return shell1StateSchema.parse({ ...frame, context }) as DossierState
  const { historyValue, ...parsed } = frameSchema.parse(frame)
  const frozen: DossierState = {
    ...parsed,
    context: before ? wholeContext(context, before) : contextSchema.parse(context),
    historyValue,
  }
  whole.add(frozen)
  return frozen
}

export const told = (event: MachineEvent, facts: Facts): ToldEvent => ({ ...event, facts })

export const isPossible = (snapshot: Snapshot, event: MachineEvent, facts: Facts): boolean => snapshot.can(told(event, facts))

type Action = Parameters<AnyActorScope['actionExecutor']>[0]
const scopes = new WeakMap<Chart, AnyActorScope>()

/** XState's `transition` makes an actor each time, to which nothing ever happens: one for each chart does as well. */
function scopeOf(chart: Chart): AnyActorScope {
  const known = scopes.get(chart)
  if (known) return known
  const self = createActor(chart)
  const nothing = () => undefined
  const scope: AnyActorScope = {
    self,
    id: '',
    sessionId: '',
    system: self.system,
    defer: nothing,
    logger: nothing,
    stopChild: nothing,
    emit: nothing,
    actionExecutor: nothing,
  }
  scopes.set(chart, scope)
  return scope
}

export function take(machine: DossierMachine, snapshot: Snapshot, event: MachineEvent, facts: Facts): [Snapshot, Effect[]] {
  const actions: Action[] = []
  const scope = { ...scopeOf(machine.chart), actionExecutor: (action: Action) => actions.push(action) }
  const next = machine.chart.transition(snapshot, told(event, facts), scope)
  return [next, actions.flatMap((action) => (action.type === 'effect' ? [action.params as Effect] : []))]
}
