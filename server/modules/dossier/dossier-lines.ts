import { project } from '#workflows/dossier/project.ts'
import { hasDone } from '#workflows/dossier/reading.ts'
import type { ProcedureDefinition } from '#workflows/procedure/definition.ts'
import { type Description, describeVersion, type PlaceNames } from '#workflows/procedure/describe.ts'
import { type ProgressLine, progressLine, standing } from '#workflows/procedure/standing.ts'
import { placeNames } from '../procedure/place-names.ts'
import type { LoadedDossier } from './loaded-dossier.ts'

/** A version never changes, and names change a few times a year: each is described once. */
const described = new WeakMap<PlaceNames, WeakMap<ProcedureDefinition, Description>>()
function descriptionOf(definition: ProcedureDefinition, names: PlaceNames): Description {
  const versions = described.get(names) ?? new WeakMap<ProcedureDefinition, Description>()
  described.set(names, versions)
  const description = versions.get(definition) ?? describeVersion(definition, names)
  versions.set(definition, description)
  return description
}

/** The process of the dossier's version, and what of it is behind, now and to come. */
export async function standingOf({ definition, state }: LoadedDossier) {
  const { shellState, currentSteps } = project(definition, state)
  const description = descriptionOf(definition, await placeNames())
  const done = new Set(definition.steps.filter(({ id }) => hasDone(state.context, id)).map(({ id }) => id))
  return {
    description,
    shellState,
    standing: standing(description, { shellState, currentSteps, done, caseCode: state.context.caseCode }),
  }
}

const CUT_SHORT = new Set(['refused', 'withdrawn', 'stopped'])

/** What the applicant reads of the way; hidden steps have no names in it. A way that was cut short goes nowhere any more. */
export async function progressLines(dossier: LoadedDossier): Promise<ProgressLine[]> {
  const { description, shellState, standing: found } = await standingOf(dossier)
  return CUT_SHORT.has(shellState) ? [] : progressLine(description, found)
}
