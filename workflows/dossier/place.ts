import type { StateValue } from 'xstate'
import { DomainError } from '../domain-error.ts'
import type { DossierMachine } from '../procedure/compile.ts'
import type { Chart } from './shell.ts'
import type { DossierState } from './state.ts'

type StateNode = Chart['root']

interface Standing {
  value: StateValue
  /** The innermost states, as a deep history keeps them. */
  leaves: { id: string }[]
}

/** The part of the machine in which these states are active; a branch of a block in which none is has been finished. */
function standingIn(node: StateNode, active: ReadonlySet<string>): Standing | null {
  const inner = Object.entries(node.states)
  if (inner.length === 0) return active.has(node.id) ? { value: {}, leaves: [{ id: node.id }] } : null
  const children = inner.map(([name, child]) => ({ name, child, standing: standingIn(child, active) }))
  if (children.every(({ standing }) => standing === null)) return null
  if (node.type === 'parallel') {
    const regions = children.map(({ name, child, standing }) => {
      const joined = child.states.joined
      return { name, ...(standing ?? { value: 'joined', leaves: joined ? [{ id: joined.id }] : [] }) }
    })
    return {
      value: Object.fromEntries(regions.map(({ name, value }) => [name, value])),
      leaves: regions.flatMap(({ leaves }) => leaves),
    }
  }
  const at = children.find(({ standing }) => standing !== null)
  if (!at?.standing) return null
  const isLeaf = Object.keys(at.child.states).length === 0
  return { value: isLeaf ? at.name : { [at.name]: at.standing.value }, leaves: at.standing.leaves }
}

const known = (node: StateNode): string[] => [node.id, ...Object.values(node.states).flatMap(known)]

/**
 * Where a dossier with these open steps stands in this machine, and where it returns to. Made from the open work alone: that is what the states of
 * `processing` follow, and the names of states in another version are not this one's.
 */
export function placeOfSteps(
  machine: DossierMachine,
  { value, historyValue }: Pick<DossierState, 'value' | 'historyValue'>,
  steps: readonly string[],
): Pick<DossierState, 'value' | 'historyValue'> {
  if (steps.length === 0) {
    const ids = known(machine.chart.root)
    const kept = Object.entries(historyValue).filter(([, nodes]) => nodes.every(({ id }) => ids.includes(id)))
    return { value, historyValue: Object.fromEntries(kept) }
  }
  const processing = machine.chart.states.handling?.states.processing
  const standing = processing && standingIn(processing, new Set(steps.map((step) => `step-${step}`)))
  const found = standing?.leaves.filter(({ id }) => steps.some((step) => id === `step-${step}`)) ?? []
  if (!standing || found.length !== new Set(steps).size)
    throw new DomainError('STATE_UNKNOWN', `${machine.id} cannot stand in ${steps.join(', ')}`, { machine: machine.id })
  if (typeof value === 'string') return { value, historyValue: { ...historyValue, whereItStood: standing.leaves } }
  return { value: { handling: { processing: standing.value } }, historyValue: {} }
}
