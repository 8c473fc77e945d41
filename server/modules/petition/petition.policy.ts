import type { Role } from '#workflows/procedure/definition.ts'
import { type Actor, grantsOf } from '../account/actor.ts'

/** Who answers for an agency: the head of its one-stop centre, its leaders, and whoever controls procedures. */
export const HANDLERS: readonly Role[] = ['director', 'leader', 'procedureController']

export const agenciesHandled = (actor: Actor): string[] => [...new Set(grantsOf(actor, HANDLERS).map(({ agencyId }) => agencyId))]

/** Whoever stands at the counter writes down what people without an account ask. */
export const deskOf = (actor: Actor): string[] => grantsOf(actor, ['desk']).map(({ agencyId }) => agencyId)

interface Whose {
  accountId: string | null
  enteredById: string | null
  agencyId: string
  originAgencyId: string
}

/** Whoever asked; the agency that answers; the one that it was sent to, which has to know where it went; and whoever wrote it down at the desk. */
export const canSee = (actor: Actor, { accountId, enteredById, agencyId, originAgencyId }: Whose): boolean =>
  actor.kind === 'CITIZEN'
    ? accountId === actor.id
    : enteredById === actor.id || agenciesHandled(actor).some((id) => id === agencyId || id === originAgencyId)

export const canHandle = (actor: Actor, { agencyId }: Pick<Whose, 'agencyId'>): boolean =>
  actor.kind === 'STAFF' && agenciesHandled(actor).includes(agencyId)
