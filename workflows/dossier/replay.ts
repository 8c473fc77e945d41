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

/** The state that a history leads to: the same machine, the same facts, no clock and no register. */
export function replay(definitions: Readonly<Record<string, ProcedureDefinition>>, rows: readonly ReplayRow[]): DossierState {
  const machines = new Map<string, DossierMachine>()
  let state: DossierState | null = null
  for (const [index, { type, payload, facts, procedureVersionId, shellVersion }] of rows.entries()) {
    const key = `${procedureVersionId} ${shellVersion}`
    const definition = definitions[procedureVersionId]
    if (!definition) throw new DomainError('PROCEDURE_UNKNOWN', `row ${index} needs version ${procedureVersionId}`, { index })
    const machine: DossierMachine = machines.get(key) ?? compile(definition, shellVersion)
    machines.set(key, machine)
    const event = machineEventSchema.safeParse({ ...payload, type })
    if (!event.success) throw new DomainError('INPUT_INVALID', `row ${index} is no event of the machine`, { index, type })
    state = advance(machine, state, event.data, facts).state
  }
  if (state === null) throw new DomainError('INPUT_INVALID', 'a history without rows has no state')
  return state
}
