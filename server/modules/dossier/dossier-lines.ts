import { project } from '#workflows/dossier/project.ts'
import { hasDone } from '#workflows/dossier/reading.ts'
import { describeVersion } from '#workflows/procedure/describe.ts'
import { type ProgressLine, progressLine, standing } from '#workflows/procedure/standing.ts'
import { placeNames } from '../procedure/place-names.ts'
import type { LoadedDossier } from './loaded-dossier.ts'

/** The process of the dossier's version, and what of it is behind, now and to come. */
export async function standingOf({ definition, state }: LoadedDossier) {
  const { shellState, currentSteps } = project(definition, state)
  const description = describeVersion(definition, await placeNames())
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
