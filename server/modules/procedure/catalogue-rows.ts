import { createHash } from 'node:crypto'
import { canonical } from '#workflows/dossier/canonical.ts'
import { definitionSchema, type ProcedureDefinition } from '#workflows/procedure/definition.ts'
import { fold } from './fold.ts'

export const versionIdOf = ({ code, version }: Pick<ProcedureDefinition, 'code' | 'version'>): string => `${code}@${version}`

/** The rows that a definition is published as. */
export function catalogueRows(given: unknown) {
  const definition = definitionSchema.parse(given)
  const { code, version, nameVi, nameEn, fieldVi, level, lifeEvents, synonyms, effectiveFrom, effectiveTo } = definition
  const words = [nameVi, ...synonyms, nameEn, code, fieldVi, ...lifeEvents].map(fold)
  return {
    procedure: { code, nameVi, nameEn, fieldVi, level, lifeEvents, synonyms, search: [...new Set(words)].join(' | ') },
    version: {
      id: versionIdOf(definition),
      procedureCode: code,
      version,
      definition,
      sha256: createHash('sha256').update(canonical(definition)).digest('hex'),
      effectiveFrom,
      effectiveTo,
    },
  }
}
