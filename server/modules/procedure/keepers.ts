import { DomainError } from '#workflows/domain-error.ts'
import type { Role } from '#workflows/procedure/definition.ts'
import { type Actor, grantsOf } from '../account/actor.ts'

/** Directors read them to try out how many people each one needs. */
const READERS: readonly Role[] = ['admin', 'procedureController', 'operator', 'director']
/** Those who decide how many people there are. */
const PLANNERS: readonly Role[] = ['admin', 'director']
const PUBLISHERS: readonly Role[] = ['admin', 'procedureController']

/** Versions hold for every agency, so the role counts wherever it is held. */
export function assertMayRead(actor: Actor): void {
  if (grantsOf(actor, READERS).length === 0) throw new DomainError('NOT_PERMITTED', `${actor.id} does not keep procedures`)
}

export const mayPublish = (actor: Actor): boolean => grantsOf(actor, PUBLISHERS).length > 0

export function assertMayPublish(actor: Actor): void {
  if (!mayPublish(actor)) throw new DomainError('NOT_PERMITTED', `${actor.id} does not publish procedures`)
}

/** The agencies whose people the actor plans with; never none. */
export function agenciesToPlan(actor: Actor): readonly string[] {
  const agencies = grantsOf(actor, PLANNERS).map(({ agencyId }) => agencyId)
  if (agencies.length === 0) throw new DomainError('NOT_PERMITTED', `${actor.id} does not plan with people`)
  return agencies
}
