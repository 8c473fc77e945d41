import { z } from 'zod'
import { DomainError } from '../domain-error.ts'
import { compile, type DossierMachine } from '../procedure/compile.ts'
import type { ProcedureDefinition } from '../procedure/definition.ts'
import { advance } from './advance.ts'
import { machineEventSchema } from './events.ts'
import { type DossierState, factsSchema } from './state.ts'

export const replayRowSchema = z.object({
  type: z.string(),
  payload: z.record(z.string(), z.unknown()),
  facts: factsSchema,
  procedureVersionId: z.string(),
  shellVersion: z.int().min(1),
})
export type ReplayRow = z.infer<typeof replayRowSchema>

/** Compiling costs as much as twenty transitions, and a replay of all dossiers meets each version again and again. */
const compiled = new WeakMap<ProcedureDefinition, Map<number, DossierMachine>>()

function machineOf(definition: ProcedureDefinition, shellVersion: number): DossierMachine {
  const known = compiled.get(definition) ?? new Map<number, DossierMachine>()
  compiled.set(definition, known)
  const machine = known.get(shellVersion) ?? compile(definition, shellVersion)
  known.set(shellVersion, machine)
  return machine
}

/** The state that a history leads to: the same machine, the same facts, no clock and no register. */
export function replay(definitions: Readonly<Record<string, ProcedureDefinition>>, rows: readonly ReplayRow[]): DossierState {
  let state: DossierState | null = null
  for (const [index, { type, payload, facts, procedureVersionId, shellVersion }] of rows.entries()) {
    const definition = definitions[procedureVersionId]
    if (!definition) throw new DomainError('PROCEDURE_UNKNOWN', `row ${index} needs version ${procedureVersionId}`, { index })
    const machine = machineOf(definition, shellVersion)
    const event = machineEventSchema.safeParse({ ...payload, type })
    if (!event.success) throw new DomainError('INPUT_INVALID', `row ${index} is no event of the machine`, { index, type })
    state = advance(machine, state, event.data, facts).state
  }
  if (state === null) throw new DomainError('INPUT_INVALID', 'a history without rows has no state')
  return state
}
