import { DomainError } from '#workflows/domain-error.ts'
import { SHELL_VERSION } from '#workflows/dossier/shell-version.ts'
import { compile, type DossierMachine } from '#workflows/procedure/compile.ts'
import { definitionSchema, type ProcedureDefinition } from '#workflows/procedure/definition.ts'
import { cardOf, type ProcedureCard } from './card.ts'
import { findEffectiveVersion, findVersions } from './procedure.repository.ts'

/** Far more than are in use at a time; a whole catalogue of two thousand would take half a gigabyte. */
const KEPT = 300

/** What was used last is kept. */
class Kept<Value> {
  private readonly values = new Map<string, Value>()

  get(id: string): Value | undefined {
    const value = this.values.get(id)
    if (value === undefined) return undefined
    this.values.delete(id)
    this.values.set(id, value)
    return value
  }
  set(id: string, value: Value): void {
    this.values.set(id, value)
    const [oldest] = this.values.keys()
    if (this.values.size > KEPT && oldest !== undefined) this.values.delete(oldest)
  }
}

// A published version never changes (a trigger sees to it), so what was parsed and compiled once stays.
const definitions = new Kept<ProcedureDefinition>()
const machines = new Kept<DossierMachine>()
/** A card is a hundredth of its definition: all of them are kept. */
const cards = new Map<string, ProcedureCard>()

/** Several at once: lists ask once, not per row. */
export async function definitionsOf(versionIds: readonly string[]): Promise<Map<string, ProcedureDefinition>> {
  const found = new Map<string, ProcedureDefinition>()
  const missing: string[] = []
  for (const id of new Set(versionIds)) {
    const known = definitions.get(id)
    if (known) found.set(id, known)
    else missing.push(id)
  }
  if (missing.length > 0) {
    for (const { id, definition } of await findVersions(missing)) {
      const parsed = definitionSchema.safeParse(definition)
      if (!parsed.success) throw new DomainError('DEFINITION_INVALID', `procedure version ${id}: ${parsed.error.message}`)
      definitions.set(id, parsed.data)
      found.set(id, parsed.data)
    }
  }
  // in the order in which they were asked for
  const inOrder = new Map<string, ProcedureDefinition>()
  for (const id of versionIds) {
    const definition = found.get(id)
    if (!definition) throw new DomainError('PROCEDURE_UNKNOWN', `no procedure version ${id}`)
    inOrder.set(id, definition)
  }
  return inOrder
}

export async function definitionOf(versionId: string): Promise<ProcedureDefinition> {
  const known = definitions.get(versionId) ?? (await definitionsOf([versionId])).get(versionId)
  if (!known) throw new DomainError('PROCEDURE_UNKNOWN', `no procedure version ${versionId}`)
  return known
}

/** What lists show of versions, in the order in which they were asked for. */
export async function cardsOf(versionIds: readonly string[]): Promise<ProcedureCard[]> {
  const missing = await definitionsOf(versionIds.filter((id) => !cards.has(id)))
  for (const [id, definition] of missing) cards.set(id, cardOf(definition))
  return versionIds.flatMap((id) => cards.get(id) ?? [])
}

/** The compiled machine of a version; a state that an earlier shell left is read by that shell's. */
export async function machineFor(versionId: string, shellVersion = SHELL_VERSION): Promise<DossierMachine> {
  const key = `${versionId}/${shellVersion}`
  const known = machines.get(key)
  if (known) return known
  const machine = compile(await definitionOf(versionId), shellVersion)
  machines.set(key, machine)
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
