import { project } from '#workflows/dossier/project.ts'
import { isDrawn } from '#workflows/dossier/reading.ts'
import type { DossierState } from '#workflows/dossier/state.ts'
import type { ProcedureDefinition } from '#workflows/procedure/definition.ts'
import { agencyResolver } from '../agency/responsibility.ts'
import { definitionOf } from '../procedure/definition-of.ts'
import { calendarVersion } from '../setting/calendars.ts'
import type { WorkFacts } from './dossier.policy.ts'
import type { StoredDossier } from './dossier.repository.ts'
import type { LoadedDossier } from './loaded-dossier.ts'
import { stateOrSetAside } from './quarantine.ts'
import { type AgenciesOfDossier, workAgency } from './work-agency.ts'

/** A stored dossier with its version's definition and calendar, checked on reading. A state of another shape is set aside, never guessed. */
export async function loadDossier(stored: StoredDossier): Promise<LoadedDossier> {
  const state = await stateOrSetAside(stored)
  const definition = await definitionOf(stored.procedureVersionId)
  const { forms, command: _command, now, state: _state, isSetAside: _aside, ...columns } = stored
  const stepData: Record<string, Record<string, unknown>> = {}
  const attached: LoadedDossier['attached'] = {}
  let answers: Record<string, unknown> = {}
  for (const form of forms) {
    const body = form.json?.answers ?? {}
    attached[form.id] = body
    if (form.id.startsWith('form-')) answers = body
    if (form.id.startsWith('step-')) stepData[stepOfWork(state, form.id.slice('step-'.length))] = body
  }
  const agencyOf = await agencyResolver()
  return {
    ...columns,
    agencyOf,
    isEnded: state.context.endedAt !== null,
    state,
    answers,
    stepData,
    attached,
    forms: forms.length,
    work: workFacts({ ...columns, agencyOf }, definition, state),
    definition,
    calendar: await calendarVersion(stored.calendarVersionId),
    now: now.toISOString(),
  }
}

/** The step of a work; its id is older than the version that the dossier was moved to. */
export const stepOfWork = ({ context }: DossierState, workId: string): string =>
  context.work.find((work) => work.workId === workId)?.step ?? workId.replace(/#.*$/, '')

/** Who has, or had, which duty: read off the state, the only truth. */
export function workFacts(place: AgenciesOfDossier, definition: ProcedureDefinition, state: LoadedDossier['state']): WorkFacts[] {
  return project(definition, state).workItems.map((work, n) => ({
    workId: work.workId,
    role: work.performer.role,
    unitKind: work.performer.unitKind,
    agencyId: workAgency(place, state.context, n, work.performer),
    assigneeId: work.assigneeId ?? work.requiredAccountId,
    excludedIds: [work.excludedAccountId, work.excludedViaId].filter((id) => id !== null),
    isOpen: work.closedAt === null,
    member: work.member,
    hasAnswered: work.member !== null && isDrawn(work.outcome),
    isPast: n < (state.context.transfers.at(-1)?.workBefore ?? 0),
  }))
}
