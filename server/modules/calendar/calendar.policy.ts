import { DomainError } from '#workflows/domain-error.ts'
import { type Actor, grantsOf } from '../account/actor.ts'

/** Days off of the country and of a province move the dates of every agency: they belong to those who keep the installation. */
export function mayEdit(actor: Actor, scope: string): boolean {
  if (grantsOf(actor, ['operator']).length > 0) return true
  return grantsOf(actor, ['admin']).some((grant) => scope === `agency:${grant.agencyId}`)
}

export function assertMayEdit(actor: Actor, scope: string): void {
  if (!mayEdit(actor, scope)) throw new DomainError('NOT_PERMITTED', `${actor.id} does not keep the calendar ${scope}`)
}

/** Whoever keeps a catalogue may look at all calendars. */
export function assertMayLook(actor: Actor): void {
  if (grantsOf(actor, ['operator', 'admin', 'procedureController']).length === 0)
    throw new DomainError('NOT_PERMITTED', `${actor.id} does not look at calendars`)
}
