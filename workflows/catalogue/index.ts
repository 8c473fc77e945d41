import { definitionSchema, type ProcedureDefinition } from '../procedure/definition.ts'
import { birthRegistration } from './birth-registration.ts'
import { certifiedCopy } from './certified-copy.ts'
import { householdBusiness } from './household-business.ts'

/** Every definition that is published from here; the only place that names procedures. */
export const catalogue: readonly ProcedureDefinition[] = [birthRegistration, certifiedCopy, householdBusiness].map((given) =>
  definitionSchema.parse(given),
)
