import { z } from 'zod'
import { DomainError } from '../domain-error.ts'
import { compile, type DossierMachine } from '../procedure/compile.ts'
import type { ProcedureDefinition } from '../procedure/definition.ts'
import { type Advance, advance } from './advance.ts'
import { machineEventSchema } from './events.ts'
import { type DossierState, factsSchema } from './state.ts'
import { upgrade } from './upgrade.ts'

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

/** The versions that a history needs, also those that it moved to. */
export const versionsOf = (rows: readonly Pick<ReplayRow, 'procedureVersionId' | 'type' | 'payload'>[]): string[] => [
  ...new Set(
    rows.flatMap(({ procedureVersionId, type, payload }) => [
      procedureVersionId,
      ...(type === 'UPGRADE_VERSION' && typeof payload.toVersionId === 'string' ? [payload.toVersionId] : []),
    ]),
  ),
]

type Definitions = Readonly<Record<string, ProcedureDefinition>>

/**
 * One row after the other. A row was decided by the machine of its version and shell; UPGRADE_VERSION names the version before it
 * (`procedureVersionId`), the one behind it (`toVersionId`) and the shell behind it (`shellVersion`).
 */
export function fold(definitions: Definitions, state: DossierState | null, row: ReplayRow): Advance {
  const definitionOf = (versionId: string): ProcedureDefinition => {
    const definition = definitions[versionId]
    if (!definition) throw new DomainError('PROCEDURE_UNKNOWN', `a ${row.type} needs version ${versionId}`, { versionId })
    return definition
  }
  const before = definitionOf(row.procedureVersionId)
  const event = machineEventSchema.safeParse({ ...row.payload, type: row.type })
  if (!event.success) throw new DomainError('INPUT_INVALID', `${row.type} is no event of the machine`, { type: row.type })
  if (event.data.type === 'UPGRADE_VERSION' && state !== null) {
    const to = machineOf(definitionOf(event.data.toVersionId), row.shellVersion)
    return upgrade(machineOf(before, state.shellVersion), to, state, event.data, row.facts)
  }
  return advance(machineOf(before, row.shellVersion), state, event.data, row.facts)
}

/** The state that a history leads to: the same machines, the same facts, no clock and no register. */
export function replay(definitions: Definitions, rows: readonly ReplayRow[]): DossierState {
  let state: DossierState | null = null
  for (const row of rows) state = fold(definitions, state, row).state
  if (state === null) throw new DomainError('INPUT_INVALID', 'a history without rows has no state')
  return state
}
