import { DomainError } from '#workflows/domain-error.ts'
import type { DossierState } from '#workflows/dossier/state.ts'
import type { ProcedureDefinition } from '#workflows/procedure/definition.ts'
import type { Calendar } from '#workflows/working-time/working-time.schema.ts'
import { deadlines } from '../dossier/deadlines.ts'

/** What the applicant was told: the promised date, before acceptance when the desk will answer. Null while a clock stands still. */
export function toldDue(definition: ProcedureDefinition, state: DossierState, calendar: Calendar): string | null {
  const { legal, intake, promisedAt } = deadlines(definition, state, calendar)
  return legal ? promisedAt : (intake?.dueAt ?? null)
}

/** The same, where a calendar that no longer reaches so far says so. */
export function toldDueOr<Other>(
  definition: ProcedureDefinition,
  state: DossierState,
  calendar: Calendar,
  unknown: Other,
): string | null | Other {
  try {
    return toldDue(definition, state, calendar)
  } catch (error) {
    if (error instanceof DomainError && error.code === 'CALENDAR_UNKNOWN') return unknown
    throw error
  }
}
