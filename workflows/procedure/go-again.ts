import { advance } from '../dossier/advance.ts'
import type { DossierState } from '../dossier/state.ts'
import type { DossierMachine } from './compile.ts'
import type { Finding } from './findings.ts'

/** Goes the way of a finding through the only door, with the state stored and read after each event; null: nothing has to run to see it. */
export function goAgain(machine: DossierMachine, { path, facts, rule, step }: Pick<Finding, 'path' | 'facts' | 'rule' | 'step'>) {
  let state: DossierState | null = null
  for (const [index, event] of path.entries()) {
    const told = facts[index]
    if (!told) throw new Error(`${rule} at ${step}: nothing is told with ${event.type}`)
    state = JSON.parse(JSON.stringify(advance(machine, state, event, told).state)) as DossierState
  }
  return state
}
