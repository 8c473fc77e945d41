import { advance } from '../dossier/advance.ts'
import type { DossierState } from '../dossier/state.ts'
import { compile } from './compile.ts'
import type { ProcedureDefinition } from './definition.ts'
import type { Finding } from './findings.ts'

/** Goes the way of a finding through the only door, with the state stored and read after each event. */
export function goAgain(definition: ProcedureDefinition, { path, facts, rule, step }: Finding): DossierState | null {
  if (path.length === 0) return null
  const machine = compile(definition)
  let state: DossierState | null = null
  for (const [index, event] of path.entries()) {
    const told = facts[index]
    if (!told) throw new Error(`${rule} at ${step}: nothing is told with ${event.type}`)
    state = JSON.parse(JSON.stringify(advance(machine, state, event, told).state)) as DossierState
  }
  return state
}
