import type { DossierMachine } from './compile.ts'
import type { ProcedureDefinition } from './definition.ts'
import type { Rule } from './findings.ts'

/** What was broken, in one way only; the rule that has to see it, and where. */
export type Broken = [what: string, rule: Rule, step: string | null, definition: ProcedureDefinition]

/** The same of what `compile` makes: the shell is not written by a version, so that no version can break it. */
export type BrokenMachine = [
  what: string,
  rule: Rule,
  step: string | null,
  definition: ProcedureDefinition,
  change: (machine: DossierMachine) => DossierMachine,
]
