import { openStepWorks } from '#workflows/dossier/reading.ts'
import type { Role } from '#workflows/procedure/definition.ts'
import { type Actor, peopleBehind, personasOf } from '../account/actor.ts'
import type { LoadedDossier } from './loaded-dossier.ts'
import type { ProposalRow } from './proposal.repository.ts'

/** What one person asks for and another may have to agree to. */
const PROPOSED = ['extend', 'suspend', 'requestSupplement'] as const
export type ProposedAction = (typeof PROPOSED)[number]
export const isProposed = (action: string): action is ProposedAction => PROPOSED.some((each) => each === action)

/** Whose agreement the version wants for this act now; null: nobody's. */
export function approverOf(dossier: Pick<LoadedDossier, 'definition' | 'state'>, action: ProposedAction): Role | null {
  const { definition, state } = dossier
  if (action === 'extend') return definition.extension.approver
  if (action === 'requestSupplement') {
    const { max, beyondApprover } = definition.supplement
    const asked = state.context.supplements.filter(({ status }) => status !== 'CANCELLED').length
    return asked < max ? null : beyondApprover
  }
  const open = new Set(openStepWorks(state.context).map(({ step }) => step))
  return definition.steps.find((step) => open.has(step.id) && step.pauseApprover !== null)?.pauseApprover ?? null
}

/** The role that this proposal wants, at the agency that decides now, and another person than the one who asks: four eyes look at delegates too. */
const isApprover = (persona: Actor, dossier: LoadedDossier, { askedById, askedViaId, approverRole }: ProposalRow): boolean =>
  !peopleBehind(persona).some((id) => id === askedById || id === askedViaId) &&
  persona.grants.some((grant) => grant.role === approverRole && grant.agencyId === dossier.competentAgencyId)

/** As whom the actor may decide on it. */
export const approverAs = (actor: Actor, dossier: LoadedDossier, proposal: ProposalRow): Actor | undefined =>
  personasOf(actor).find((persona) => isApprover(persona, dossier, proposal))

export const mayDecide = (actor: Actor, dossier: LoadedDossier, proposal: ProposalRow): boolean =>
  proposal.status === 'OPEN' && !dossier.isEnded && approverAs(actor, dossier, proposal) !== undefined
