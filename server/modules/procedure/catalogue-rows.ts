import { createHash } from 'node:crypto'
import { canonicalDefinition } from '#workflows/dossier/canonical.ts'
import { definitionSchema, type ProcedureDefinition } from '#workflows/procedure/definition.ts'
import { fold } from './fold.ts'

export const versionIdOf = ({ code, version }: Pick<ProcedureDefinition, 'code' | 'version'>): string => `${code}@${version}`

/** The rows that a definition is published as. */
export function catalogueRows(given: unknown) {
  // through JSON, as it will be stored: an absent member and an undefined one are the same there
  return rowsOf(definitionSchema.parse(JSON.parse(JSON.stringify(definitionSchema.parse(given)))))
}

/** The same for one that was read and is as it will be stored. */
export function rowsOf(definition: ProcedureDefinition) {
  const { code, version, nameVi, nameEn, fieldVi, level, lifeEvents, synonyms, effectiveFrom, effectiveTo } = definition
  const words = [nameVi, ...synonyms, nameEn, code, fieldVi, ...lifeEvents].map(fold)
  return {
    procedure: { code, nameVi, nameEn, fieldVi, level, lifeEvents, synonyms, search: [...new Set(words)].join(' | ') },
    version: {
      id: versionIdOf(definition),
      procedureCode: code,
      version,
      definition,
      sha256: createHash('sha256').update(canonicalDefinition(definition)).digest('hex'),
      effectiveFrom,
      effectiveTo,
    },
  }
}
