import { DomainError } from '#workflows/domain-error.ts'
import { compile, type DossierMachine } from '#workflows/procedure/compile.ts'
import { definitionSchema, type ProcedureDefinition } from '#workflows/procedure/definition.ts'
import { findEffectiveVersion, findVersions } from './procedure.repository.ts'

// A published version never changes (a trigger sees to it), so what was parsed and compiled once stays.
const definitions = new Map<string, ProcedureDefinition>()
const machines = new Map<string, DossierMachine>()

/** Several at once: lists ask once, not per row. */
export async function definitionsOf(versionIds: readonly string[]): Promise<Map<string, ProcedureDefinition>> {
  const missing = [...new Set(versionIds)].filter((id) => !definitions.has(id))
  if (missing.length > 0) {
    for (const { id, definition } of await findVersions(missing)) {
      const parsed = definitionSchema.safeParse(definition)
      if (!parsed.success) throw new DomainError('DEFINITION_INVALID', `procedure version ${id}: ${parsed.error.message}`)
      definitions.set(id, parsed.data)
    }
  }
  const found = new Map<string, ProcedureDefinition>()
  for (const id of versionIds) {
    const definition = definitions.get(id)
    if (!definition) throw new DomainError('PROCEDURE_UNKNOWN', `no procedure version ${id}`)
    found.set(id, definition)
  }
  return found
}

export async function definitionOf(versionId: string): Promise<ProcedureDefinition> {
  const known = definitions.get(versionId) ?? (await definitionsOf([versionId])).get(versionId)
  if (!known) throw new DomainError('PROCEDURE_UNKNOWN', `no procedure version ${versionId}`)
  return known
}

/** The compiled machine of a version. */
export async function machineFor(versionId: string): Promise<DossierMachine> {
  const known = machines.get(versionId)
  if (known) return known
  const machine = compile(await definitionOf(versionId))
  machines.set(versionId, machine)
  return machine
}

/** The version that a filing on this day falls under (default: today in Vietnam). */
export async function effectiveVersion(
  code: string,
  on: string | null = null,
): Promise<{ versionId: string; definition: ProcedureDefinition }> {
  const { exists, versionId } = await findEffectiveVersion(code, on)
  if (!exists) throw new DomainError('PROCEDURE_UNKNOWN', `no procedure ${code}`)
  if (versionId === null) throw new DomainError('VERSION_NOT_EFFECTIVE', `procedure ${code} has no version in force`)
  return { versionId, definition: await definitionOf(versionId) }
}
