import { DomainError } from '#workflows/domain-error.ts'
import type { StaffActor } from '../account/actor.ts'
import { agencies } from '../agency/agencies.ts'

/** Those who keep the counter: its desk, its director, and a head to whom it belongs; not the heads of other sections. */
export async function registersOf(actor: StaffActor): Promise<string[]> {
  const desks = (await agencies()).filter(({ units }) => units.some(({ kind }) => kind === 'oneStopDesk')).map(({ id }) => id)
  const keeps = actor.grants.filter(
    ({ role, unitKind }) =>
      role === 'desk' || role === 'director' || (role === 'head' && (unitKind === null || unitKind === 'oneStopDesk')),
  )
  return [...new Set(keeps.map(({ agencyId }) => agencyId))].filter((id) => desks.includes(id))
}

export async function assertMayKeep(actor: StaffActor, asked: string | undefined): Promise<{ agencyId: string; all: string[] }> {
  const all = await registersOf(actor)
  const agencyId = asked ?? all[0]
  if (agencyId === undefined || !all.includes(agencyId))
    throw new DomainError('NOT_PERMITTED', `${actor.id} does not keep the register of ${asked ?? 'any desk'}`)
  return { agencyId, all }
}
