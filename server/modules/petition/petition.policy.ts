import type { Role } from '#workflows/procedure/definition.ts'
import { type Actor, grantsOf } from '../account/actor.ts'

/** Who answers for an agency: the head of its one-stop centre, its leaders, and whoever controls procedures. */
export const HANDLERS: readonly Role[] = ['director', 'leader', 'procedureController']

export const agenciesHandled = (actor: Actor): string[] => [...new Set(grantsOf(actor, HANDLERS).map(({ agencyId }) => agencyId))]

interface Whose {
  accountId: string
  agencyId: string
  originAgencyId: string
}

/** Whoever asked; the agency that answers; and the one that it was sent to, which has to know where it went. */
export const canSee = (actor: Actor, { accountId, agencyId, originAgencyId }: Whose): boolean =>
  actor.kind === 'CITIZEN'
    ? accountId === actor.id
    : agenciesHandled(actor).some((id) => id === agencyId || id === originAgencyId)

export const canHandle = (actor: Actor, { agencyId }: Whose): boolean =>
  actor.kind === 'STAFF' && agenciesHandled(actor).includes(agencyId)
