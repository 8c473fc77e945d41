import { randomInt } from 'node:crypto'
import type { ProcedureDefinition } from '#workflows/procedure/definition.ts'
import { formatDefinition } from '#workflows/procedure/definition-file.ts'
import { sampleDefinition } from '#workflows/procedure/sample.test-support.ts'
import { as, staff } from './people.ts'

let last = randomInt(100_000)

/** A definition under a code that nobody has taken yet. */
export const fresh = (change: object = {}): ProcedureDefinition => {
  last += 1
  return sampleDefinition({ code: `4.${String(last).padStart(6, '0')}`, ...change })
}
export const fileOf = (definition: ProcedureDefinition): string => formatDefinition(definition)
/** Whoever publishes procedures. */
export const keeper = async () => as(await staff('admin'))
