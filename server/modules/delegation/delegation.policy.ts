import { grantsOf, type StaffActor } from '../account/actor.ts'
import type { DelegationRow } from './delegation.repository.ts'
import { PRINCIPAL_ROLES } from './delegation.schema.ts'

const agenciesOf = (actor: StaffActor, roles: Parameters<typeof grantsOf>[1]) => [
  ...new Set(grantsOf(actor, roles).map(({ agencyId }) => agencyId)),
]

/** Where the person's own office can be delegated. What one was entrusted with is not one's own. */
export const ownAgencies = (actor: StaffActor): string[] => agenciesOf(actor, PRINCIPAL_ROLES)

/** Where the person enters delegations for those who are absent. */
export const keptAgencies = (actor: StaffActor): string[] => agenciesOf(actor, ['admin'])

export const mayEnter = (actor: StaffActor, agencyId: string, fromId: string): boolean =>
  fromId === actor.id ? ownAgencies(actor).includes(agencyId) : keptAgencies(actor).includes(agencyId)

export const canRevoke = (actor: StaffActor, { fromId, toId, agencyId }: DelegationRow): boolean =>
  actor.id === fromId || actor.id === toId || keptAgencies(actor).includes(agencyId)
