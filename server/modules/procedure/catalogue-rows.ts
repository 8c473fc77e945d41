import { createHash } from 'node:crypto'
import { canonical } from '#workflows/dossier/canonical.ts'
import { definitionSchema, type ProcedureDefinition } from '#workflows/procedure/definition.ts'
import { fold } from './fold.ts'

export const versionIdOf = ({ code, version }: Pick<ProcedureDefinition, 'code' | 'version'>): string => `${code}@${version}`

/** Canonical JSON knows whole numbers only, and a step may take a quarter of a day. */
const withoutFractions = (value: unknown): unknown =>
  typeof value === 'number' && !Number.isSafeInteger(value)
    ? `number ${value}`
    : Array.isArray(value)
      ? value.map(withoutFractions)
      : typeof value === 'object' && value !== null
        ? Object.fromEntries(Object.entries(value).map(([name, member]) => [name, withoutFractions(member)]))
        : value

/** The rows that a definition is published as. */
export function catalogueRows(given: unknown) {
  // through JSON, as it will be stored: an absent member and an undefined one are the same there
  const definition = definitionSchema.parse(JSON.parse(JSON.stringify(definitionSchema.parse(given))))
  const { code, version, nameVi, nameEn, fieldVi, level, lifeEvents, synonyms, effectiveFrom, effectiveTo } = definition
  const words = [nameVi, ...synonyms, nameEn, code, fieldVi, ...lifeEvents].map(fold)
  return {
    procedure: { code, nameVi, nameEn, fieldVi, level, lifeEvents, synonyms, search: [...new Set(words)].join(' | ') },
    version: {
      id: versionIdOf(definition),
      procedureCode: code,
      version,
      definition,
      sha256: createHash('sha256')
        .update(canonical(withoutFractions(definition)))
        .digest('hex'),
      effectiveFrom,
      effectiveTo,
    },
  }
}
